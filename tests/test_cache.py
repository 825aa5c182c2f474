"""A build that takes pages from the cache gives the bytes of one that makes them all."""

import copy
import json
import multiprocessing
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError

from guides import rules
from guides.cache import Store, digest, folder_beside, memory
from guides.collection import AnyEntry, Collection, Entry, digest_of_data, digest_of_lists
from guides.diagnostics import Diagnostic
from guides.engines import mkdocs as engine
from guides.engines import pages
from guides.load import load
from guides.model import Guide
from guides.rules import Subject
from guides.site import compose, lists
from guides.site.links import Site
from guides.site.outputs import api, feeds, markdown_pages, own_files, pagefind, pictures, publish
from guides.site.outputs.folder import Folder
from guides.source import frontmatter, yaml
from guides.source.frontmatter import Position, parse
from guides.source.positions import Lines
from support import SAMPLE, published, sample


@pytest.fixture(autouse=True)
def as_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember what is made, as a server that judges strangers does not, and index no text."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(pagefind, "Indexing", lambda *_, **__: nullcontext(SimpleNamespace(result=lambda: "")))


def built(top: Path, site: str) -> dict[str, bytes]:
    """Build a site; give its files by their paths."""
    build(load_config(str(top / "mkdocs.yml"), site_dir=str(top / site)))
    files = (path for path in (top / site).rglob("*") if path.is_file() and path.name != "sitemap.xml.gz")
    return {path.relative_to(top / site).as_posix(): path.read_bytes() for path in files}


def clean(top: Path) -> dict[str, bytes]:
    """Build with an empty cache, into an empty folder."""
    shutil.move(top / ".cache", top / "aside")
    shutil.rmtree(top / "clean", ignore_errors=True)
    try:
        return built(top, "clean")
    finally:
        shutil.rmtree(top / ".cache")
        shutil.move(top / "aside", top / ".cache")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new), encoding="utf-8")


def change_text(top: Path, dice: random.Random) -> None:
    path = dice.choice(sorted((top / "docs/guides").glob("*.md")))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n## Section {dice.random()}\n\nSee [the other](minimal.md) and `code`.\n")


def change_name(top: Path, dice: random.Random) -> None:
    edit(top / "docs/guides/minimal.md", "name: Minimal", f"name: Minimal {dice.choice('ABCDEF')}")


def change_step(top: Path, dice: random.Random) -> None:
    edit(top / "docs/guides/minimal.md", "Post a letter", f"Post a letter {dice.randrange(9)}")


def change_biller(top: Path, dice: random.Random) -> None:
    path = top / "docs/billers/apple.md"
    action = dice.choice([line for line in path.read_text(encoding="utf-8").splitlines() if "action: " in line])
    edit(path, action, action.replace("action: ", f"action: {dice.choice(('First', 'Then'))} ", 1))


def change_author(top: Path, dice: random.Random) -> None:
    edit(top / "docs/about/authors.yml", "name: The Editors", f"name: The Editors {dice.randrange(9)}")


def change_category(top: Path, dice: random.Random) -> None:
    edit(top / "docs/categories/learning.md", "title: Learning", f"title: Learning {dice.randrange(9)}")


def change_template(top: Path, dice: random.Random) -> None:
    edit(top / "overrides/main.html", "{% block extrahead %}", f"{{% block extrahead %}}<!-- {dice.random()} -->")


def change_settings(top: Path, dice: random.Random) -> None:
    edit(top / "mkdocs.yml", "site_name: Sample", f"site_name: Sample {dice.randrange(9)}")


def rename(top: Path, dice: random.Random) -> None:
    guides = top / "docs/guides"
    (guides / "minimal.md").rename(guides / "moved.md")
    for path in guides.glob("*.md"):
        text = path.read_text(encoding="utf-8").replace("(minimal.md)", "(moved.md)")
        path.write_text(text.replace("minimal", "moved") if path.name == "lessons.md" else text, encoding="utf-8")
    del dice


