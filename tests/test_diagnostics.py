"""How findings are printed: for people, for GitHub, and safely whatever a file says."""

from typing import Any

from guides.diagnostics import Diagnostic, Severity, summary
from guides.diagnostics.formats import as_github, as_text
from guides.rules.catalog import RULES


def finding(**changes: Any) -> Diagnostic:  # noqa: ANN401 - the fields of a finding
    fields: dict[str, Any] = {"path": "docs/a.md", "line": 6, "column": 3, "rule": "rule", "message": "Wrong."}
    return Diagnostic(**{**fields, "fix": None, "severity": Severity.ERROR, **changes})


def test_a_person_sees_the_line_and_a_caret_below_the_mistake() -> None:
    text = as_text([finding(source="a: b", column=4, fix="Mend it.")])
    assert text.splitlines() == [
        "docs/a.md",
        "  docs/a.md:6:4 error [rule]",
        "    Wrong.",
        "       6 | a: b",
        "         |    ^",
        "    fix: Mend it.",
    ]


def test_the_caret_is_right_in_a_long_line_too() -> None:
    source = f"{'long ' * 60}here {'long ' * 60}"
    lines = as_text([finding(source=source, column=source.index("here") + 1)]).splitlines()
    caret = lines[4].index("^")
    assert lines[3][caret:].startswith("here")
    assert len(lines[3]) < 130


def test_no_control_character_of_a_file_reaches_the_terminal() -> None:
    text = as_text([finding(source="a\x1b[31m\tb\x07\u202ec")])
    assert all(character.isprintable() or character == "\n" for character in text)


def test_findings_of_one_file_stand_together() -> None:
    findings = [finding(path="b.md"), finding(path="a.md", line=9), finding(path="a.md", line=2)]
    places = [line.split()[0] for line in as_text(findings).splitlines() if line.startswith("  ") and "error" in line]
    assert places == ["a.md:2:3", "a.md:9:3", "b.md:6:3"]


def test_nothing_that_a_file_says_can_end_a_command_for_github() -> None:
    found = finding(path="docs/a,b:c%.md", message="Is\n::warning::x 100%", fix="Do\r\nit.")
    assert as_github([found]) == (
        "::error file=docs/a%2Cb%3Ac%25.md,line=6,col=3,title=rule::Is%0A::warning::x 100%25 Do%0D%0Ait."
    )


def test_the_summary_counts_what_stops_a_build_apart_from_the_rest() -> None:
    assert summary([]) == "no problems"
    assert summary([finding()]) == "1 problem in 1 file"
    assert summary([finding(), finding(line=7), finding(path="b.md")]) == "3 problems in 2 files"
    assert summary([finding(severity=Severity.WARNING)]) == "1 warning"
    assert summary([finding(), finding(severity=Severity.WARNING)]) == "1 problem in 1 file, 1 warning"
    assert summary([finding(suppressed="A reason.")]) == "no problems"


def test_nothing_that_a_terminal_acts_on_gets_into_a_finding() -> None:
    rule = RULES["file-place"]
    found = rule.in_file("docs/a\x1b[2J.md", "A\x1b[2J\r\n::error::", "B\u202eC\u2028")
    assert (found.path, found.message, found.fix) == (
        "docs/a\\u001b[2J.md",
        "A\\u001b[2J\\u000d ::error::",
        "B\\u202eC\\u2028",
    )
