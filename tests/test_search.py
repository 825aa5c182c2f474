"""The index for the text of pages, and a machine that cannot make it."""

import gzip
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from guides.collection import Collection
from guides.load import load
from guides.site.outputs import pagefind
from support import QUIET, SAMPLE, Renderer, only, sample

WITHOUT = "import sys; sys.modules['pagefind_bin'] = None; from mkdocs.__main__ import cli; cli()"
PAGE = """<!doctype html><html lang="en"><title>{0}</title><body>
<article class="md-content__inner"><h1 id="{0}">{0}</h1><p>Words about {0}.</p>"""


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(SAMPLE / "docs")[0]


def test_results_can_be_narrowed_as_the_list_can(collection: Collection) -> None:
    assert [tuple(one) for one in pagefind.filters(collection.guides["lessons"])] == [
        ("category", "learning"),
        ("difficulty", "2"),
        ("biller", "apple"),
        ("channel", "website"),
    ]
    assert [tuple(one) for one in pagefind.filters(collection.billers["apple"])] == [("biller", "apple")]


def test_articles_are_indexed_and_lists_are_not(tmp_path: Path) -> None:
    for path in ("index.html", "guides/index.html", "guides/one/index.html", "help/two/index.html"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(file.parent.name), encoding="utf-8")
    assert pagefind.index(tmp_path) == ""
    assert len(list((tmp_path / "pagefind/fragment").iterdir())) == 2
    assert not list((tmp_path / "pagefind").glob("*ui*"))


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, collection: Collection) -> dict[str, str]:
    """What is found of a guide and of a biller: the text that is kept of their pages."""
    top, renderer = tmp_path_factory.mktemp("indexed"), Renderer(collection)
    for uri in ("guides/lessons", "billers/apple"):
        (top / uri).mkdir(parents=True)
        article = only(renderer.page(f"{uri}.md")[0], "article")
        (top / uri / "index.html").write_text(f"{PAGE.format(uri)}{article.inner_html}", encoding="utf-8")
    assert pagefind.index(top) == ""
    fragments = [gzip.decompress(path.read_bytes()).decode() for path in (top / "pagefind/fragment").iterdir()]
    return {one: text for one in ("lessons", "apple") for text in fragments if f"/{one}/" in text}


@pytest.mark.parametrize(
    "words",
    [
        "Cancel under My Purchases",  # the answer
        "Menu under your picture, top right",  # where a step is
        "It may read Purchases",
        "Deleting the app",
        "Full refund within 14 days",
        "Download your certificates",
        "Can I come back?",
    ],
)
def test_what_a_guide_says_itself_is_found(indexed: dict[str, str], words: str) -> None:
    assert words in indexed["lessons"]


@pytest.mark.parametrize(
    "words",
    [
        "This check is old",
        "Complain to the authority",
        "works out your last safe day",
        "Nobody has walked through these steps",
        "I cancel my subscription",
        "Tick off",
        "Did this work",
        "We are not Lessons",
        "All about Apple",
    ],
)
def test_what_stands_on_every_page_is_found_on_none(indexed: dict[str, str], words: str) -> None:
    assert words not in indexed["lessons"]


def test_what_a_guide_borrows_is_found_where_it_stands_first(indexed: dict[str, str]) -> None:
    assert "then Cancel Subscription" in indexed["apple"]
    assert "then Cancel Subscription" not in indexed["lessons"]


