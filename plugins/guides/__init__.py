"""Guides for cancelling subscriptions: the model, its checks, and the pages made from it.

What is named here is the public face: it stays. Everything else is private by convention, and may
move with any change. Names are looked up when they are used, so that `guides --version` reads no model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guides.collection import Collection, Entry
    from guides.diagnostics import Diagnostic, Severity
    from guides.load import load as load_docs
    from guides.model import Biller, Category, Guide, Law
    from guides.rules.catalog import RULES
    from guides.source.frontmatter import Document, FrontMatterError, parse

__all__ = [
    "RULES",
    "Biller",
    "Category",
    "Collection",
    "Diagnostic",
    "Document",
    "Entry",
    "FrontMatterError",
    "Guide",
    "Law",
    "Severity",
    "load_docs",
    "parse",
]

_HOMES = {
    "collection": ("Collection", "Entry"),
    "diagnostics": ("Diagnostic", "Severity"),
    "model": ("Biller", "Category", "Guide", "Law"),
    "rules.catalog": ("RULES",),
    "source.frontmatter": ("Document", "FrontMatterError", "parse"),
}
_HOME = {name: (f"guides.{module}", name) for module, names in _HOMES.items() for name in names}
# `guides.load` is the module, whoever imports it first.
_HOME["load_docs"] = ("guides.load", "load")


def __getattr__(name: str) -> Any:  # noqa: ANN401 - of any type that the face has
    """Find a name of the public face where it lives."""
    if name not in _HOME:
        message = f"module 'guides' has no attribute {name!r}"
        raise AttributeError(message)
    module, own = _HOME[name]
    return getattr(import_module(module), own)