def delete(top: Path, dice: random.Random) -> None:
    """Take a guide away that others may link to."""
    guides = top / "docs/guides"
    (guides / "minimal.md").unlink()
    for path in guides.glob("*.md"):
        edit_links = path.read_text(encoding="utf-8").replace("[the other](minimal.md)", "the other")
        path.write_text(edit_links, encoding="utf-8")
    del dice


def add_page(top: Path, dice: random.Random) -> None:
    (top / f"docs/about/page-{dice.randrange(99)}.md").write_text(
        f"# Page {dice.random()}\n\n<!-- guides: guides -->\n", encoding="utf-8"
    )


def lose_half_of_a_page(top: Path, dice: random.Random) -> None:
    """Do what a machine does that loses its power."""
    kept = sorted(
        path for path in (top / ".cache").rglob("*") if path.parts[-3] in {"pages", "outputs"} and path.is_file()
    )
    for path in dice.sample(kept, 3):
        path.write_bytes(path.read_bytes()[: dice.randrange(200)])


def kill_a_build(top: Path, dice: random.Random) -> None:
    """End a build after some pages."""
    left = dice.randrange(1, 6)
    keep = Store.keep

    def keep_some(self: Store, key: str, head: object, content: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        keep(self, key, head, content)

    change_template(top, dice)
    kill(top, Store, "keep", keep_some)


def kill(top: Path, owner: type, name: str, instead: Callable[..., None]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, instead)
        with pytest.raises(KeyboardInterrupt):
            built(top, "site")


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def kill_while_all_is_set_aside(top: Path, dice: random.Random) -> None:
    change_name(top, dice)
    kill(top, Folder, "put_back", interrupt)


def kill_before_the_rest_goes(top: Path, dice: random.Random) -> None:
    change_name(top, dice)
    kill(top, Folder, "remove_rest", interrupt)


def write_into_the_site(top: Path, dice: random.Random) -> None:
    """Edit finished files by hand, as long as they were and at the same moment, and leave others in their way."""
    for path in dice.sample(sorted(path for path in (top / "site").rglob("*") if path.is_file()), 9):
        moment = path.stat().st_mtime_ns
        path.write_bytes(path.read_bytes()[:-1] + b"~")
        os.utime(path, ns=(moment, moment))
    for name in ("guides/of-old/index.html", "api/v1/guides/of-old.json", "of-old"):
        (top / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (top / "site" / name).write_text("of old", encoding="utf-8")
    shutil.rmtree(top / "site/feeds")
    (top / "site/feeds").write_text("in the way", encoding="utf-8")
    (top / "site/404.html").unlink()
    (top / "site/404.html").mkdir()
    (top / "site/404.html/index.html").write_text("in the way", encoding="utf-8")


def switch_offline(top: Path, dice: random.Random) -> None:
    """Publish one file less, or one more."""
    del dice
    settings = top / "mkdocs.yml"
    text, extra = settings.read_text(encoding="utf-8"), "\nextra: {offline: true}\n"
    settings.write_text(text.removesuffix(extra) if extra in text else text + extra, encoding="utf-8")


def fail(top: Path, dice: random.Random) -> None:
    """Stop a build at its end."""
    guide = top / "docs/guides/minimal.md"
    text = guide.read_text(encoding="utf-8")
    change_name(top, dice)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "wrong", lambda *_: ["something wrong"])
        with pytest.raises(Abort):
            built(top, "site")
    guide.write_text(text, encoding="utf-8")


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    change_text,
    change_name,
    change_step,
    change_biller,
    change_author,
    change_category,
    change_template,
    change_settings,
    add_page,
    lose_half_of_a_page,
    kill_a_build,
    kill_while_all_is_set_aside,
    kill_before_the_rest_goes,
    write_into_the_site,
    switch_offline,
    fail,
)
LAST = (rename, delete)
"""After one of these there is no guide any more of the name that others change."""


