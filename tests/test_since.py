"""`guides check --since`: what a change may do to guides that exist, in real git repositories."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from guides import cli
from support import sample

ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
}


def git(folder: Path, *words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | ALONE
    done = subprocess.run(
        ["git", *words],  # noqa: S607
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A state")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose path has spaces, with the sample site committed; the working folder is its top."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    top = sample(tmp_path)
    # What a check remembers is nobody's change.
    (top / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git(top, "init", "--quiet", "--initial-branch=main")
    (top / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    commit(top)
    monkeypatch.chdir(top)
    return top


class Told:
    """What the command said."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err

    @property
    def rules(self) -> list[str]:
        """The rules that fired, in the order of the report."""
        return [line.partition("[")[2].partition("]")[0] for line in self.out.splitlines() if " error [" in line]


@pytest.fixture
def check(repository: Path, capsys: pytest.CaptureFixture[str]) -> "Check":
    return Check(repository, capsys)


class Check:
    """Runs the command in the repository."""

    def __init__(self, top: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.top = top
        self.capsys = capsys

    def __call__(self, *words: str, since: str = "HEAD") -> Told:
        status = cli.main(["check", "--since", since, *words])
        out, err = self.capsys.readouterr()
        return Told(status, out, err)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.top / "docs" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


LESSONS = "guides/lessons.md"
LESSONS_PATH = "docs/guides/lessons.md"
CHECK = "check: {date: 2026-11-20, how: official-page"


def test_an_unchanged_collection_is_clean(check: Check) -> None:
    told = check()
    assert (told.status, told.out) == (cli.OK, "no problems\n")


def test_a_moved_date_needs_a_word_about_what_was_found(check: Check) -> None:
    check.edit(LESSONS, CHECK, "check: {date: 2026-11-21, how: official-page")
    told = check()
    assert (told.status, told.rules) == (cli.PROBLEMS, ["check-outcome"])
    assert "docs/guides/lessons.md:25:19" in told.out
    assert "outcome: confirmed" in told.out


def test_a_moved_date_with_an_outcome_passes(check: Check) -> None:
    check.edit(LESSONS, CHECK, "check: {date: 2026-11-21, outcome: confirmed, how: official-page")
    assert check().status == cli.OK


def test_a_moved_date_with_news_passes_and_old_news_do_not_count(check: Check) -> None:
    check.edit(LESSONS, "not_enough:", "changes: [{date: 2026-11-21, what: The button has a new name}]\nnot_enough:")
    check.edit(LESSONS, CHECK, "check: {date: 2026-11-21, how: official-page")
    assert check().status == cli.OK
    commit(check.top)
    check.edit(LESSONS, "date: 2026-11-21, how", "date: 2026-11-22, how")
    assert check().rules == ["check-outcome"]


def test_renaming_a_route_does_not_hide_a_moved_date(check: Check) -> None:
    check.edit(LESSONS, "- via: website", "- via: website\n    name: Another name")
    check.edit(LESSONS, CHECK, "check: {date: 2026-11-21, how: official-page")
    assert check().rules == ["check-outcome"]


def test_a_new_guide_and_a_new_route_need_no_outcome(check: Check) -> None:
    old = (check.top / "docs/guides/minimal.md").read_text(encoding="utf-8")
    new = old.replace("Minimal", "Another").replace("minimal", "another")
    (check.top / "docs/guides/another.md").write_text(new, encoding="utf-8")
    phone = "  - via: phone\n    steps: [{action: Call}]\n    check: {date: 2026-11-21, how: reported}\n"
    check.edit(LESSONS, "  - via: apple\n", f"{phone}  - via: apple\n")
    told = check()
    assert (told.status, told.rules) == (cli.OK, [])


def move_dates(check: Check, *numbers: int) -> None:
    """Commit two guides with so many routes each, then move the date of every check."""
    route = "  - {{via: post, name: R{0}, steps: [{{action: Write}}], check: {{date: {1}, how: reported, {2}}}}}\n"
    for name, number in zip(("minimal", "lessons"), numbers, strict=True):
        routes = "".join(route.format(index, "2026-11-20", "") for index in range(number))
        text = (check.top / f"docs/guides/{name}.md").read_text(encoding="utf-8")
        front, mark, rest = text.partition("routes:\n")
        front = re.sub("description: .*", "description: Write to the company, which then ends the contract.", front)
        body = rest[rest.index("---") :]
        (check.top / f"docs/guides/{name}.md").write_text(f"{front}{mark}{routes}{body}", encoding="utf-8")
    commit(check.top)
    for name in ("minimal", "lessons"):
        moved = "date: 2026-11-21, how: reported, outcome: confirmed"
        check.edit(f"guides/{name}.md", "date: 2026-11-20, how: reported, ", moved)


def test_one_change_moves_at_most_twenty_dates(check: Check) -> None:
    move_dates(check, 12, 9)
    told = check()
    assert told.rules == ["checks-many"]
    assert "dates of 21 checks; at most 20" in told.out


def test_twenty_dates_may_move(check: Check) -> None:
    move_dates(check, 11, 9)
    assert check().rules == []


def test_a_removed_guide_needs_somebody_at_its_address(check: Check) -> None:
    (check.top / "docs/guides/minimal.md").unlink()
    told = check()
    assert told.rules == ["address-lost"]
    assert "docs/guides/minimal.md:1:1" in told.out
    check.edit(LESSONS, "authors:", "former_slugs: [minimal]\nauthors:")
    assert check().status == cli.OK


def test_a_renamed_guide_is_told_where_to_name_its_old_address(check: Check) -> None:
    git(check.top, "mv", "docs/guides/lessons.md", "docs/guides/learning.md")
    told = check()
    assert told.rules == ["address-lost"]
    assert "Add `former_slugs: [lessons]` to docs/guides/learning.md." in told.out


def test_a_renamed_guide_is_compared_with_its_former_self(check: Check) -> None:
    git(check.top, "mv", "docs/guides/minimal.md", "docs/guides/letter.md")
    check.edit("guides/letter.md", "authors:", "former_slugs: [minimal]\nauthors:")
    told = check()
    assert told.status == cli.OK, told.out
    check.edit("guides/letter.md", "published: 2026-11-01", "published: 2026-10-30")
    check.edit("guides/letter.md", "check: {date: 2026-11-01", "check: {date: 2026-11-21")
    assert sorted(check().rules) == ["check-outcome", "published-moved"]


def test_a_former_address_stays(check: Check) -> None:
    check.edit(LESSONS, "authors:", "former_slugs: [old-lessons]\nauthors:")
    commit(check.top)
    check.edit(LESSONS, "former_slugs: [old-lessons]\n", "")
    told = check()
    assert told.rules == ["address-lost"]
    assert "`old-lessons`" in told.out


def test_a_guide_that_cannot_be_read_has_lost_no_address(check: Check) -> None:
    check.edit(LESSONS, "authors:", "former_slugs: [old-lessons]\nauthors:")
    commit(check.top)
    check.edit(LESSONS, "description:", "description: [")
    assert "address-lost" not in check().rules


def test_the_day_of_publication_does_not_change(check: Check) -> None:
    check.edit(LESSONS, "published: 2026-11-01", "published: 2026-11-02")
    told = check()
    assert told.rules == ["published-moved"]
    assert "was 2026-11-01 and is 2026-11-02 now" in told.out


def test_problems_elsewhere_count_but_stand_apart(check: Check) -> None:
    check.edit("guides/minimal.md", "authors: [editors]", "authors: editors")
    commit(check.top)
    check.edit(LESSONS, "published: 2026-11-01", "published: 2026-11-02")
    told = check()
    assert told.status == cli.PROBLEMS
    near, far = told.out.split("In files that the change does not touch:")
    assert "lessons.md" in near
    assert "minimal.md" not in near
    assert "docs/guides/minimal.md:5:10: error[wrong-type]" in far
    assert told.out.endswith("1 problem in 1 file; 1 problem in 1 file that the change does not touch\n")


def test_what_main_did_meanwhile_is_not_part_of_the_change(check: Check) -> None:
    git(check.top, "checkout", "--quiet", "-b", "mine")
    git(check.top, "checkout", "--quiet", "main")
    check.edit(LESSONS, CHECK, "check: {date: 2026-11-21, outcome: confirmed, how: official-page")
    commit(check.top)
    git(check.top, "checkout", "--quiet", "mine")
    assert check(since="main").out == "no problems\n"


def test_names_with_spaces_and_letters_of_all_kinds(check: Check) -> None:
    (check.top / "docs/guides/a guide – für alle.md").write_text("---\n---\n", encoding="utf-8")
    told = check("--format", "json")
    assert told.status == cli.PROBLEMS
    assert "docs/guides/a guide – für alle.md" in told.out


def test_an_unknown_revision(check: Check) -> None:
    told = check(since="no-such-branch")
    assert (told.status, told.out) == (cli.COULD_NOT_RUN, "")
    assert told.err.startswith("guides: there is no revision `no-such-branch` here.")


@pytest.mark.parametrize("revision", ["--output=stolen", "", "HEAD:docs", "a b", "\N{SNOWMAN}", "@{", "0" * 40])
def test_a_revision_that_is_none(check: Check, revision: str) -> None:
    told = Told(cli.main(["check", f"--since={revision}"]), *check.capsys.readouterr())
    assert told.status == cli.COULD_NOT_RUN
    assert "there is no revision" in told.err
    assert not (check.top / "stolen").exists()


def test_a_folder_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: Check) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "other").mkdir()
    top = sample(tmp_path / "other")
    monkeypatch.chdir(top)
    told = check()
    assert told.status == cli.COULD_NOT_RUN
    assert "not a git repository" in told.err


