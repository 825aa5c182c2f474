"""The MkDocs plugin: loads and checks the collection, and hands it to the extension."""

import gc
import logging
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Environment, FileSystemLoader
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from guides import cache
from guides.diagnostics import count
from guides.engines import browser
from guides.engines.markdown import Build
from guides.engines.pages import Pages
from guides.load import IMPRINT, load
from guides.processes import processors
from guides.site.links import Site
from guides.site.outputs import bundle, finished, pagefind, publish, redirects, search_index, security, write
from guides.site.outputs.finished import Facts
from guides.site.outputs.folder import Folder
from guides.site.outputs.own_files import OwnFiles
from guides.source.settings import SettingsError

if TYPE_CHECKING:
    # The server takes a twentieth of a rebuild to import, and most builds serve nothing.
    from mkdocs.livereload import LiveReloadServer

    from guides.engines.preview import Later

log = logging.getLogger("mkdocs.plugins.guides")
_OWN_COPY = "assets/stylesheets/theme.css"
_OF_THEME = ("assets/javascripts/", "assets/stylesheets/")
notice = logging.getLogger("guides")
"""Is heard, but is none of the warnings that MkDocs counts and that stop a strict build."""

_SHOWN = 20


class GuidesConfig(Config):
    """What can be set. What a guide is stands in the model, and what a page is in the templates."""

    text_search = c.Choice(("optional", "required"), default="optional")
    """Whether a site is finished without the index for searching in the text of its pages."""


def _list_imprint(docs: Path, config: MkDocsConfig) -> None:
    """Put an imprint into the section of the menu that the footer has, so that no publisher need change the menu."""
    sections = [entry for item in config.nav or () if isinstance(item, dict) for entry in item.values()]
    about = next((section for section in sections if isinstance(section, list)), None)
    if about is not None and (docs / IMPRINT).exists() and IMPRINT not in str(about):
        about.append({"Imprint": IMPRINT})


def _leave_theme_out(files: Files, config: MkDocsConfig) -> None:
    """Publish no style and no script of the theme on a site that has its own copy of what it needs of them."""
    if files.get_file_from_path(_OWN_COPY) is None:
        return
    own = {config.docs_dir, config.theme.custom_dir}
    for file in list(files):
        if file.src_dir not in own and file.abs_src_path and file.src_uri.startswith(_OF_THEME):
            files.remove(file)


class _Theme(FileSystemLoader):
    """The files of a theme, of which MkDocs takes no hidden ones: those are 14,000 icons of 14,500 files."""

    def list_templates(self) -> list[str]:
        """List the others."""
        templates: set[str] = set()
        for top in self.searchpath:
            for parent, folders, names in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = Path(parent).relative_to(top)
                templates.update((below / name).as_posix() for name in names)
        return sorted(templates)


def _hide_icons(config: MkDocsConfig) -> None:
    """Let MkDocs list the theme's files without them: to go through all took a thirtieth of a rebuild."""
    make = config.theme.get_env

    def get_env() -> Environment:
        env = make()
        env.loader = _Theme(config.theme.dirs)
        return env

    config.theme.get_env = get_env  # type: ignore[method-assign]