@pytest.mark.parametrize("seed", [1, 2])
def test_a_cached_build_gives_the_bytes_of_a_clean_one(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    top = sample(tmp_path)
    built(top, "site")
    changes = [*dice.sample(CHANGES, len(CHANGES)), LAST[seed % 2]]
    for change in changes:
        change(top, dice)
        assert built(top, "site") == clean(top), change.__name__


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gather the pages that are made, and not taken."""
    found: list[str] = []
    make = pages._Renderer.render  # noqa: SLF001

    def listened(self: object, work: pages._Work) -> object:
        found.append(work.page.file.src_uri)
        return make(self, work)  # type: ignore[arg-type]

    monkeypatch.setattr(pages._Renderer, "render", listened)  # noqa: SLF001
    return found


def test_only_what_a_change_touches_is_made_again(tmp_path: Path, made: list[str]) -> None:
    top = sample(tmp_path)
    built(top, "site")
    # MkDocs itself makes the pages whose title is only known when they are made.
    assert sorted(made) == [
        "billers/apple.md",
        "billers/google-play.md",
        "categories/learning.md",
        "guides/everything.md",
        "guides/lessons.md",
        "guides/minimal.md",
    ]
    made.clear()
    built(top, "site")
    assert made == []
    change_step(top, random.Random(0))  # noqa: S311
    built(top, "site")
    # The page of another guide shows the name, and nothing of the steps.
    assert made == ["guides/minimal.md"]
    made.clear()
    change_name(top, random.Random(0))  # noqa: S311
    built(top, "site")
    assert sorted(made) == ["categories/learning.md", "guides/everything.md", "guides/lessons.md", "guides/minimal.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_no_other_process_is_started_for_what_little_there_is_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = sample(tmp_path)
    monkeypatch.setattr(pages, "FEW", 2)
    monkeypatch.setattr(publish, "FEW", 4)
    monkeypatch.setattr(pages, "processors", lambda: 4)
    monkeypatch.setattr(engine, "processors", lambda: 4)
    started: list[int] = []
    context = multiprocessing.get_context("fork")
    start: Callable[[BaseProcess], None] = context.Process.start

    def listened(self: BaseProcess) -> None:
        started[-1] += 1
        start(self)

    monkeypatch.setattr(context.Process, "start", listened)
    changes: list[Callable[[], None]] = [
        lambda: None,
        partial(change_step, top, random.Random(0)),  # noqa: S311
        partial(shutil.rmtree, top / "site"),
    ]
    for change in changes:
        change()
        started.append(0)
        built(top, "site")
    # Six pages are made by three, and what lies beside them by half as many as there are processors. When the site is
    # gone, pages come from the cache, and what lies beside them is written again.
    assert started == [5, 0, 2]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_files_beside_pages_are_the_same_whoever_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top, writers = sample(tmp_path), tmp_path / "writers"
    monkeypatch.setattr(engine, "processors", lambda: 1)
    alone = built(top, "site")
    shutil.rmtree(top / ".cache")
    draw = pictures.draw

    def listened(*words: str) -> bytes:
        with writers.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        return draw(*words)

    monkeypatch.setattr(pictures, "draw", listened)
    monkeypatch.setattr(publish, "FEW", 1)
    monkeypatch.setattr(engine, "processors", lambda: 2)
    assert built(top, "shared") == alone
    # Another process draws while pages are made, and the first one while the text is indexed.
    drew = writers.read_text("utf-8").split()
    assert len(drew) == 6
    assert len({*drew}) == 2
    assert str(os.getpid()) in drew


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_nobody_goes_on_with_files_beside_pages_when_a_page_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = sample(tmp_path)
    monkeypatch.setattr(publish, "FEW", 1)
    monkeypatch.setattr(engine, "processors", lambda: 2)
    monkeypatch.setattr(pictures, "draw", lambda *_: time.sleep(600))

    def fail(*_: object, **__: object) -> None:
        assert multiprocessing.active_children()
        raise BuildError("no page")

    monkeypatch.setattr(pages.Pages, "finish", fail)
    with pytest.raises(Abort):
        built(top, "site")
    assert not multiprocessing.active_children()


def test_only_what_a_change_touches_is_written_again(tmp_path: Path) -> None:
    top = sample(tmp_path)
    guide = top / "docs/guides/minimal.md"
    built(top, "site")
    before = {path: path.stat().st_mtime_ns for path in (top / "site").rglob("*") if path.is_file()}
    guide.write_text(f"{guide.read_text(encoding='utf-8')}\n## A section\n\nWords of it.\n", encoding="utf-8")
    built(top, "site")
    changed = {
        path.relative_to(top / "site").as_posix() for path, moment in before.items() if path.stat().st_mtime_ns > moment
    }
    # What MkDocs itself copies and makes, it writes each time.
    assert {
        path for path in changed if path.startswith(("guides/", "billers/", "api/", "feeds/", "assets/pictures"))
    } == {
        "api/v1/all.json",
        "api/v1/guides/minimal.json",
        "guides/minimal/index.html",
        "guides/minimal/index.md",
    }


@pytest.mark.parametrize("collection", [published, lambda: load(SAMPLE / "docs")[0]], ids=["real", "sample"])
def test_a_page_shows_nothing_of_what_is_out_of_its_sight(collection: Callable[[], Collection]) -> None:
    all_of_it, site = collection(), Site("Site", "https://site.example/")
    for guide in all_of_it.guides.values():
        whole = compose._of_guide(all_of_it, guide, site)  # noqa: SLF001
        assert repr(compose.gather(all_of_it, guide.uri, site, "")) == repr(whole), guide.uri


@pytest.mark.parametrize("collection", [published, lambda: load(SAMPLE / "docs")[0]], ids=["real", "sample"])
def test_a_page_shows_no_more_of_another_guide_than_a_glimpse(collection: Callable[[], Collection]) -> None:
    all_of_it, site = collection(), Site("Site", "https://site.example/")
    stranger = load(SAMPLE / "docs")[0].guides["minimal"]

    def disguised(guide: Entry[Guide]) -> Entry[Guide]:
        """Give a stranger with what is seen at a glance, and nothing else, of a guide."""
        page, (route, *_) = stranger.page, stranger.page.routes
        service = page.service.model_copy(
            update={"name": guide.page.service.name, "category": guide.page.service.category}
        )
        routes = tuple(route.model_copy(update={"via": one.via}) for one in guide.page.routes)
        seen = {"title": guide.page.title, "service": service, "routes": routes, "retired": guide.page.retired}
        return Entry(guide.uri, stranger.document, page.model_copy(update=seen))

    others = {slug: disguised(guide) for slug, guide in all_of_it.guides.items()}
    for slug, guide in all_of_it.guides.items():
        seen = replace(all_of_it, guides={**others, slug: guide})
        assert repr(compose.gather(seen, guide.uri, site, "")) == repr(
            compose.gather(all_of_it, guide.uri, site, "")
        ), guide.uri


def test_what_was_not_used_for_longest_is_taken_away_when_there_is_too_much(tmp_path: Path) -> None:
    store = Store(tmp_path)
    names = [digest(number) for number in range(200)]
    for number, name in enumerate(names):
        store.keep(name, "", b"")
        os.utime(store.path(name), (number, number))
    store.tidy(300)
    assert sum(Path(store.path(name)).exists() for name in names) == 200
    store.tidy(20)
    assert [number for number, name in enumerate(names) if Path(store.path(name)).exists()] == list(range(180, 200))


def test_what_is_remembered_of_a_thing_comes_back_whole_or_not_at_all(tmp_path: Path) -> None:
    first = memory(tmp_path, "things", "this code")
    first.keep("a\tname\nof “two”", "1", ["a\ttab\n", 3])
    first.keep("another", "2", {"silent": None})
    first.write()
    again = memory(tmp_path, "things", "this code")
    assert again.get("a\tname\nof “two”", "1") == ["a\ttab\n", 3]
    assert again.get("another", "1") is None
    assert again.get("another", "2") == {"silent": None}
    assert memory(tmp_path, "things", "other code").get("another", "2") is None
    place = tmp_path / "things.json"
    whole = place.read_bytes()
    for length in range(len(whole)):
        place.write_bytes(whole[:length])
        assert memory(tmp_path, "things", "this code").get("another", "2") is None


def test_lists_show_nothing_of_the_texts_and_the_words_of_the_steps_of_guides() -> None:
    all_of_it, site = published(), Site("Site", "https://site.example/", "https://forge.example/site")

    def written(seen: Collection) -> dict[str, str]:
        """Write everything that is kept for as long as data stay the same."""
        asked = "\n".join(f"<!-- guides: {name} -->" for name in lists.LISTS if name not in {"of-category", "fields"})
        # The lists of law are those of a page about it.
        pages = {
            next(entry.uri for entry in seen.laws.values()): asked,
            **{entry.uri: "" for entry in seen.categories.values()},
        }
        return {
            **{uri: repr(compose.gather(seen, uri, site, text)) for uri, text in pages.items()},
            **publish.for_pages(seen, site),
            **dict(api.lists(seen, site)),
            **dict(feeds.files(seen, site)),
            "llms.txt": markdown_pages.llms(seen, site),
        }

    def silent(entry: Entry[Any]) -> Entry[Any]:
        data = copy.deepcopy(entry.document.data)
        routes = []
        for route, raw in zip(entry.page.routes, data["routes"], strict=True):
            other = {"action": "Do something else", "where": None, "note": "Of this, too."}
            steps = tuple(step.model_copy(update=other) for step in route.steps)
            routes.append(route.model_copy(update={"steps": steps}))
            if steps:
                raw["steps"] = [{"action": "Do something else"} for _ in steps]
        page = entry.page.model_copy(update={"routes": tuple(routes)})
        return Entry(entry.uri, replace(entry.document, data=data, body="## Other\n\nWords.\n"), page)

    seen = replace(
        all_of_it,
        guides={slug: silent(entry) for slug, entry in all_of_it.guides.items()},
        billers={slug: silent(entry) for slug, entry in all_of_it.billers.items()},
    )
    assert digest_of_lists(seen) == digest_of_lists(all_of_it)
    assert written(seen) == written(all_of_it)


def test_a_page_that_shows_the_words_of_steps_follows_them(tmp_path: Path) -> None:
    top = sample(tmp_path)
    page = "---\ntitle: Fields\ndescription: What a guide can say.\n---\n# Fields\n\n<!-- guides: fields -->\n"
    (top / "docs/contribute/fields.md").write_text(page, "utf-8")
    built(top, "site")
    for path in (*(top / "docs/guides").glob("*.md"), *(top / "docs/billers").glob("*.md")):
        path.write_text(path.read_text("utf-8").replace("action: ", "action: Then "), "utf-8")
    assert b"action: Then " in built(top, "site")["contribute/fields/index.html"]


def test_every_change_of_data_has_another_name(tmp_path: Path) -> None:
    top = sample(tmp_path)
    names = [digest_of_data(load(top / "docs")[0])]
    for change in (change_name, change_step, change_biller, change_author, change_category, rename):
        change(top, random.Random(0))  # noqa: S311
        names.append(digest_of_data(load(top / "docs")[0]))
    change_text(top, random.Random(0))  # noqa: S311
    assert len(set(names)) == 7
    assert digest_of_data(load(top / "docs")[0]) == names[-1]


def found_in(docs: Path, cache: Path | None = None) -> list[Diagnostic]:
    return load(docs, today=date(2026, 11, 23), cache=cache)[1]


def break_a_link(docs: Path, dice: random.Random) -> None:
    with (docs / "guides/minimal.md").open("a", encoding="utf-8") as file:
        file.write(f"\nSee [the other](lessons.md#place-{dice.randrange(9)}) here.\n")


def rename_a_heading(docs: Path, dice: random.Random) -> None:
    """Change what other files may link to."""
    path = docs / "guides/lessons.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n## Place {dice.randrange(9)}\n\nWords.\n", encoding="utf-8")


def break_data(docs: Path, dice: random.Random) -> None:
    path = dice.choice(sorted((docs / "guides").glob("*.md")))
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")


def mend_data(docs: Path, dice: random.Random) -> None:
    for path in (docs / "guides").glob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("titel:", "title:", 1), encoding="utf-8")
    del dice


def imitate_a_domain(docs: Path, dice: random.Random) -> None:
    with (docs / "guides/minimal.md").open("a", encoding="utf-8") as file:
        file.write(f"\n[Your account](https://{dice.choice(('lessans', 'lesons', 'minimai'))}.example/account)\n")


def add_a_file(docs: Path, dice: random.Random) -> None:
    shutil.copy(docs / "guides/minimal.md", docs / f"guides/copy-{dice.randrange(99)}.md")


def lose_what_was_found(docs: Path, dice: random.Random) -> None:
    """Cut what is remembered, as a machine does that loses its power."""
    for name in ("findings", "data"):
        path = docs.parent / f".cache/{name}.json"
        path.write_bytes(path.read_bytes()[: dice.randrange(60)])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_remembered_of_the_rules_is_what_they_find(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    docs, cache = sample(tmp_path) / "docs", tmp_path / "site of a sample/.cache"
    changes = [break_a_link, rename_a_heading, break_data, mend_data, imitate_a_domain, add_a_file, lose_what_was_found]
    found_in(docs, cache)
    for change in dice.choices(changes, k=14):
        change(docs, dice)
        assert found_in(docs, cache) == found_in(docs), change.__name__
    assert len(found_in(docs)) > 3


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files on which the rules run, in their order."""
    paths: list[str] = []
    check = rules.check

    def listened(subject: Subject) -> list[Diagnostic]:
        paths.append(subject.uri)
        return check(subject)

    monkeypatch.setattr(rules, "check", listened)
    return paths


def test_only_changed_files_are_checked_again(tmp_path: Path, checked: list[str]) -> None:
    docs, cache = sample(tmp_path) / "docs", tmp_path / "cache"
    found_in(docs, cache)
    assert len(checked) == 5
    checked.clear()
    break_a_link(docs, random.Random(0))  # noqa: S311
    found_in(docs, cache)
    assert checked == ["guides/minimal.md"]
    assert [one.rule for one in found_in(docs, cache) if one.is_error] == ["anchor-missing"]


def test_data_that_are_remembered_stand_where_they_stood() -> None:
    path = SAMPLE / "docs/guides/lessons.md"
    text = path.read_text(encoding="utf-8")
    read = parse(text, "lessons.md")
    known = parse(text, "lessons.md", json.loads(json.dumps(read.data)))
    assert known.data == read.data
    assert known.locate(("title",)) == Position(2, 8)
    assert (dict(known.keys), dict(known.values)) == (read.keys, read.values)


def test_data_are_read_again_only_where_they_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs, cache = sample(tmp_path) / "docs", tmp_path / "cache"
    found_in(docs, cache)
    parsed: list[str] = []

    def listened(front: str, whole: Lines, first_line: int) -> tuple[dict[str, Any], Any, Any]:
        parsed.append(whole.path)
        return yaml.read(front, whole, first_line)

    monkeypatch.setattr(frontmatter, "read", listened)
    break_a_link(docs, random.Random(0))  # noqa: S311
    found_in(docs, cache)
    assert [path for path in parsed if path.startswith(("docs/guides/", "docs/billers/"))] == ["docs/guides/minimal.md"]


def test_files_beside_a_page_are_made_again_only_where_they_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top, store = sample(tmp_path), Store(tmp_path / "outputs")
    drawn: list[str] = []

    def listened(entry: AnyEntry, _site: Site) -> bytes:
        drawn.append(entry.uri)
        return b"a picture"

    def make() -> None:
        collection = load(top / "docs")[0]
        own = own_files.OwnFiles(collection, Site(), store)
        assert {own.of(entry)[pictures.path(entry)] for entry in collection.entries()} == {b"a picture"}

    monkeypatch.setattr(pictures, "of_entry", listened)
    make()
    assert len(drawn) == 5
    drawn.clear()
    change_step(top, random.Random(0))  # noqa: S311
    make()
    assert drawn == ["guides/minimal.md"]
    drawn.clear()
    change_biller(top, random.Random(0))  # noqa: S311
    make()
    assert drawn == ["guides/everything.md", "guides/lessons.md", "billers/apple.md"]
    drawn.clear()
    # The text of a retired guide names the one that took its place.
    edit(top / "docs/guides/lessons.md", "How to cancel Lessons", "How to end Lessons")
    make()
    assert drawn == ["guides/everything.md", "guides/lessons.md"]


def test_whatever_somebody_wrote_into_the_site_is_written_over(tmp_path: Path) -> None:
    top = sample(tmp_path)
    before = built(top, "site")
    for name in ("guides/minimal/index.html", "api/v1/guides/minimal.json", "assets/pictures/guides/minimal.png"):
        path = top / "site" / name
        stat = path.stat()
        # Of the same size and the same day.
        path.write_bytes(bytes(reversed(path.read_bytes())))
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert built(top, "site") == before


def test_a_server_that_judges_strangers_takes_no_page_from_what_they_send(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = sample(tmp_path)
    built(top, "site")
    for path in (top / ".cache/pages").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"How to cancel", b"How to defeat"))
    shutil.rmtree(top / "site")
    assert b"How to defeat" in built(top, "site")["guides/minimal/index.html"]
    monkeypatch.setenv("CI", "true")
    assert b"How to defeat" not in built(top, "site")["guides/minimal/index.html"]


