"""Makes the pages of a MkDocs build over several processes, and keeps them for the builds that follow.

MkDocs converts every page one after the other with a new converter each, then puts every page
into the theme, and remembers nothing. Here a page goes from its ingredients to the finished file
in one go, and lies in `.cache/pages` under the digest of all that it was made of: a build takes
what is there and makes the rest. Since equal names mean equal pages, nothing in the cache is ever
wrong, only unused, and a build that was killed leaves whole files or none.
"""

import logging
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache as remembered
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from markdown import Markdown
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from guides.cache import digest, files_below, memory, programs, store
from guides.collection import AnyEntry, Collection, Entry, digest_of_data, digest_of_lists, glimpse
from guides.engines.extract import Extracts
from guides.engines.markdown import PUT, Build
from guides.model import Guide
from guides.processes import processors, spread
from guides.site import compose, html, lists
from guides.site.compose import Ingredients
from guides.site.outputs import finished, headers, markdown_pages
from guides.site.outputs.api import markdown_path
from guides.site.outputs.finished import Facts
from guides.site.outputs.folder import Folder
from guides.site.outputs.publish import FEW
from guides.site.views import GuidePage

log = logging.getLogger("mkdocs.plugins.guides")

TEMPLATE = "finished.html"
"""Prints a page that is finished, in the place where MkDocs would make it."""
_INDEX_MARK = "\x02index of the finder\x03"
"""Stands in kept pages for the version of the finder's index, which changes with every name."""
_ROUNDS_KEPT = 4
"""How many times the pages of a site may lie in the cache, before the oldest are taken away."""


def _plain(value: object) -> object:
    """Give settings a form that is the same in every process."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, Iterable):
        return [_plain(item) for item in value]
    kind = value if callable(value) else type(value)
    return f"{getattr(kind, '__module__', '')}.{getattr(kind, '__qualname__', '')}"


def _menu(items: Iterable[Any]) -> list[object]:
    return [(item.title or _text(item), getattr(item, "url", ""), _menu(item.children or ())) for item in items]


def _text(item: object) -> str:
    """Give the text of a page of the menu whose title stands in it."""
    return item.file.content_string if isinstance(item, Page) else ""


_OF_NO_PAGE = frozenset(
    {"config_file_path", "dev_addr", "docs_dir", "hooks", "nav", "plugins", "site_dir", "theme", "watch"}
)
"""Settings that say where files lie, or that are looked at more closely."""


def _environment(config: MkDocsConfig, nav: Navigation, build: Build) -> str:
    """Name what every page depends on: the settings, the menu, the templates, this code and all that is installed."""
    settings = {name: value for name, value in config.items() if name not in _OF_NO_PAGE}
    settings["mdx_configs"] = {name: value for name, value in config.mdx_configs.items() if name != "guides"}
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    return digest(
        programs(),
        list(files_below(own)) if own else [],
        _plain(settings),
        _plain({"name": config.theme.name, **{name: config.theme[name] for name in config.theme}}),
        _menu(nav.items),
        build.site,
    )


@dataclass(frozen=True, slots=True)
class Outline:
    """What others ask of a page: MkDocs its anchors, its links, and whether their targets are there."""

    anchors: Sequence[str]
    links: Mapping[str, Mapping[str, str]]
    targets: Mapping[str, bool]
    facts: Facts = field(default_factory=Facts)
    """What stands in the finished page."""

    def as_json(self) -> list[object]:
        """Give what JSON takes."""
        return [self.anchors, self.links, self.targets, self.facts.as_json()]

    @classmethod
    def from_json(cls, value: Any) -> "Outline":  # noqa: ANN401 - what JSON gives
        """Read what `as_json` gave. Raises TypeError or ValueError for anything else."""
        anchors, links, targets, facts = value
        return cls(anchors, links, targets, Facts.from_json(facts))

    def still_holds(self, is_there: Callable[[str], bool]) -> bool:
        """Whether every link would lead where it led."""
        return all(is_there(uri) is was_there for uri, was_there in self.targets.items())


def _is_there(files: Files, uri: str) -> bool:
    file = files.src_uris.get(uri)
    return file is not None and not file.inclusion.is_excluded()


class _Paths(_RelativePathTreeprocessor):
    """MkDocs' own, which works an address out once for the pages of a folder, and takes down what it looked for."""

    def __init__(self, file: File, files: Files, config: MkDocsConfig, known: dict[str, tuple[File, str]]) -> None:
        super().__init__(file, self, config)  # type: ignore[arg-type]
        self._files = files
        self._known = known
        self._last: File | None = None
        self.targets: dict[str, bool] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Give a file to MkDocs."""
        self.targets[path] = _is_there(self._files, path)
        self._last = self._files.get_file_from_path(path)
        return self._last

    def path_to_url(self, url: str) -> str:
        """Turn a link into an address."""
        target, address = self._known.get(url, (None, ""))
        if target is not None and target is not self.file:
            self.targets[target.src_uri] = True
            if anchor := url.partition("#")[2]:
                self.links_to_anchors.setdefault(target, {}).setdefault(anchor, url)
            return address
        address = super().path_to_url(url)
        target = self._last
        # What MkDocs has something to say of, it says of every page.
        if address != url and target is not None and target is not self.file and self.targets[target.src_uri]:
            self._known[url] = target, address
        return address


class _Listener(logging.Handler):
    """Notices that something was said."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.has_heard = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - the base class's signature
        self.has_heard = True


