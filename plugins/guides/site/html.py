"""Templates become HTML: a typed view goes through an HTML template that escapes.

What a template prints is text unless it was made here or in text.py, so that a value can never be
markup. It is XML, too: engines read it as a tree and see its headings and its links.
"""

import re
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.ext import Extension

from guides.model import regions
from guides.site import text, wording

# Between inline elements a line break is a space that readers see.
_IDLE = re.compile(r"(</?(?!(?:a|b|em|strong|small|span|kbd|code|bdi)\b)[a-z][^<>]*>|\}\})\s*\n\s*")


class _Compact(Extension):
    """Leaves out the white space that only sets a template out."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - as the base class has it
        return _IDLE.sub(r"\1", source)


@cache
def environment() -> Environment:
    """Give the templates, with the few words that they may ask for themselves."""
    environment = Environment(
        loader=PackageLoader("guides", "site/templates"),
        extensions=[_Compact],
        autoescape=True,
        undefined=StrictUndefined,
        # They change with the code, never while it runs.
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: "" if value is None else value,
    )
    environment.filters |= {
        "inline": text.inline,
        "day": wording.day,
        "host": wording.host,
        "places": regions.names,
    }
    environment.globals["wording"] = wording
    return environment


def keep_compiled(folder: Path) -> None:
    """Keep the templates as they were compiled in a folder, for the builds that follow."""
    environment().bytecode_cache = FileSystemBytecodeCache(str(folder))


@cache
def load_all() -> None:
    """Load every template, for the copies of this process that are to come: each would compile them for itself."""
    for name in environment().list_templates():
        environment().get_template(name)


def render(template: str, **values: object) -> str:
    """Make the HTML of a template, typeset."""
    return text.typeset_html(environment().get_template(template).render(values))


def parse(html: str) -> Element:
    """Read HTML that a template made, and typeset it; its top is an element without a meaning of its own."""
    return fromstring(f"<div>{text.typeset_html(html)}</div>")  # noqa: S314 - our own templates, whose values are escaped