def test_a_page_that_must_not_be_published_is_refused_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    top = sample(tmp_path)
    edit(top / "overrides/main.html", "{% block extrahead %}", "{% block extrahead %}<base href='https://a.example'>")
    for _ in range(2):
        caplog.clear()
        with pytest.raises(Abort):
            built(top, "site")
        assert "guides/minimal/index.html: an element of a kind that no page has: <base>" in caplog.text


def test_findings_are_those_of_the_day(tmp_path: Path) -> None:
    docs, cache = sample(tmp_path) / "docs", tmp_path / "cache"
    assert [one.rule for one in found_in(docs, cache) if one.is_error] == []
    early = load(docs, today=date(2020, 1, 1), cache=cache)[1]
    assert {one.rule for one in early if one.is_error} == {"date-future"}


def test_a_new_day_asks_again_only_what_lies_in_the_future(tmp_path: Path, checked: list[str]) -> None:
    docs, cache = sample(tmp_path) / "docs", tmp_path / "cache"

    def told(day: str) -> list[str]:
        checked.clear()
        found = load(docs, today=date.fromisoformat(day), cache=cache)[1]
        return [f"{one.path}: {one.message}" for one in found if one.rule == "date-future"]

    assert told("2026-11-23") == []
    assert told("2026-11-24") == []
    assert checked == []
    path = docs / "guides/minimal.md"
    path.write_text(path.read_text("utf-8").replace("published: 2026-11-01", "published: 2026-12-05"), "utf-8")
    to_come = "docs/guides/minimal.md: `published` is 2026-12-05, a day that has not come: today is"
    assert told("2026-11-24") == [f"{to_come} 2026-11-24."]
    assert told("2026-11-25") == [f"{to_come} 2026-11-25."]
    assert checked == ["guides/minimal.md"]
    assert told("2026-12-05") == []
    assert checked == ["guides/minimal.md"]
    assert told("2026-12-06") == []
    assert checked == []
    assert told("2026-11-25") == [f"{to_come} 2026-11-25."]


def test_a_server_that_judges_strangers_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends guides could send what was found in them along."""
    monkeypatch.setenv("CI", "true")
    assert folder_beside(tmp_path / "docs") is None
    monkeypatch.delenv("CI")
    assert folder_beside(tmp_path / "docs") == tmp_path / ".cache"