def test_a_machine_without_git(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(check.top))
    told = check()
    assert told.status == cli.COULD_NOT_RUN
    assert "git, which is not installed" in told.err


def test_a_repository_without_a_commit(check: Check) -> None:
    git(check.top, "checkout", "--quiet", "--orphan", "empty")
    told = check(since="main")
    assert told.status == cli.COULD_NOT_RUN
    assert "no commit yet" in told.err


def test_histories_that_have_nothing_in_common(check: Check) -> None:
    git(check.top, "checkout", "--quiet", "--orphan", "other")
    check.edit(LESSONS, "minutes: 3", "minutes: 4")
    commit(check.top)
    told = check(since="main")
    assert told.status == cli.COULD_NOT_RUN
    assert "no history in common" in told.err


def test_a_shallow_clone_says_how_to_get_the_history(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = git(check.top, "rev-parse", "HEAD")
    check.edit(LESSONS, "Confirm", "Confirm now")
    commit(check.top)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{check.top}", "shallow clone")
    monkeypatch.chdir(tmp_path / "shallow clone")
    told = check(since=first)
    assert told.status == cli.COULD_NOT_RUN
    assert "fetch-depth: 0" in told.err


def test_a_merge_that_is_not_settled(check: Check) -> None:
    git(check.top, "checkout", "--quiet", "-b", "mine")
    check.edit(LESSONS, "minutes: 3", "minutes: 4")
    commit(check.top)
    git(check.top, "checkout", "--quiet", "main")
    check.edit(LESSONS, "minutes: 3", "minutes: 5")
    commit(check.top)
    with pytest.raises(subprocess.CalledProcessError):
        git(check.top, "merge", "mine")
    told = check(since="HEAD")
    assert told.status == cli.PROBLEMS
    assert told.err == ""


def test_fix_leaves_files_alone_that_the_change_does_not_touch(check: Check) -> None:
    for name in ("lessons", "minimal"):
        check.edit(f"guides/{name}.md", "authors: [editors]", "authors: [editors]  ")
    commit(check.top)
    check.edit(LESSONS, "minutes: 3", "minutes: 4")
    told = check("--fix")
    assert told.status == cli.OK
    assert "+authors: [editors]\n" in told.out
    assert "authors: [editors]  \n" in (check.top / "docs/guides/minimal.md").read_text(encoding="utf-8")


def copy_of(check: Check, name: str, other: str) -> None:
    text = (check.top / "docs/guides/lessons.md").read_text(encoding="utf-8")
    text = text.replace("How to cancel Lessons", f"How to cancel {other}").replace("name: Lessons", f"name: {other}")
    (check.top / f"docs/guides/{name}.md").write_text(text, encoding="utf-8")


# Before and after `lessons` in the alphabet.
@pytest.mark.parametrize("name", ["abc", "xyz"])
@pytest.mark.parametrize("published", ["2026-11-01", "2020-01-01"])
def test_a_clash_is_told_at_the_file_that_is_new(check: Check, name: str, published: str) -> None:
    copy_of(check, name, "Abc")
    check.edit(f"guides/{name}.md", "published: 2026-11-01", f"published: {published}")
    for told in (check(), Told(cli.main(["check"]), *check.capsys.readouterr())):
        assert sorted(told.rules) == ["descriptor-twice", "domain-twice"]
        assert f"docs/guides/{name}.md:7:13" in told.out
        assert "The domain `lessons.example` belongs to docs/guides/lessons.md already." in told.out
        assert "docs/guides/lessons.md:" not in told.out
    assert cli.main(["check", f"docs/guides/{name}.md"]) == cli.PROBLEMS
    assert cli.main(["check", LESSONS_PATH]) == cli.OK


def test_a_clash_of_two_old_files_is_told_at_both(check: Check) -> None:
    copy_of(check, "abc", "Abc")
    commit(check.top)
    told = Told(cli.main(["check"]), *check.capsys.readouterr())
    assert sorted(told.rules) == ["descriptor-twice", "descriptor-twice", "domain-twice", "domain-twice"]
    assert "The domain `lessons.example` stands in docs/guides/abc.md too." in told.out
    assert "The domain `lessons.example` stands in docs/guides/lessons.md too." in told.out


def test_on_a_branch_the_new_file_is_told_after_its_commit_too(check: Check) -> None:
    git(check.top, "checkout", "--quiet", "-b", "mine")
    copy_of(check, "abc", "Abc")
    commit(check.top)
    told = check(since="main")
    assert sorted(told.rules) == ["descriptor-twice", "domain-twice"]
    assert "docs/guides/lessons.md:" not in told.out


def test_an_imitation_is_told_even_if_it_says_that_it_is_older(check: Check) -> None:
    copy_of(check, "abc", "Abc")
    check.edit("guides/abc.md", "lessons.example", "lesson5.example")
    check.edit("guides/abc.md", "LESSONS.EXAMPLE", "ABC")
    check.edit("guides/abc.md", "published: 2026-11-01", "published: 2020-01-01")
    told = check()
    assert "docs/guides/lessons.md:" not in told.out
    assert "`lesson5.example` reads like `lessons.example`" in told.out


def test_a_copied_text_is_told_at_the_new_file(check: Check) -> None:
    words = " ".join(f"word{number}" for number in range(120))
    path = check.top / "docs/guides/lessons.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    commit(check.top)
    copy_of(check, "abc", "Abc")
    cli.main(["check"])
    out = check.capsys.readouterr().out
    assert "This paragraph stands in docs/guides/lessons.md too" in out
    assert "stands in docs/guides/abc.md too" not in out


def test_a_changed_step_under_an_old_date_is_told_at_the_step(check: Check) -> None:
    check.edit(LESSONS, "Finish with **Confirm**", "Finish with **Confirm now**")
    told = check()
    assert (told.status, told.rules) == (cli.PROBLEMS, ["step-changed"])
    assert "docs/guides/lessons.md:23:9" in told.out
    assert "go on to give 2026-11-20 as the day of their check" in told.out
    assert "`kind: wording`" in told.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CHECK, "check: {date: 2026-11-21, outcome: confirmed, how: official-page"),
        ("not_enough:", "changes: [{date: 2026-11-21, what: The button has a new name}]\nnot_enough:"),
        ("not_enough:", "changes: [{date: 2026-11-21, what: A typing error, kind: wording}]\nnot_enough:"),
    ],
)
def test_a_changed_step_with_a_word_about_it_passes(check: Check, old: str, new: str) -> None:
    check.edit(LESSONS, "Finish with **Confirm**", "Finish with **Confirm now**")
    check.edit(LESSONS, old, new)
    assert check().rules == []


def test_a_removed_step_and_a_moved_one_are_changes_too(check: Check) -> None:
    check.edit(LESSONS, "      - action: Finish with **Confirm**\n        where: Last screen\n", "")
    told = check()
    assert told.rules == ["step-changed"]
    assert "docs/guides/lessons.md:16:5" in told.out


def test_other_line_breaks_change_no_step(check: Check) -> None:
    check.edit(
        LESSONS,
        "where: |\n          Menu under your picture,\n          top right\n",
        "where: Menu under your picture, top right\n",
    )
    assert check().rules == []


def test_another_wording_says_nothing_about_a_check(check: Check) -> None:
    check.edit(LESSONS, CHECK, "check: {date: 2026-11-21, how: official-page")
    check.edit(LESSONS, "not_enough:", "changes: [{date: 2026-11-21, what: A comma, kind: wording}]\nnot_enough:")
    assert check().rules == ["check-outcome"]
