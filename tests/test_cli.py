"""The `guides` command as a contributor, a workflow and another program meet it."""

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from guides import cli
from guides.cli.progress import working
from guides.rules.catalog import RULES
from support import ROOT, sample

BROKEN = "docs/guides/minimal.md"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample, with its top as the working folder and no wishes about colour."""
    top = sample(tmp_path)
    monkeypatch.chdir(top)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return top


@pytest.fixture
def broken(site: Path) -> Path:
    """A guide with two mistakes, and a silenced rule in none of them."""
    path = site / BROKEN
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[editors]", "editors").replace("2026-11-01\n", "2026-13-01\n"), encoding="utf-8")
    return path


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    command = [sys.executable, "-m", "guides.cli", *words]
    return subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, check=False, encoding="utf-8"
    )


def test_a_sound_collection(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == cli.OK
    assert capsys.readouterr().out == "no problems\n"


@pytest.mark.usefixtures("broken")
def test_findings_are_shown_with_their_line_and_a_caret(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == cli.PROBLEMS
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == BROKEN
    source = next(index for index, line in enumerate(lines) if "| authors: editors" in line)
    assert lines[source + 1].index("^") == lines[source].index("editors")
    assert lines[-1] == "2 problems in 1 file"


@pytest.mark.usefixtures("broken")
def test_only_named_files_are_reported() -> None:
    assert cli.main(["check", "docs/guides/lessons.md"]) == cli.OK
    assert cli.main(["check", "docs/guides/lessons.md", "docs/guides"]) == cli.PROBLEMS


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
@pytest.mark.usefixtures("broken")
def test_colour_is_for_those_who_want_it(
    environment: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_coloured: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["check"]) == cli.PROBLEMS
    assert ("\x1b[" in capsys.readouterr().out) is is_coloured


@pytest.mark.usefixtures("broken")
def test_github_shows_findings_beside_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--format", "github"]) == cli.PROBLEMS
    said = capsys.readouterr().out
    assert f"::error file={BROKEN},line=5,col=10,title=wrong-type::" in said
    assert len(said.splitlines()) == 2


@pytest.mark.usefixtures("broken")
def test_json_is_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--format", "json"]) == cli.PROBLEMS
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert [(row["path"], row["line"], row["rule"]) for row in rows] == [
        (BROKEN, 5, "wrong-type"),
        (BROKEN, 6, "date-form"),
    ]


def test_sarif_is_valid_and_explains_every_rule(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--format", "sarif"]) == cli.PROBLEMS
    said = capsys.readouterr().out
    assert Sarif.model_validate_json(said).version.value == "2.1.0"
    (run_,) = json.loads(said)["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(rule["help"]["text"] and "`" not in rule["help"]["text"] for rule in rules)
    result = run_["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "wrong-type"
    assert (result["level"], place["artifactLocation"]["uri"]) == ("error", broken.relative_to(Path.cwd()).as_posix())
    assert place["region"] == {"startLine": 5, "startColumn": 10, "snippet": {"text": "authors: editors"}}


def test_sarif_of_nothing_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--format", "sarif"]) == cli.OK
    Sarif.model_validate_json(capsys.readouterr().out)


@pytest.mark.parametrize("form", ["json", "sarif"])
@pytest.mark.usefixtures("broken")
def test_what_programs_read_is_not_mixed_with_words_for_people(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", "--fix", "--show-ignored", "--format", form])
    json.loads(capsys.readouterr().out)


def test_a_folder_without_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    for words in (["check"], ["stale"], ["schema"], ["api"], ["show", "x"], ["new", "x"]):
        assert cli.main(words) == cli.COULD_NOT_RUN
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err == "guides: there is no folder docs; run this from the top of the repository\n"


def test_a_named_file_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "docs/guides/gone.md"]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err == "guides: there is no file docs/guides/gone.md\n"


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = Path.open

    def refuse(path: Path, *words: Any, **options: Any) -> Any:  # noqa: ANN401 - stands in for Path.open
        if path.name == "minimal.md":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *words, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert cli.main(["check"]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err == f"guides: {BROKEN}: Permission denied\n"


def test_a_file_that_vanishes_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def remove(path: Path, *words: Any, **options: Any) -> Any:  # noqa: ANN401 - stands in for Path.open
        if path.name == "minimal.md":
            path.unlink()
        return real(path, *words, **options)

    monkeypatch.setattr(Path, "open", remove)
    assert cli.main(["check"]) == cli.OK


@pytest.mark.parametrize("name", ["guides/stolen.md", "assets/stolen.txt", "guides/index.md", "about/authors.yml"])
def test_a_link_to_a_file_elsewhere_is_refused_and_not_read(
    site: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = site / "secret"
    secret.write_text("the secret\n", encoding="utf-8")
    path = site / "docs" / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(secret)
    assert cli.main(["check"]) == cli.PROBLEMS
    said = capsys.readouterr().out
    assert f"docs/{name}:1:1 error [symlink]" in said
    assert "the secret" not in said


def test_a_linked_folder_is_refused_and_an_editors_lock_is_not(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "docs/guides/.#minimal.md").symlink_to("somebody@machine.1234")
    assert cli.main(["check"]) == cli.OK
    (site / "docs/guides/more").symlink_to(site)
    assert cli.main(["check"]) == cli.PROBLEMS
    assert "docs/guides/more:1:1 error [symlink]" in capsys.readouterr().out


def test_a_terminal_without_the_letters(broken: Path) -> None:
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace("name: Minimal", "names: Müller"), encoding="utf-8")
    done = run("check", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == cli.PROBLEMS
    assert r"M\xfcller" in done.stdout
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_file_name_that_is_no_text(site: Path) -> None:
    (site / "docs/guides" / os.fsdecode(b"caf\xe9.md")).write_text("---\n---\n", encoding="utf-8")
    for form in ("text", "github", "json", "sarif"):
        done = run("check", "--format", form)
        assert (done.returncode, done.stderr) == (cli.PROBLEMS, "")


@pytest.mark.usefixtures("broken")
def test_output_that_nobody_reads_to_the_end() -> None:
    command = [sys.executable, "-m", "guides.cli", "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""


def test_help_is_short() -> None:
    done = run("--help", COLUMNS="80")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) <= 26
    assert all(word in done.stdout for word in ("new", "check", "show", "watch", "stale", "schema"))


def test_a_mistyped_command_is_no_problem_of_a_guide() -> None:
    done = run("chekc")
    assert done.returncode == cli.COULD_NOT_RUN
    assert "Traceback" not in done.stderr


def test_the_schema_is_written_and_compared(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema", "--check"]) == cli.PROBLEMS
    assert cli.main(["schema"]) == cli.OK
    assert cli.main(["schema", "--check"]) == cli.OK
    assert (site / "docs/schema/guide.v1.json").is_file()
    capsys.readouterr()


def test_a_schema_is_not_written_where_no_pages_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["schema"]) == cli.COULD_NOT_RUN
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize("out", ["docs", "docs/api", "."])
def test_the_api_is_not_written_among_the_sources(site: Path, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(site.rglob("*"))
    assert cli.main(["api", "--out", out]) == cli.COULD_NOT_RUN
    said = "is where the sources are; name the folder of a built site: --out site"
    assert capsys.readouterr().err == f"guides: {out} {said}\n"
    assert sorted(site.rglob("*")) == before


def test_the_api_needs_a_built_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "site").mkdir()
    assert cli.main(["api"]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err.startswith("guides: there is no built site in site;")
    assert list((site / "site").iterdir()) == []


@pytest.mark.parametrize("command", ["new", "check", "show", "watch", "stale", "schema", "api", "completion"])
def test_every_command_has_examples_that_it_understands(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main([command, "--help"])
    said = capsys.readouterr().out
    calls = [line.split("  ")[1] for line in said.splitlines() if line.startswith("  guides ")]
    assert calls
    for call in calls:
        words = shlex.split(call.partition(">")[0])[1:]
        assert cli.parser().parse_args(words).command == command


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert re.fullmatch(r"guides \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("line", "expected"),
    [("guides s", "show stale schema"), ("guides show le", "lessons"), ("guides check --su", "--summary")],
)
def test_bash_completes(line: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", "bash"]) == cli.OK
    words = " ".join(f"'{word}'" for word in line.split(" "))
    script = (
        f"{capsys.readouterr().out}\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
        f"COMP_LINE='{line}' COMP_POINT={len(line)}\n"
        'function=$(complete -p guides | sed "s/.*-F \\([^ ]*\\).*/\\1/")\n'
        'compopt() { :; }; $function; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=True)  # noqa: S607
    assert set(done.stdout.split()) == set(expected.split())


def test_zsh_gets_a_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", "zsh"]) == cli.OK
    assert capsys.readouterr().out.startswith("#compdef guides\n")


class Terminal(io.StringIO):
    """A stream at which a person looks."""

    def isatty(self) -> bool:
        return True


def test_work_that_takes_long_says_so_and_leaves_nothing_behind() -> None:
    terminal = Terminal()
    said = threading.Event()
    terminal.flush = said.set  # type: ignore[method-assign]
    with working("Reading", terminal, patience=0.001):
        assert said.wait(60)
    assert terminal.getvalue().startswith("\r\x1b[KReading … 1 s")
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_quick_work_and_a_file_are_told_nothing() -> None:
    terminal, file = Terminal(), io.StringIO()
    with working("Reading", terminal, patience=60), working("Reading", file, patience=0):
        pass
    assert (terminal.getvalue(), file.getvalue()) == ("", "")


def test_the_guides_of_this_repository_are_sound() -> None:
    assert cli.main(["--docs", str(ROOT / "docs"), "check"]) == cli.OK


def test_checking_does_not_wait_for_what_other_commands_need() -> None:
    code = (
        "import sys\nfrom guides import cli\nstatus = cli.main(['check'])\n"
        "print(sorted({'guides.site', 'jinja2', 'urllib3'} & {*sys.modules}))\nsys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "no problems\n[]\n"), done.stderr


def test_every_command_is_listed_and_a_folder_may_be_called_like_one(site: Path) -> None:
    words = run("--help").stdout.split()
    assert {"check", "watch", "stale", "schema", "api"} <= {*words}
    (site / "docs").rename(site / "stale")
    assert run("--docs", "stale", "check").returncode == 0
