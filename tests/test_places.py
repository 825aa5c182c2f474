"""What `guides check PATH` says of a path that it does not look at: never "no problems"."""

import shutil
from pathlib import Path

import pytest

from guides import cli
from support import sample

MINIMAL = "docs/guides/minimal.md"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample, with its top as the working folder."""
    top = sample(tmp_path)
    monkeypatch.chdir(top)
    return top


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("docs/babbel.md", "docs/guides/babbel.md"),
        ("docs/guide/babbel.md", "docs/guides/babbel.md"),
        ("docs/services/Babbel Plus.md", "docs/guides/babbel-plus.md"),
        ("docs/guides/babbel", "docs/guides/babbel.md"),
        ("docs/guides/babbel.md.txt", "docs/guides/babbel.md"),
        ("docs/guides/babbel.markdown", "docs/guides/babbel.md"),
        ("docs/guides/learning/babbel.md", "docs/guides/babbel.md"),
        ("docs/billers/babbel.txt", "docs/billers/babbel.md"),
    ],
)
def test_a_guide_in_another_place(path: str, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(MINIMAL, path)
    assert cli.main(["check", path]) == cli.COULD_NOT_RUN
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        f"guides: {path} is not checked as a guide: its place or its ending is another. Move it to {target}\n",
    )


def test_a_biller_in_another_place(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("docs/billers/apple.md", "docs/orange.md")
    assert cli.main(["check", "docs/orange.md"]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err.endswith("Move it to docs/billers/orange.md\n")


def test_a_folder_that_is_no_place_for_guides(capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/guide").mkdir()
    for name in (None, "babbel.md"):
        if name:
            shutil.copy(MINIMAL, f"docs/guide/{name}")
        assert cli.main(["check", "docs/guide/"]) == cli.COULD_NOT_RUN
        assert capsys.readouterr().err == "guides: docs/guide/ is no place for guides; a guide lies in docs/guides/\n"


def test_a_draft_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "Babbel draft.md"
    shutil.copy(MINIMAL, draft)
    assert cli.main(["check", str(draft)]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err == (
        f"guides: {draft} is not below docs/, so it is not checked; a guide lies in docs/guides/. "
        "Move it to docs/guides/babbel-draft.md\n"
    )


def test_a_file_of_the_machine_and_nothing_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "passwd"
    other.write_text("root:x:0:0\n", encoding="utf-8")
    assert cli.main(["check", str(other)]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err == (
        f"guides: {other} is not below docs/, so it is not checked; a guide lies in docs/guides/\n"
    )
    with pytest.raises(SystemExit) as refused:
        cli.main(["check", ""])
    assert refused.value.code == cli.COULD_NOT_RUN
    assert "a path is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    "path", ["docs/guides/minimal", "docs/minimal.md", "minimal.md", "minimal", "docs/guide/minimal.md"]
)
def test_a_path_at_which_nothing_is_may_mean_a_guide(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", path]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err == f"guides: there is no file {path}; did you mean {MINIMAL}?\n"


@pytest.mark.parametrize(
    "path",
    [
        ".",
        "docs",
        "docs/",
        "docs/guides",
        "docs/guides/",
        MINIMAL,
        "docs/help",
        "docs/help/proof.md",
        "docs/index.md",
        "docs/about/authors.yml",
        "docs/billers/apple.md",
        "docs/categories",
    ],
)
def test_what_is_checked(path: str) -> None:
    assert cli.main(["check", path]) == cli.OK


def test_one_of_several(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(MINIMAL, "docs/babbel.md")
    assert cli.main(["check", MINIMAL, "docs/babbel.md"]) == cli.COULD_NOT_RUN
    assert "docs/babbel.md is not checked" in capsys.readouterr().err
