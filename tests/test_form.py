"""Filled-in forms: recorded events, what is sent for each, and that a hostile one stays a text."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from guides import cli
from guides.cli import form
from guides.cli.form import Answer, Change, answers, read
from guides.load import load
from guides.source.frontmatter import parse
from support import HERE, ROOT, SAMPLE, published, sample

DAY = date(2026, 11, 25)


def event(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / f"events/{name}.json").read_text(encoding="utf-8"))
    return found


def changed(name: str, old: str, new: str) -> dict[str, Any]:
    found = event(name)
    assert old in found["issue"]["body"]
    found["issue"]["body"] = found["issue"]["body"].replace(old, new)
    return found


def sent(recorded: dict[str, Any], docs: Path = SAMPLE / "docs") -> Change:
    made = read(recorded, docs, DAY)
    assert isinstance(made, Change), made
    return made


def answered(recorded: dict[str, Any], docs: Path = SAMPLE / "docs") -> str | None:
    made = read(recorded, docs, DAY)
    assert isinstance(made, Answer), made
    return made.text


def test_a_complete_form_becomes_a_guide(tmp_path: Path) -> None:
    made = sent(event("guide"))
    assert (made.path, made.title) == ("docs/guides/babbel.md", "Add a guide: babbel")
    data = parse(made.content, made.path).data
    assert data["service"] == {"name": "Babbel", "category": "learning", "domains": ["babbel.example"]}
    assert data["routes"][0]["steps"] == [
        {"action": "Log in"},
        {"action": "Choose **Profile**", "where": "Top right"},
        {"action": "Choose **End subscription**"},
    ]
    assert data["routes"][0]["check"] == {
        "date": "2026-11-25",
        "how": "official-page",
        "source": "https://support.babbel.example/cancel",
    }
    top = sample(tmp_path)
    (top / made.path).write_text(made.content, encoding="utf-8")
    assert load(top / "docs")[1] == []


def test_the_sender_is_named_without_an_e_mail() -> None:
    made = sent(event("guide"))
    assert made.body.startswith(
        "Sent by @reader-1 through the form in #12. What the form says:\n\n```text\nservice: Babbel\n"
    )
    assert "The checker: no problems." in made.body


def test_a_changed_step_changes_one_line_and_says_so() -> None:
    made = sent(event("step"))
    assert (made.path, made.title) == ("docs/guides/lessons.md", "Change step 3 of guides/lessons")
    before = (SAMPLE / "docs/guides/lessons.md").read_text(encoding="utf-8").split("\n")
    after = made.content.split("\n")
    assert [line for line in after if line not in before] == [
        "      - action: Finish with **End plan**",
        "changes:",
        "  - {date: 2026-11-25, what: 'Step 3 has other words, as a reader saw it.'}",
    ]
    assert [line for line in before if line not in after] == ["      - action: Finish with **Confirm**"]


def test_news_go_before_older_news(tmp_path: Path) -> None:
    docs = sample(tmp_path) / "docs"
    path = docs / "guides/lessons.md"
    text = path.read_text(encoding="utf-8")
    older = "changes:\n  - {date: 2026-11-20, what: Another price.}\n"
    path.write_text(text.replace("not_enough:", f"{older}not_enough:"), encoding="utf-8")
    changes = parse(sent(event("step"), docs).content, "x").data["changes"]
    assert [one["date"] for one in changes] == ["2026-11-25", "2026-11-20"]


def test_of_several_ways_the_form_has_to_name_one(tmp_path: Path) -> None:
    docs = sample(tmp_path) / "docs"
    path = docs / "guides/lessons.md"
    phone = "  - via: phone\n    steps: [{action: Call}]\n    check: {date: 2026-11-20, how: reported}\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  - via: apple\n", f"{phone}  - via: apple\n"), encoding="utf-8")
    assert answered(event("step"), docs) is None
    for said in ("On the website", "on the website", "website"):
        recorded = changed("step", "### Way to cancel\n\n_No response_", f"### Way to cancel\n\n{said}")
        assert "Finish with **End plan**" in sent(recorded, docs).content


def test_a_step_in_braces_is_quoted() -> None:
    recorded = changed("step", "guides/lessons.md", "guides/minimal.md")
    recorded["issue"]["body"] = (
        recorded["issue"]["body"]
        .replace("\n\n3\n\n", "\n\n1\n\n")
        .replace("Finish with **End plan**", "Post it, and keep a copy")
    )
    made = sent(recorded)
    assert "    steps: [{action: 'Post it, and keep a copy'}]\n" in made.content


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Finish with **End plan**", "_No response_"),
        ("https://lessons.example/help", "_No response_"),
        ("\n\n3\n\n", "\n\n4\n\n"),
        ("\n\n3\n\n", "\n\n0\n\n"),
        ("\n\n3\n\n", "\n\nthe last one\n\n"),
        ("guides/lessons.md", "guides/gone.md"),
        ("guides/lessons.md", "../../etc/passwd"),
        ("guides/lessons.md", "guides/../../secret.md"),
        ("guides/lessons.md", "about/authors.yml"),
        ("guides/lessons.md", "guides/lessons.md\nguides/minimal.md"),
    ],
)
def test_what_is_not_complete_stays_a_report(old: str, new: str) -> None:
    assert answered(changed("step", old, new)) is None


def test_a_form_without_a_label_of_ours_is_left_alone() -> None:
    recorded = event("guide")
    recorded["issue"]["labels"] = []
    assert answered(recorded) is None


def test_what_the_checker_finds_is_answered() -> None:
    said = answered(changed("guide", "https://support.babbel.example/cancel", "https://evil.example/cancel"))
    assert said is not None
    assert "docs/guides/babbel.md:" in said
    assert "https://evil.example/cancel" in said
    assert said.count("```") == 2


def test_a_service_that_has_a_guide_is_answered() -> None:
    said = answered(changed("guide", "### Service\n\nBabbel", "### Service\n\nLessons"))
    assert said == "Thank you. There is a guide already: `docs/guides/lessons.md`. What is different there?"


HOSTILE = [
    "x\n### Category\n\nvideo",
    "x: {y: z}\n---\nroutes: []",
    "*a &b !!python/object:os.system",
    "'\"\\ #\t",
    "$(touch stolen) `touch stolen` ${{ github.token }}",
    "::set-output name=path::/etc/passwd",
    "</code> <script>alert(1)</script> @everybody fixes #1 ![x](https://evil.example/x.png)",
    "````\n# heading\n````",
    "\u202egnihtyreve \x1b[2J",
    "](javascript:alert(1))",
    "a" * 5_000,
    "\x00\ufeff\ud7ff",
    "../../../.github/workflows/x",
    "日本語",
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", list(form._GUIDE))  # noqa: SLF001 - the labels of the form
def test_a_hostile_guide(field: str, text: str) -> None:
    recorded = event("guide")
    pairs = answers(recorded["issue"]["body"], form._GUIDE)  # noqa: SLF001 - the labels of the form
    body = "\n\n".join(
        f"### {label}\n\n{text if label == field else pairs[name]}"
        for label, name in form._GUIDE.items()  # noqa: SLF001 - the labels of the form
    )
    recorded["issue"]["body"] = body
    recorded["issue"]["title"] = text
    recorded["issue"]["user"]["login"] = text
    made = read(recorded, SAMPLE / "docs", DAY)
    words = made.body if isinstance(made, Change) else made.text or ""
    kinds = {
        child.type
        for token in MarkdownIt("gfm-like", {"linkify": False}).parse(words)
        for child in token.children or ()
    }
    assert kinds <= {"text", "code_inline", "softbreak"}
    assert "\x1b" not in words
    if isinstance(made, Change):
        assert made.title.isascii()
        assert made.path.startswith("docs/guides/")
        assert made.path.count("/") == 2
        assert "Sent by somebody through" in made.body
        assert set(parse(made.content, made.path).data) == {
            *("title", "description", "service", "authors", "published", "routes")
        }


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_step(text: str) -> None:
    recorded = changed("step", "Finish with **End plan**", text or "_No response_")
    made = read(recorded, SAMPLE / "docs", DAY)
    if isinstance(made, Change):
        before = parse((SAMPLE / made.path).read_text(encoding="utf-8"), "x").data
        after = deepcopy(parse(made.content, "x").data)
        assert after["routes"][0]["steps"][2].pop("action")
        assert before["routes"][0]["steps"][2].pop("action")
        assert after.pop("changes")
        assert after == before


def test_a_flood_is_not_read() -> None:
    recorded = event("guide")
    recorded["issue"]["body"] = "x" * 20_001
    assert answered(recorded) == "Thank you. This is longer than a guide may be; a person will read it."


def test_the_command_prints_what_the_workflow_sends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample(tmp_path))
    before = sorted(Path("docs").rglob("*"))
    assert cli.main(["form", str(HERE / "events/guide.json"), "--today", "2026-11-25"]) == cli.OK
    said = json.loads(capsys.readouterr().out)
    assert (said["is_change"], said["answer"], said["path"]) == (True, None, "docs/guides/babbel.md")
    assert sorted(Path("docs").rglob("*")) == before
    (tmp_path / "odd.json").write_text("[]", encoding="utf-8")
    assert cli.main(["form", str(tmp_path / "odd.json")]) == cli.COULD_NOT_RUN


@pytest.mark.parametrize(("name", "labels"), [("guide", form._GUIDE), ("step", form._STEP)])  # noqa: SLF001 - as above
def test_the_forms_ask_what_is_read(name: str, labels: dict[str, str]) -> None:
    asked = yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text(encoding="utf-8"))
    assert [part["attributes"]["label"] for part in asked["body"] if part["type"] != "markdown"] == list(labels)
    assert [part["id"] for part in asked["body"] if part["type"] != "markdown"] == list(labels.values())


def test_the_form_offers_every_category() -> None:
    asked = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/guide.yml").read_text(encoding="utf-8"))
    (offered,) = (part["attributes"]["options"] for part in asked["body"] if part.get("id") == "category")
    assert offered == sorted(published().categories)
