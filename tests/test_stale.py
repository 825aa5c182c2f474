"""`guides stale`: which guides to check again."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from guides import cli
from guides.cli import stale
from guides.load import load
from guides.model.route import FRESH_FOR
from support import ROOT, sample

# In the sample: lessons was checked on 2026-11-20, minimal on 2026-11-01, the billers' guides in between.
TODAY = date(2027, 11, 1)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = sample(tmp_path)
    monkeypatch.chdir(top)
    return top / "docs"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def queue(docs: Path, older_than: int = 0, today: date = TODAY) -> list[stale.Stale]:
    return stale.queue(load(docs)[0], today, older_than)


def test_what_a_page_asks_to_compare_is_listed(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published = (ROOT / "docs/about/how-we-check.md").read_text(encoding="utf-8")
    assert f"After {FRESH_FOR.days} days the page asks you to compare" in published
    oldest = queue(docs)[0].checked
    for day, is_listed in ((oldest + FRESH_FOR, False), (oldest + FRESH_FOR + timedelta(days=1), True)):
        assert cli.main(["stale", "--today", day.isoformat()]) == cli.OK
        assert (f"checked {oldest}" in capsys.readouterr().out) is is_listed


def test_the_oldest_comes_first(docs: Path) -> None:
    found = queue(docs)
    assert [one.checked for one in found] == sorted(one.checked for one in found)
    assert found[0].path == "docs/guides/minimal.md"
    assert (found[0].checked, found[0].days, found[0].routes) == (date(2026, 11, 1), 365, ("post",))


def test_a_check_is_old_from_the_day_after(docs: Path) -> None:
    paths = [one.path for one in queue(docs, 365)]
    assert "docs/guides/minimal.md" not in paths
    assert "docs/guides/minimal.md" in [one.path for one in queue(docs, 364)]


def test_of_one_day_those_come_first_that_others_rest_on(docs: Path) -> None:
    for name in ("guides/lessons", "guides/minimal", "billers/apple", "billers/google-play"):
        path = docs / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        for line in text.splitlines():
            before, mark, after = line.partition("check: {date: ")
            if mark:
                text = text.replace(line, f"{before}{mark}2026-11-20{after[10:]}")
        path.write_text(text, encoding="utf-8")
    edit(docs / "guides/minimal.md", "authors:", "related: [lessons]\nauthors:")
    linked = {one.path: one.linked for one in queue(docs)}
    assert linked["docs/guides/lessons.md"] >= 1
    assert linked["docs/billers/apple.md"] >= 1
    assert linked["docs/guides/minimal.md"] == 0
    same = [one for one in queue(docs) if one.checked == date(2026, 11, 20)]
    assert [one.linked for one in same] == sorted((one.linked for one in same), reverse=True)


def test_a_retired_guide_is_not_checked_again(docs: Path) -> None:
    edit(docs / "guides/minimal.md", "authors:", "retired: {date: 2026-11-05, reason: It closed.}\nauthors:")
    assert "docs/guides/minimal.md" not in [one.path for one in queue(docs)]


def test_the_command_counts_from_the_day_that_is_named(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert docs.is_dir()
    assert cli.main(["stale", "--older-than", "52w", "--today", "2027-11-01"]) == cli.OK
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "docs/guides/minimal.md: checked 2026-11-01, 365 days ago (post)"
    assert cli.main(["stale", "--older-than", "1w", "--today", "2026-11-02"]) == cli.OK
    assert capsys.readouterr().out == "nothing to check again\n"


def test_markdown_is_a_list_of_tasks_and_json_the_same(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert docs.is_dir()
    command = ["stale", "--older-than", "7d", "--today", "2027-11-01", "--limit", "2"]
    assert cli.main([*command, "--format", "markdown"]) == cli.OK
    tasks = [line for line in capsys.readouterr().out.splitlines() if line.startswith("- [ ] ")]
    assert cli.main([*command, "--format", "json"]) == cli.OK
    rows = json.loads(capsys.readouterr().out)
    assert len(tasks) == len(rows) == 2
    assert all(f"`{row['path']}`" in task for task, row in zip(tasks, rows, strict=True))
    assert cli.main(["stale", "--today", "2026-11-02", "--format", "markdown"]) == cli.OK
    assert capsys.readouterr().out == "Nothing to check again.\n"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-02", ""),
        ("2026-11-20", "`mkdocs.yml`: security.txt expires on 2026-12-15\n"),
        ("2026-12-15", "`mkdocs.yml`: security.txt expired on 2026-12-15\n"),
    ],
)
def test_a_contact_that_runs_out_is_told_in_time(
    docs: Path, capsys: pytest.CaptureFixture[str], day: str, said: str
) -> None:
    contact = "extra: {security: {contact: https://films.example/report, expires: 2026-12-15}}\n"
    (docs.parent / "mkdocs.yml").write_text(contact, encoding="utf-8")
    assert cli.main(["stale", "--today", day]) == cli.OK
    assert capsys.readouterr().out == f"nothing to check again\n{said}"
    assert cli.main(["stale", "--today", day, "--format", "json"]) == cli.OK
    told = capsys.readouterr()
    assert (json.loads(told.out), told.err) == ([], said)


@pytest.mark.parametrize("age", ["180", "d", "-3d", "1.5w", "six months", "٣d", "999999d"])
def test_an_age_that_is_none(age: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["stale", f"--older-than={age}"])
    assert stopped.value.code == cli.COULD_NOT_RUN
