"""A site that is built again keeps the files that would be the same, and no other."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from mkdocs.utils import clean_directory

from guides.site.outputs.folder import Folder, names

Files = Mapping[str, str]
BEFORE = {"index.html": "Home", "guides/films/index.html": "Films", "guides/music/index.html": "Music", "a.css": "p {}"}


def written(top: Path, files: Files) -> Path:
    for path, text in files.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text, encoding="utf-8")
    return top


def found(top: Path) -> dict[str, str]:
    return {path: (top / path).read_text(encoding="utf-8") for path in names(top)}


def begun(top: Path) -> Folder:
    """Go as far as MkDocs goes before it makes anything."""
    folder = Folder(top)
    folder.set_aside()
    clean_directory(str(top))
    folder.put_back()
    return folder


def built(top: Path, own: Files, of_mkdocs: Files | None = None) -> Folder:
    folder = begun(top)
    folder.make_way(of_mkdocs or ())
    written(top, of_mkdocs or {})
    for path, text in own.items():
        folder.write(path, text)
    folder.remove_rest()
    return folder


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return written(tmp_path / "site", BEFORE)


def number(path: Path) -> int:
    """Give what a file has that is made anew."""
    return path.stat().st_mtime_ns


def test_what_is_the_same_stays_and_what_belongs_to_nothing_goes(top: Path) -> None:
    films, music = top / "guides/films/index.html", top / "guides/music/index.html"
    before = number(films), number(music)
    built(top, {"guides/films/index.html": "Films", "guides/new/index.html": "New"}, {"index.html": "Home"})
    assert found(top) == {"guides/films/index.html": "Films", "guides/new/index.html": "New", "index.html": "Home"}
    assert number(films) == before[0]
    assert not music.parent.exists()
    assert sorted(path.name for path in top.iterdir()) == ["guides", "index.html"]


def test_what_was_changed_by_hand_is_written_again(top: Path) -> None:
    page = top / "guides/films/index.html"
    moment = number(page)
    page.write_text("Filmz", encoding="utf-8")
    os.utime(page, ns=(moment, moment))
    built(top, BEFORE)
    assert found(top) == BEFORE


def test_a_shorter_and_a_longer_text_are_not_the_same(top: Path) -> None:
    new = {"index.html": "Hom", "a.css": "p {}\n"}
    built(top, new)
    assert found(top) == new


def test_what_mkdocs_writes_in_the_same_words_stays(top: Path) -> None:
    built(top, {}, {"a.css": "p {}"})
    assert found(top) == {"a.css": "p {}"}


def test_what_is_copied_with_its_day_stays(top: Path) -> None:
    folder = begun(top)
    moment = number(top / "a.css")
    (top / "a.css").write_text("q {}", encoding="utf-8")
    os.utime(top / "a.css", ns=(moment, moment))
    folder.remove_rest()
    assert found(top) == {"a.css": "q {}"}


def test_dot_files_stay_where_mkdocs_leaves_them_and_nowhere_else(top: Path) -> None:
    written(top, {".nojekyll": "", ".git/config": "x", "guides/.hidden": "x"})
    built(top, BEFORE)
    assert found(top) == {**BEFORE, ".nojekyll": "", ".git/config": "x"}


def test_pages_may_be_looked_through_before_the_rest_is_written(top: Path) -> None:
    written(top, {"guides/old/index.html": "Old", "old.json": "{}"})
    folder = begun(top)
    folder.write("index.html", "Home")
    folder.remove_rest(".html", {"guides/music/index.html"})
    assert sorted(found(top)) == ["a.css", "guides/music/index.html", "index.html", "old.json"]
    folder.remove_rest()
    assert sorted(found(top)) == ["index.html"]


@pytest.mark.parametrize("is_mkdocs", [True, False], ids=["MkDocs", "we"])
def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(top: Path, *, is_mkdocs: bool) -> None:
    new = {"guides/films": "A file", "a.css/b/c.css": "p {}", "a.css/b/d.css": "q {}"}
    built(top, {} if is_mkdocs else new, new if is_mkdocs else {})
    assert found(top) == new


def linked(top: Path) -> None:
    (top / "index.html").unlink()
    (top / "index.html").symlink_to(top.parent / "elsewhere")


def linked_below(top: Path) -> None:
    (top / "guides/films/index.html").unlink()
    (top / "guides/films/index.html").symlink_to(top.parent / "elsewhere")


def linked_folder(top: Path) -> None:
    (top / "guides/films/index.html").unlink()
    (top / "guides/films").rmdir()
    (top.parent / "films").mkdir()
    (top / "guides/films").symlink_to(top.parent / "films")


def shared(top: Path) -> None:
    (top / "a.css").unlink()
    (top / "a.css").hardlink_to(top.parent / "elsewhere")


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
@pytest.mark.parametrize("change", [linked, linked_below, linked_folder, shared])
def test_nothing_is_written_through_a_link(top: Path, change: Callable[[Path], None]) -> None:
    elsewhere = top.parent / "elsewhere"
    elsewhere.write_text("Home", encoding="utf-8")
    change(top)
    new = {path: f"{text}, new" for path, text in BEFORE.items()}
    built(top, {}, new)
    assert found(top) == new
    assert elsewhere.read_text(encoding="utf-8") == "Home"
    assert not any(path.is_symlink() for path in top.rglob("*"))
    assert list((top.parent / "films").glob("*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a file has no such mode there")
def test_a_file_that_may_not_be_written_is_made_anew(top: Path) -> None:
    (top / "a.css").chmod(0o444)
    built(top, {}, {"a.css": "q {}"})
    assert found(top) == {"a.css": "q {}"}
    assert (top / "a.css").stat().st_mode & 0o200


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
def test_the_folder_may_be_a_link_itself(top: Path) -> None:
    link = top.parent / "link"
    link.symlink_to(top)
    built(link, {"index.html": "Home"})
    assert found(top) == {"index.html": "Home"}


def test_there_may_be_no_folder_yet(tmp_path: Path) -> None:
    built(tmp_path / "no/site", {"guides/index.html": "All"})
    assert found(tmp_path / "no/site") == {"guides/index.html": "All"}


def test_empty_folders_go(top: Path) -> None:
    (top / "empty/below").mkdir(parents=True)
    built(top, {"index.html": "Home"})
    assert [path.name for path in top.iterdir()] == ["index.html"]


def test_the_index_of_the_text_is_left_to_mkdocs(top: Path) -> None:
    written(top, {"pagefind/pagefind.js": "x"})
    begun(top)
    assert found(top) == BEFORE


@pytest.mark.parametrize("steps", [1, 2, 3], ids=["aside", "emptied", "halfway back"])
def test_what_a_killed_build_leaves_is_in_nobodys_way(top: Path, steps: int) -> None:
    folder = Folder(top)
    folder.set_aside()
    if steps > 1:
        clean_directory(str(top))
    if steps > 2:
        (top / ".as-before/guides").rename(top / "guides")
    written(top, {"guides/half/index.html": "Half"})
    new = {"index.html": "Home", "guides/films/index.html": "Films, new"}
    built(top, new)
    assert found(top) == new
    assert sorted(path.name for path in top.iterdir()) == ["guides", "index.html"]


def test_a_build_that_fails_leaves_what_it_has_written(top: Path) -> None:
    folder = Folder(top)
    folder.set_aside()
    folder.give_up()
    assert list(top.iterdir()) == []
    written(top, BEFORE)
    folder = begun(top)
    folder.write("index.html", "Home")
    folder.write("guides/films/index.html", "Films, new")
    folder.give_up()
    assert found(top) == {"index.html": "Home", "guides/films/index.html": "Films, new"}


def test_somebody_else_may_write_before_the_files_are_back(top: Path) -> None:
    folder = Folder(top)
    folder.set_aside()
    written(top, {"index.html": "Of another plugin", "guides/extra/index.html": "Extra"})
    folder.put_back()
    folder.remove_rest()
    assert found(top) == {"index.html": "Of another plugin", "guides/extra/index.html": "Extra"}