@contextmanager
def _quietly() -> Iterator[_Listener]:
    """Keep to ourselves what is said while pages are made; the page is made again where it is heard."""
    logger, listener = logging.getLogger("mkdocs"), _Listener()
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [listener], False
    try:
        yield listener
    finally:
        logger.handlers, logger.propagate = handlers, propagate


@dataclass
class _Work:
    """One page that is to be made or taken."""

    page: Page
    key: str
    ingredients: Ingredients | None = None


@dataclass
class Pages:
    """The pages of one build."""

    build: Build
    config: MkDocsConfig
    folder: Folder
    cache: Path | None
    is_preview: bool = False
    """Then a page has no policy, which would stop the script that follows every change, and no text beside it."""
    index_version: str = ""
    """Names the current index of the finder, which browsers may keep for long."""
    work: dict[str, _Work] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    """What stands in each page, by its path below the site."""
    new: set[str] = field(default_factory=set)
    """The paths of those that were not made before."""

    def __post_init__(self) -> None:
        """Open the cache."""
        self._cache = store(self.cache, "pages")
        self._made_of = memory(self.cache, "ingredients", self.build.site)

    def take_over(self, page: Page) -> None:
        """Leave nothing of a page for MkDocs to make, unless its title is only known when it is made."""
        if self.is_known(page.file.src_uri) or "title" in page.meta or "title" in vars(page):
            self.work[page.file.src_uri] = _Work(page, "")

            def render(config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001 - as Page has it
                page.content = ""

            page.render = render  # type: ignore[method-assign]

    def is_known(self, uri: str) -> bool:
        """Whether a page is made of data."""
        return self.build.collection.entry(uri) is not None or self.build.collection.category_at(uri) is not None

    def finish(self, env: jinja2.Environment, files: Files, nav: Navigation) -> None:
        """Take every page from the cache, or make it, and write it."""
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(self._templates()))
        html.keep_compiled(self._templates())
        env.globals["finder_version"] = _INDEX_MARK
        # Templates stay the same for a build.
        env.auto_reload = False
        renderer = _Renderer(self.build, self.config, env, files, nav)
        digests = _Digests(self.build.collection)
        environment = _environment(self.config, nav, self.build)
        is_there = remembered(partial(_is_there, files))
        missing = []
        outlines: dict[str, Outline] = {}
        for uri, work in self.work.items():
            work.key = self._name(work, environment, digests)
            if (outline := self._take(work, is_there)) is not None:
                outlines[uri] = outline
            else:
                missing.append(work)
        self._made_of.write()
        made = spread(partial(self._make, renderer), missing, processors(), FEW)
        for work, outline in zip(missing, made, strict=True):
            outlines[work.page.file.src_uri] = outline or self._make_aloud(work, renderer)
            if outline is not None:
                self._note(work, outline)
            self.new.add(work.page.file.dest_uri)
        for uri, work in self.work.items():
            outline = outlines[uri]
            self.facts[work.page.file.dest_uri] = outline.facts
            self.folder.mine.update(self._paths(work.page))
            work.page.present_anchor_ids = set(outline.anchors)
            work.page.links_to_anchors = _links(outline, files)
            work.page.meta["template"] = TEMPLATE
        if missing:
            self._cache.tidy(_ROUNDS_KEPT * max(len(self.work), 100))
        env.loader = jinja2.ChoiceLoader(
            [jinja2.DictLoader({TEMPLATE: "{{ finished }}"}), env.loader or jinja2.DictLoader({})]
        )

    def _paths(self, page: Page) -> list[str]:
        """Give where a page lies, and its text as Markdown if it has one."""
        entry = None if self.is_preview else self.build.collection.entry(page.file.src_uri)
        return [page.file.dest_uri, *([markdown_path(entry)] if entry else [])]

    def _write(self, page: Page, html: str, text: bytes, facts: Facts) -> None:
        """Write a page as it goes to its readers, and its text."""
        html = html.replace(_INDEX_MARK, self.index_version)
        path, *beside = self._paths(page)
        html = html if self.is_preview else headers.with_policy(html, facts.inside, path)
        self.folder.write(path, _encoded(html))
        for place in beside:
            self.folder.write(place, text)

    def _templates(self) -> Path:
        folder = self._cache.folder.with_name("templates")
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _take(self, work: _Work, is_there: Callable[[str], bool]) -> Outline | None:
        """Give what others ask of a page that was kept, and write it if it is not there.

        A page of which a link would lead elsewhere now is none.
        """
        held = self.folder.holds(work.page.file.src_uri, self._key_in_folder(work))
        kept = None if held else self._cache.whole(work.key)
        if not held and not kept:
            return None
        try:
            outline = Outline.from_json(kept[0][0] if kept else held)
        except (TypeError, ValueError):
            return None
        if not outline.still_holds(is_there):
            return None
        if kept:
            length, both = kept[0][1], kept[1]
            self._write(work.page, both[:length].decode(), both[length:], outline.facts)
            self._note(work, outline)
        else:
            self._cache.use(work.key)
        return outline

    def _key_in_folder(self, work: _Work) -> str:
        return digest(work.key, self.index_version, self.is_preview)

    def _note(self, work: _Work, outline: Outline) -> None:
        file = work.page.file
        self.folder.note(file.src_uri, self._key_in_folder(work), self._paths(work.page), outline.as_json())

    def _name(self, work: _Work, environment: str, digests: "_Digests") -> str:
        page, collection = work.page, self.build.collection
        uri = page.file.src_uri
        if (guide := collection.guide_at(uri)) is not None:
            made_of = digests.of(guide)
        else:
            # Lists of all guides take long, and few changes are of what they show.
            shown = digest_of_data if lists.has_steps(page.markdown or "") else digest_of_lists
            seen = digest(collection.once(shown), digests.own(uri), page.markdown)
            made_of = self._made_of.of(uri, seen, partial(self._gather, work))
        return digest(environment, uri, vars(page).get("title"), page.edit_url, made_of, _plain(page.meta))

    def _gather(self, work: _Work) -> str:
        page = work.page
        work.ingredients = compose.gather(
            self.build.collection, page.file.src_uri, self.build.site, page.markdown or ""
        )
        return digest(work.ingredients)

    def _make(self, renderer: "_Renderer", work: _Work) -> Outline | None:
        """Make a page, keep it and write it, unless something has to be heard of it."""
        with _quietly() as listener:
            try:
                outline, html, text = renderer.render(work)
                if listener.has_heard:
                    return None
                encoded = _encoded(html)
                self._cache.keep(work.key, [outline.as_json(), len(encoded)], encoded + text)
                self._write(work.page, html, text, outline.facts)
            except Exception:  # noqa: BLE001 - it happens again, where it is heard
                return None
        return outline

    def _make_aloud(self, work: _Work, renderer: "_Renderer") -> Outline:
        try:
            outline, html, text = renderer.render(work)
        except Exception as error:
            if not isinstance(error, BuildError):
                # Where it came from, whoever catches it says.
                log.error("Error building page '%s': %s", work.page.file.src_uri, error)  # noqa: TRY400
            raise
        self._write(work.page, html, text, outline.facts)
        return outline


