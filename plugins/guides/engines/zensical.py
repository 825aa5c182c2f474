"""Finds out from Zensical, which ignores plugins, what is being built and loads the collection for it."""

from __future__ import annotations

import logging
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guides.collection import Collection
from guides.diagnostics import summary
from guides.load import load
from guides.site.links import Site
from guides.source.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown import Markdown

log = logging.getLogger(__name__)


class InvalidCollectionError(ValueError):
    """The guides have errors, so that no page can be made."""


def _signature(docs: Path) -> tuple[tuple[str, int], ...]:
    files = (path for path in docs.rglob("*") if path.suffix in {".md", ".yml"})
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=1)
def _load_once(docs: Path, _unchanged: tuple[tuple[str, int], ...]) -> tuple[Collection, str]:
    """Load the collection, or say what is wrong with it; again only when a file has changed."""
    collection, diagnostics = load(docs)
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.is_error]
    for error in errors:
        # Zensical shows where an exception came from, and not what it says.
        log.error("%s", error)
    return collection, f"{summary(diagnostics)}; run `guides check`" if errors else ""


def current(md: Markdown) -> tuple[Collection, Site, str, MutableMapping[str, Any]] | None:
    """Give the collection, the site, the page's path below docs/ and its meta data; nothing under other engines."""
    context_module = sys.modules.get("zensical.extensions.context")
    context = context_module.ContextPreprocessor.from_markdown(md) if context_module else None
    if context is None:
        return None
    docs = Path(context.config.get("docs_dir", "docs")).resolve()
    collection, problems = _load_once(docs, _signature(docs))
    if problems:
        log.error("%s", problems)
        raise InvalidCollectionError(problems)
    try:
        site = Site.of(context.config)
    except SettingsError as error:
        log.error("%s", error)  # noqa: TRY400 - what is wrong stands in mkdocs.yml, not in the code
        raise
    return collection, site, context.page.path, context.page.meta
