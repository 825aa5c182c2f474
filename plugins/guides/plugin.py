"""The MkDocs plugin: loads and checks the collection, and hands it to the extension."""

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from guides.collection import load
from guides.diagnostics import summary
from guides.extension import Build
from guides.links import Site

log = logging.getLogger("mkdocs.plugins.guides")


class GuidesConfig(Config):
    """There is nothing to set: what a guide is stands in the model, what a page is in the templates."""


class GuidesPlugin(BasePlugin[GuidesConfig]):
    """Wires the collection into MkDocs."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start every build with nothing of the build before."""
        site = Site(config.site_name, config.site_url or "", config.repo_url or "", config.edit_uri or "")
        collection, self.found = load(Path(config.docs_dir), f"{Path(config.docs_dir).name}/")
        self.build = Build(collection, site)
        config.mdx_configs["guides"] = {"build": self.build}
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:  # noqa: ARG002 - the event's signature
        """Report every problem, then stop: content errors stop every build, not only strict ones."""
        for one in self.found:
            # Warnings of the checker are for contributors; they must not stop a strict build.
            log.log(logging.ERROR if one.is_error else logging.DEBUG, "%s", one)
        if any(one.is_error for one in self.found):
            raise PluginError(summary(self.found))
        return files

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell the extension which page comes next."""
        meta: Any = page.meta
        self.build.uri, self.build.meta = page.file.src_uri, meta
        return markdown
