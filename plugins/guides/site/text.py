"""Inline Markdown of a field as HTML: bold, emphasis and links, nothing else; everything else is text.

A label in another language carries it, in fields and in an author's text alike: the code of the
language and a colon stand first inside the bold or the emphasis, as in `**de:Verträge hier kündigen**`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown_it.token import Token
from markupsafe import Markup, escape

from guides.source.markdown import inline_tokens

LANGUAGE = re.compile(r"(?P<language>[a-z]{2}(?:-[A-Z][A-Za-z]{1,3})?):(?=\S)")
"""The mark of another language, at the very beginning of a label."""

_VERBATIM = frozenset({"code", "pre", "kbd", "script", "style"})

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})
_TAGS = {"strong_open": "strong", "em_open": "em"}
_CLOSED = {"strong_close": "</strong>", "em_close": "</em>", "link_close": "</a>"}


def language_attributes(language: str) -> dict[str, str]:
    """Give the attributes of an element whose text is in another language and must not be translated."""
    attributes = {"lang": language, "translate": "no"}
    if language.partition("-")[0] in _RIGHT_TO_LEFT:
        attributes["dir"] = "rtl"
    return attributes


def typeset(text: str) -> str:
    """Set the signs that a keyboard lacks: curly apostrophes, and hyphens at which no line may end."""
    if "'" in text:  # as in few of the many texts of a page
        text = re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s|$)", "’", text)
    return re.sub(r"\b([Ee])-(?=mails?\b)", "\\1\u2011", text) if "-" in text else text


def typeset_tree(root: Element) -> None:
    """Typeset all that is read in a tree: whatever it was made of, the signs are the same. Code stays as it is."""
    for node in root.iter():
        if node.tag not in _VERBATIM and node.text:
            node.text = typeset(node.text)
        for child in node:
            child.tail = typeset(child.tail) if child.tail else child.tail


_CODE = re.compile(r"<(?P<tag>code|pre|kbd|script|style)\b.*?</(?P=tag)>", re.DOTALL)
# The sign first and then what surrounds it: so a search skips all the rest.
_APOSTROPHE = re.compile(r"'(?:(?<=\w')(?=\w)|(?<=s')(?=[\s<]|$))")
_HYPHEN = re.compile(r"-(?=mails?\b)(?<=\b[Ee]-)")


def _in_text(match: re.Match[str], sign: str) -> str:
    html, start = match.string, match.start()
    # Addresses in tags stay as they are.
    return match[0] if html.rfind("<", 0, start) > html.rfind(">", 0, start) else sign


def _set_signs(html: str) -> str:
    html = _APOSTROPHE.sub(lambda match: _in_text(match, "’"), html)
    return _HYPHEN.sub(lambda match: _in_text(match, "\u2011"), html)


def typeset_html(html: str) -> str:
    """Typeset all that is read in HTML whose values are escaped. Done twice, it is the same."""
    html = str.replace(html, "&#39;", "'")
    parts, end = list[str](), 0
    for code in _CODE.finditer(html):
        parts += [_set_signs(html[end : code.start()]), code[0]]
        end = code.end()
    return "".join((*parts, _set_signs(html[end:])))


def _opened(token: Token, following: Token | None) -> tuple[str, str]:
    """Give the tag that opens a label, and the rest of its first text, without the mark of its language."""
    text = following.content if following is not None and following.type == "text" else ""
    tag = _TAGS[token.type]
    if not (match := LANGUAGE.match(text)):
        return f"<{tag}>", text
    attributes = "".join(f' {name}="{value}"' for name, value in language_attributes(match["language"]).items())
    return f"<{tag}{attributes}>", text[match.end() :]


@lru_cache(maxsize=20_000)
def _inline(text: str) -> Markup:
    parts: list[str] = []
    tokens = inline_tokens(text)
    rest: str | None = None
    for index, token in enumerate(tokens):
        if token.type in _TAGS:
            opened, rest = _opened(token, tokens[index + 1] if index + 1 < len(tokens) else None)
            parts.append(opened)
        elif token.type == "link_open":
            parts.append(f'<a href="{escape(str(token.attrs.get("href", "")))}">')
        elif token.type in _CLOSED:
            parts.append(_CLOSED[token.type])
        elif token.type == "text":
            parts.append(str(escape(typeset(token.content if rest is None else rest))))
            rest = None
        else:
            parts.append(" ")
        if token.type not in {*_TAGS}:
            rest = None
    return Markup("".join(parts))  # noqa: S704 - made of escaped texts and the tags above


def inline(text: str | None, fill: Mapping[str, str] | None = None) -> Markup:
    """Give a field as HTML. `fill` has what stands for the placeholders of a biller's steps."""
    html = _inline(text) if text else Markup()
    for name, replacement in (fill or {}).items():
        html = html.replace(f"{{{name}}}", escape(replacement))
    return html


def label(text: str) -> Markup:
    """Give the label of a button, which is no Markdown, in bold and with its language."""
    match = LANGUAGE.match(text)
    attributes = language_attributes(match["language"]) if match else {}
    marks = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return Markup(f"<strong{marks}>{{}}</strong>").format(text[match.end() :] if match else text)  # noqa: S704 - escapes


def plain(text: str | None, fill: Mapping[str, str] | None = None) -> str:
    """Give a field as a reader sees it, without any marks."""
    words = _plain(text) if text else ""
    for name, replacement in (fill or {}).items():
        words = words.replace(f"{{{name}}}", replacement)
    return words


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return _inline(text).striptags()
