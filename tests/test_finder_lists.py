"""The finder's scripts by themselves, under Node: right answers, false answers, and old browsers."""

import json
import shutil
from pathlib import Path

import pytest

from browser.checkers import node_tests, style_errors
from guides.site.outputs import search_index
from support import HERE, ROOT, published

LISTS = HERE / "finder"
FILES = sorted(LISTS.glob("*.test.js"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the index of the real guides, as the site has it."""
    collection = published()
    folder = tmp_path_factory.mktemp("finder")
    (folder / "finder.json").write_text(search_index.write(search_index.rows(collection)), encoding="utf-8")
    (folder / "finder-known.json").write_text(search_index.known(collection), encoding="utf-8")
    (folder / "known.json").write_text(json.dumps([one.slug for one in collection.known]), encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".test.js"))
def test_the_scripts_keep_their_promises(path: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINDER_INDEX", str(index))
    passed, told = node_tests(path)
    assert passed, told


def test_scripts_and_styles_have_one_form() -> None:
    assert style_errors() == ""


def test_a_script_of_another_form_is_found(tmp_path: Path) -> None:
    shutil.copy(ROOT / "biome.json", tmp_path)
    (tmp_path / "docs/assets/javascripts").mkdir(parents=True)
    (tmp_path / "docs/assets/javascripts/one.js").write_text("export const one = '1'\n", encoding="utf-8")
    assert "one.js" in style_errors(tmp_path)


def queries_in(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0].casefold() for line in lines if line and not line.startswith("#")]


def test_the_lists_are_kept_apart() -> None:
    """What the words were made with is no measure of them."""
    seen = {*queries_in(HERE / "finder_queries.tsv")}
    total = 0
    for folder in ("", "second", "third", "fourth", "fifth", "sixth", "seventh"):
        lists = {path.stem: queries_in(path) for path in (LISTS / folder).glob("*.tsv")}
        assert lists.keys() - {"nonsense"} == {"names", "statements", "questions", "negatives"}, folder
        assert ("nonsense" in lists) == (folder != ""), folder
        for name, queries in lists.items():
            # The last ones repeated many of what those before them have.
            most, few = {"sixth": (50, 16), "seventh": (43, 15)}.get(folder, (50, 25))
            fewest = few if name == "nonsense" else most
            assert len(queries) == len(set(queries)) >= fewest, (folder, name)
            assert not seen & set(queries), (folder, name)
            total += len(queries)
        seen = seen.union(*lists.values())
    assert total >= 3000