def _encoded(text: str) -> bytes:
    """Give the bytes of a page, as MkDocs does."""
    return text.encode("utf-8", "xmlcharrefreplace")


def _links(outline: Outline, files: Files) -> dict[File, dict[str, str]]:
    pairs = ((files.src_uris.get(uri), dict(anchors)) for uri, anchors in outline.links.items())
    return {file: anchors for file, anchors in pairs if file is not None}


class _Digests:
    """Names for records and for parts of the collection, each made once."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._entries: dict[str, str] = {}
        self._glimpses: dict[str, str] = {}
        self._categories: dict[str, str] = {}
        texts = [entry.document.digest for entry in collection.categories.values()]
        texts += [entry.document.digest for entry in collection.laws.values()]
        self._common = digest(collection.authors, collection.authorities, texts)

    def _of_entry(self, entry: AnyEntry) -> str:
        return self._entries.get(entry.uri) or self._entries.setdefault(
            entry.uri, digest(entry.uri, entry.document.digest)
        )

    def own(self, uri: str) -> str:
        """Name the text of a page that is a guide's or a biller's; those of other pages are known otherwise."""
        entry = self._collection.entry(uri)
        return self._of_entry(entry) if entry else ""

    def _of_glimpse(self, entry: Entry[Guide]) -> str:
        return self._glimpses.get(entry.uri) or self._glimpses.setdefault(entry.uri, digest(glimpse(entry)))

    def _of_category(self, slug: str) -> str:
        if slug not in self._categories:
            guides = self._collection.by_category.get(slug, ())
            self._categories[slug] = digest(*map(self._of_glimpse, guides))
        return self._categories[slug]

    def of(self, guide: Entry[Guide]) -> str:
        """Name what a guide sees, which is what `Collection.around` gives."""
        named, billers = self._collection.near(guide)
        shown: list[AnyEntry] = [guide, *billers]
        return digest(
            self._common,
            self._of_category(guide.page.service.category),
            *map(self._of_glimpse, named),
            *map(self._of_entry, shown),
            *(self._collection.watched.get(one.uri) for one in shown),
        )


class _Renderer:
    """Turns ingredients into finished pages, with one converter for all of a kind."""

    def __init__(
        self, build: Build, config: MkDocsConfig, env: jinja2.Environment, files: Files, nav: Navigation
    ) -> None:
        self._build = build
        self._config = config
        self._env = env
        self._files = files
        self._pages = files.documentation_pages()
        self._nav = nav
        self._md = self._converter()
        self._extracts = Extracts(self._converter(), PUT)
        self._known: dict[tuple[str, str], dict[str, tuple[File, str]]] = {}
        """Where the links of the pages of each folder lead."""

    def _converter(self) -> Markdown:
        return Markdown(extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs)

    def render(self, work: _Work) -> tuple[Outline, str, bytes]:
        """Make a page: what others may ask of it, its HTML, and its text as Markdown, empty for an ordinary page."""
        # The first page is made before other processes begin, and need not be a guide's.
        html.load_all()
        page, config = work.page, self._config
        meta = page.meta
        config._current_page = page  # noqa: SLF001 - as MkDocs does it around each page
        try:
            # What the extension adds is only for the page that is being made.
            page.meta = dict(meta)
            outline, text = self._convert(work)
            page.active = True
            context = get_context(self._nav, self._pages, config, page)
            rendered = self._env.get_template(page.meta.get("template", "main.html")).render(context)
            page_html, facts = finished.read(rendered)
        finally:
            page.active = False
            page.meta, page.content, page.toc = meta, "", get_toc([])
            config._current_page = None  # noqa: SLF001
        return replace(outline, facts=facts), page_html, text.encode()

    def _convert(self, work: _Work) -> tuple[Outline, str]:
        """Do what MkDocs' Page.render does, and take down where the links of the page lead; give its Markdown, too."""
        page, build = work.page, self._build
        meta: Any = page.meta
        build.uri, build.meta, build.ingredients = page.file.src_uri, meta, work.ingredients
        anchors = _ExtractAnchorsTreeprocessor(page.file, self._files, self._config)
        # The index of a folder lies beside its pages, and its address does not.
        places = posixpath.dirname(page.file.src_uri), posixpath.dirname(page.file.url.rstrip("/"))
        paths = _Paths(page.file, self._files, self._config, self._known.setdefault(places, {}))
        raw_html, title = _RawHTMLPreprocessor(), _ExtractTitleTreeprocessor()
        try:
            ingredients = build.gathered(page.markdown or "")
            composed = compose.page(ingredients)
            md = self._md if composed is None else self._extracts.md
            md.reset()
            # A page that is made of data has no other HTML, and is told its title.
            for part in (anchors, paths, *((raw_html, title) if composed is None else ())):
                part._register(md)  # noqa: SLF001 - the pins in pyproject.toml keep them there
            if composed is None:
                page.content = md.convert(page.markdown or "")
            else:
                build.tell(composed.meta)
                page.content = self._extracts.process(composed.html)
        finally:
            build.ingredients = None
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        page._title_from_render = title.title  # noqa: SLF001
        links = {file.src_uri: dict(anchors_of) for file, anchors_of in paths.links_to_anchors.items()}
        entry, text = build.collection.entry(page.file.src_uri), ""
        if entry is not None and isinstance(ingredients.page, GuidePage):
            text = markdown_pages.page(entry, ingredients.page, build.site)
        return Outline(sorted(anchors.present_anchor_ids | raw_html.present_anchor_ids), links, paths.targets), text