def test_the_same_pages_give_the_same_index_whatever_was_there_before(tmp_path: Path) -> None:
    # A file system in memory lists first what was made last; others go by the names.
    memory = Path("/dev/shm")  # noqa: S108 - below it a name is chosen
    found = []
    with TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as top:
        for name, order in (("one", 1), ("two", -1)):
            site = Path(top, name)
            (site / "guides/gone").mkdir(parents=True)
            for number in range(12)[::order]:
                file = site / f"guides/g{number}/index.html"
                file.parent.mkdir()
                words = (f"category:c{number}", f"biller:b{number % 5}", f"level:l{number}")
                filters = "".join(f"<span hidden data-pagefind-filter='{word}'></span>" for word in words)
                file.write_text(f"{PAGE.format(number)}{filters}", encoding="utf-8")
            if name == "two":
                (site / "guides/gone/index.html").write_text(PAGE.format("gone"), encoding="utf-8")
                assert pagefind.index(site) == ""
                (site / "guides/gone/index.html").unlink()
            assert pagefind.index(site) == ""
            index = site / "pagefind"
            found.append({path.relative_to(index): path.read_bytes() for path in index.rglob("*") if path.is_file()})
    assert found[0] == found[1]
    assert sum(path.suffix == ".pf_filter" for path in found[0]) == 3
    assert sum(path.suffix == ".pf_fragment" for path in found[0]) == 12


def test_pages_are_indexed_where_nobody_may_make_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "guides/one").mkdir(parents=True)
    (tmp_path / "guides/one/index.html").write_text(PAGE.format("One"), encoding="utf-8")
    assert pagefind.index(tmp_path, "linked") == ""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "symlink_to", refuse)
    assert pagefind.index(tmp_path, "copied") == ""
    linked, copied = ({path.name for path in (tmp_path / name).rglob("*")} for name in ("linked", "copied"))
    assert linked == copied


def test_an_index_of_another_form_is_not_sorted(tmp_path: Path) -> None:
    (tmp_path / "filter").mkdir()
    (tmp_path / "filter/en_0123456.pf_filter").write_bytes(gzip.compress(b"something else"))
    with pytest.raises(ValueError, match="was Pagefind upgraded"):
        pagefind.in_order(tmp_path)


def test_what_pagefind_says_is_passed_on(tmp_path: Path) -> None:
    assert "Pagefind failed" in pagefind.index(tmp_path / "missing")


def test_who_no_longer_waits_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "guides/one").mkdir(parents=True)
    (tmp_path / "guides/one/index.html").write_text(PAGE.format("One"), encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(pagefind, "_MEMORY", str(tmp_path / "temporary"))
    with pagefind.Indexing(tmp_path) as indexing:
        process = indexing.process
        assert process is not None
        assert list((tmp_path / "temporary").iterdir())
    assert process.poll() is not None
    assert not list((tmp_path / "temporary").iterdir())


def test_a_program_for_another_machine_is_no_reason_to_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "pagefind"
    broken.write_bytes(b"\x7fELF")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind, "binary", lambda: broken)
    assert "cannot run here" in pagefind.index(tmp_path)


@pytest.mark.parametrize(("wanted", "code"), [("optional", 0), ("required", 1)])
def test_without_pagefind_a_site_is_built_but_none_is_published(tmp_path: Path, wanted: str, code: int) -> None:
    site = sample(tmp_path)
    settings = (site / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("  - guides\n", "  - guides: {text_search: !ENV TEXT_SEARCH}\n", 1)
    (site / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-c", WITHOUT, "build", "--strict"]
    environment = {**QUIET, "TEXT_SEARCH": wanted}
    done = subprocess.run(command, cwd=site, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == code, done.stderr
    assert "Pagefind is not installed" in done.stderr
    assert (site / "site/assets/finder.json").exists()
    assert not (site / "site/pagefind").exists()


def test_a_folder_of_any_name_is_indexed_on_a_machine_of_any_encoding(tmp_path: Path) -> None:
    folder = tmp_path / "Ágnes Документы 漢字"
    (folder / "guides/one").mkdir(parents=True)
    (folder / "guides/one/index.html").write_text(PAGE.format("One"), encoding="utf-8")
    code = "from pathlib import Path\nfrom guides.site.outputs import pagefind\nprint(pagefind.index(Path.cwd()))"
    environment = {**QUIET, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (0, "\n"), done.stderr
    assert (folder / "pagefind/pagefind-entry.json").exists()
