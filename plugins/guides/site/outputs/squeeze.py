"""Pages without the white space that templates leave between elements: no reader sees it, and every page has it."""

import re

_KEPT = re.compile(r"<(?i:(?P<name>pre|textarea|script|style))\b.*?</(?P=name)\s*>|<[^>\n]*\n[^>]*>", re.DOTALL)
"""What has a form of its own: texts and scripts, and tags with a line break inside."""


def _squeezed(text: str) -> str:
    if "\n" not in text:
        return text
    first, *middle, last = text.split("\n")
    return "\n".join([first.rstrip(), *filter(None, map(str.strip, middle)), last.lstrip()])


def squeeze(html: str) -> str:
    """Write a line break for several, with what indents them; tags, scripts and texts with a form of their own stay."""
    parts, end = list[str](), 0
    for kept in _KEPT.finditer(html):
        parts += [_squeezed(html[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join((*parts, _squeezed(html[end:]))).lstrip()
