"""Pages without the white space that templates leave between elements: no reader sees it, and every page has it."""

import re


def tag(names: str) -> str:
    """Give the expression for the beginning of a tag of some names, divided by `|`: `name` is which of them it is."""
    first, second = ("".join(sorted({name[place] for name in names.split("|")})) for place in (0, 1))
    # Two letters say of nearly every tag that it is none of these.
    return rf"<(?i:(?=[{first}][{second}])(?P<name>{names}))\b"


_ELEMENT = rf"{tag('pre|textarea|script|style')}.*?</(?P=name)\s*>"
_KEPT = re.compile(_ELEMENT, re.DOTALL)
"""What has a form of its own: texts and scripts."""
_KEPT_WITH_TAGS = re.compile(rf"{_ELEMENT}|<[^>\n]*+\n[^>]*>", re.DOTALL)
"""The same, and tags with a line break inside: to look for its end in each tag takes long, and few pages have any."""
_BREAK_IN_TAG = re.compile(r"\n\s*+[^<>]*+>")


def _squeezed(text: str) -> str:
    if "\n" not in text:
        return text
    first, *middle, last = text.split("\n")
    return "\n".join([first.rstrip(), *filter(None, map(str.strip, middle)), last.lstrip()])


def squeeze(html: str) -> str:
    """Write a line break for several, with what indents them; tags, scripts and texts with a form of their own stay."""
    parts, end = list[str](), 0
    for kept in (_KEPT_WITH_TAGS if _BREAK_IN_TAG.search(html) else _KEPT).finditer(html):
        parts += [_squeezed(html[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join((*parts, _squeezed(html[end:]))).lstrip()