class _ForPrograms(File):
    """A file for programs, which is written beside the pages: half of a rebuild is to create files."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as the base class has it
        """Leave it to whoever writes all of them."""


class GuidesPlugin(BasePlugin[GuidesConfig]):
    """Wires the collection into MkDocs."""

    is_preview = False
    later: "Later" = staticmethod(tuple)
    keeps = True
    folder: Folder
    beside: publish.Beside | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Learn whether pages are served: then they are shown first, and their text is indexed afterwards.

        A plugin with this event also stays the same from one rebuild to the next.
        """
        self.is_preview = command == "serve"
        # There are none for us, and pydantic would look through all that is installed.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        # Then MkDocs keeps, too, and leaves out what we would take for something that belongs to nothing.
        self.keeps = not dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start every build with nothing of the build before."""
        docs = Path(config.docs_dir)
        kept = cache.folder_beside(docs)
        top = Path(config.site_dir)
        self.folder = Folder(top, None if self.is_preview else cache.memory(kept, "written", top))
        if not isinstance(config.extra.get("offline", False), bool):
            raise PluginError("`extra: {offline: …}` in mkdocs.yml is true or false")
        if self.is_preview:
            # A page that is being written must never come from a copy.
            config.extra["offline"] = False
        try:
            self.contact, site = security.of(config), Site.of(config)
        except SettingsError as error:
            raise PluginError(str(error)) from error
        _hide_icons(config)
        _list_imprint(docs, config)
        collection, self.diagnostics = load(docs, f"{docs.name}/", processes=processors(), cache=kept)
        # What was read stays to the end of the build: to look through it for garbage takes a third of a rebuild.
        gc.freeze()
        self.build = Build(collection, site)
        config.mdx_configs["guides"] = {"build": self.build}
        # Another plugin, or a hook, may want to see every page on its way.
        is_alone = len(config.plugins) == 1
        self.pages = Pages(self.build, config, self.folder, kept, self.is_preview) if is_alone else None
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - the event's signature
        """Report every problem, then stop: content errors stop every build, not only strict ones.

        The next thing that MkDocs does is to empty the folder of the site, so that a later event
        would leave the reader, or the server, with nothing.
        """
        diagnostics, self.diagnostics = self.diagnostics, []
        for diagnostic in diagnostics:
            # Warnings of the checker are for contributors; they must not stop a strict build.
            log.log(logging.ERROR if diagnostic.is_error else logging.DEBUG, "%s", diagnostic)
        if any(one.is_error for one in diagnostics):
            from guides.engines.preview import InvalidGuidesError  # noqa: PLC0415 - brings the server along

            raise InvalidGuidesError(diagnostics)
        if self.keeps:
            self.folder.set_aside()

    def on_serve(
        self,
        server: "LiveReloadServer",
        /,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],  # noqa: ARG002 - the event's signature
    ) -> "LiveReloadServer":
        """Serve what went wrong too; MkDocs alone would let every request hang."""
        from guides.engines.preview import instead_of  # noqa: PLC0415 - brings the server along

        return instead_of(server, config, self.later)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add what is made from the collection and is no page."""
        self.folder.put_back()
        collection, site = self.build.collection, self.build.site
        # What a stranger's change brings along must not speak for what is published of it.
        store = cache.store(cache.folder_beside(Path(config.docs_dir)), "outputs")
        own = OwnFiles(collection, site, store, has_texts=self.pages is None)
        if self.is_preview:
            self.later = partial(publish.after_pages, collection, site, own)
        else:
            # No page waits for it, nor does it for any, and the text is indexed while the last of it is made.
            self.beside = publish.Beside(self.folder, collection, site, own)
            self.beside.start(processors())
        made = own.about_all("pages", lambda: publish.for_pages(collection, site).items())
        texts = {path: text.decode() for path, text in made}
        for path, text in texts.items():
            files.append(File.generated(config, path, content=text))
        for path in publish.paths_for_programs(collection):
            files.append(_ForPrograms.generated(config, path, content=""))
        self.index_version = search_index.fingerprint(texts[search_index.PATH], texts[search_index.KNOWN_PATH])
        self._bundle(files, config)
        self._add_write_page(files, config)
        _leave_theme_out(files, config)
        templates = (*config.theme.static_templates, *config.extra_templates)
        self.folder.make_way((*(file.dest_uri for file in files), *templates))
        return files

    def _bundle(self, files: Files, config: MkDocsConfig) -> None:
        """Publish the finder in few files instead of its modules; a site without a finder has none."""
        docs = Path(config.docs_dir)
        if not (modules := bundle.modules(docs)):
            return
        scripts, lack = bundle.make(docs.parent, docs)
        if lack:
            notice.warning("%s", lack)
            return
        for path in modules:
            if file := files.get_file_from_path(path):
                files.remove(file)
        for path, script in scripts.items():
            files.append(File.generated(config, path, content=script))

    def _add_write_page(self, files: Files, config: MkDocsConfig) -> None:
        """Add what the page for writing guides loads, or a script that says why there is nothing to load."""
        if files.get_file_from_path(write.PAGE) is None:
            return
        docs = Path(config.docs_dir)
        lack = "the preview leaves it out" if self.is_preview else write.lack(docs.parent)
        if lack:
            # What the preview always does is no warning, least of all at each save; the page says it too.
            notice.log(logging.INFO if self.is_preview else logging.WARNING, "Guides cannot be written here: %s.", lack)
            files.append(File.generated(config, write.START, content=write.without(lack)))
            return
        settings = browser.settings(config, self.build.site, sorted(file.src_uri for file in files))
        for path, content in write.files(docs.parent, docs, self.build.collection, self.build.site, settings).items():
            where: Any = {"abs_src_path": str(content)} if isinstance(content, Path) else {"content": content}
            files.append(File.generated(config, path, **where))

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Remember the menu for the pages."""
        self.nav = nav
        return nav

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Make the pages, and tell the templates which index is the current one: browsers may keep it for long."""
        if self.pages is not None:
            self.pages.index_version = self.index_version
            self.pages.finish(env, files, self.nav)
        env.globals["finder_version"] = self.index_version
        return env

    def on_page_context(
        self,
        context: TemplateContext,
        /,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Hand over the pages that are finished, and written."""
        if self.pages is not None and page.file.src_uri in self.pages.work:
            output = "written"
            if os.name == "posix":
                # MkDocs would write it once more, whatever is in the file already.
                page.file.abs_dest_path = os.devnull
            else:
                output = (self.folder.top / page.file.dest_uri).read_text("utf-8")
            cast("dict[str, Any]", context)["finished"] = output
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish what the engine has made, and look once more at its pages."""
        leading = set(redirects.paths(self.build.collection))
        self.folder.remove_rest(".html", leading)
        facts = self.pages.facts if self.pages is not None else {}
        if self.is_preview:
            self._finish_preview(facts, leading, config)
        else:
            self._finish_site(facts, leading, config)
            # Nearly always the process ends here, and Python would look for garbage in all that is left.
            gc.freeze()

    def _finish_preview(self, facts: Mapping[str, Facts], leading: set[str], config: MkDocsConfig) -> None:
        """Look only at what is new; what no page waits for follows when the pages are shown."""
        others = dict(finished.go_through(self.folder.top, facts.keys() | leading, has_policy=False))
        new = self.pages.new if self.pages is not None else set()
        self._look(others | {path: facts[path] for path in new}, config)
        self.folder.remove_rest(but=leading.union(publish.paths_for_programs(self.build.collection)))

    def _finish_site(self, facts: dict[str, Facts], leading: set[str], config: MkDocsConfig) -> None:
        """Write the rest while the text is indexed; a site is whole without that index, too."""
        site, folder = self.build.site, self.folder
        facts |= finished.go_through(folder.top, facts.keys() | leading)
        articles = [path for path, contents in facts.items() if not contents.leads_on]
        with pagefind.Indexing(folder.top, pages=articles) as indexing:
            if self.beside is not None:
                facts |= self.beside.finish()
            folder.remove_rest()
            self._look(facts, config)
            lack = indexing.result()
        publish.write_last(folder, self.build.collection, site, facts)
        folder.remember()
        security.write(folder.top, self.contact, site.url)
        if lack and self.config.text_search == "required":
            raise PluginError(lack)
        if lack:
            notice.warning("%s", lack)

    def _look(self, facts: Mapping[str, Facts], config: MkDocsConfig) -> None:
        """Stop where something is in finished pages that must not be."""
        wrong = list(publish.wrong(Path(config.docs_dir), self.build.site, facts))
        for one in wrong[:_SHOWN]:
            log.error("%s", one)
        if wrong:
            message = f"{count(len(wrong), 'thing')} in finished pages that must not be published"
            raise PluginError(message)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - the event's signature
        """Leave nothing of before that is not known to be right."""
        if self.beside is not None:
            self.beside.stop()
        if hasattr(self, "folder"):
            self.folder.give_up()

    def on_page_read_source(self, /, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Spare MkDocs to read a guide and its data again; what was read comes with the next event."""
        return "" if self.build.collection.entry(page.file.src_uri) else None

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell the extension which page comes next."""
        meta: Any = page.meta
        self.build.uri, self.build.meta = page.file.src_uri, meta
        page.markdown = markdown
        if self.pages is not None:
            self.pages.take_over(page)
        # The text of a guide is composed by the extension, from what the collection holds.
        return markdown
