"""Writes the articles of a built site as Markdown, so that other programs can build the same pages.

What they are given has the same words in the same headings, lists, tables, boxes that open, and links. Forms, step
numbers that are links to themselves, and structured data are left out, which makes the peers' work smaller than ours.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote", "details"}
)
_LEFT_OUT = ".headerlink, form, script, style, button, svg, input, select, template"
_INDENT = "    "


class _Article:
    """One article on its way to Markdown; `lead` gives what its links are to other files, or nothing."""

    def __init__(self, lead: Callable[[str], str | None]) -> None:
        self._lead = lead

    def _words(self, node: LexborNode) -> str:
        """Write what stands in a line."""
        if node.tag == "-text":
            return re.sub(r"([\\`*_\[\]<>#|!{}])", r"\\\1", re.sub(r"\s+", " ", node.text(deep=False)))
        inner = "".join(map(self._words, node.iter(include_text=True)))
        if not inner.strip():
            return inner
        if node.tag in {"strong", "b"}:
            return f"**{inner.strip()}**"
        if node.tag in {"em", "i"}:
            return f"*{inner.strip()}*"
        if node.tag == "a" and (target := self._lead(node.attributes.get("href") or "")):
            return f"[{inner.strip()}]({target})"
        return f" {inner} " if node.tag in {"td", "th", "li", "div", "br", "dt", "dd", "small"} else inner

    def _line(self, node: LexborNode) -> str:
        return " ".join(self._words(node).split())

    def _table(self, node: LexborNode) -> list[str]:
        rows = [[self._line(cell) for cell in row.css("th, td")] for row in node.css("tr")]
        width = max((len(row) for row in rows), default=0)
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return [*lines[:1], f"|{' --- |' * width}", *lines[1:]] if width else []

    def _box(self, node: LexborNode) -> list[str]:
        parts = [child for child in node.iter(include_text=True) if child.tag != "-text" or child.text().strip()]
        inner = [line for child in parts[1:] for line in self._block(child)]
        title = self._line(parts[0]).replace('"', "")
        mark = "???+" if "open" in node.attributes else "???"
        return [f'{mark} note "{title}"', "", *(f"{_INDENT}{line}" if line else "" for line in inner)]

    def _terms(self, node: LexborNode) -> list[str]:
        terms = [(self._line(one), one.tag == "dt") for one in node.css("dt, dd")]
        return [line for words, is_term in terms for line in (["", words] if is_term else [f":   {words}"])]

    def _items(self, node: LexborNode) -> list[str]:
        mark = "1." if node.tag == "ol" else "-"
        return [f"{mark} {self._line(item)}" for item in node.iter() if self._line(item)]

    def _block(self, node: LexborNode) -> list[str]:
        if node.tag == "-text" or node.tag not in _BLOCKS:
            inside = node.css(", ".join(_BLOCKS)) if node.tag != "-text" else []
            return self.blocks(node) if inside else [self._line(node), ""]
        write = {"details": self._box, "table": self._table, "dl": self._terms, "ul": self._items, "ol": self._items}
        if node.tag in write:
            return [*write[node.tag](node), ""]
        if node.tag == "pre":
            return ["```", node.text().strip(), "```", ""]
        level = "#" * int(node.tag[1]) + " " if node.tag[0] == "h" else ""
        anchor = f" {{#{node.id}}}" if level and node.id else ""
        return [f"{level}{self._line(node)}{anchor}", ""]

    def blocks(self, node: LexborNode) -> list[str]:
        """Write what stands in an element, one block after the other."""
        return [line for child in node.iter(include_text=True) for line in self._block(child)]


def article(html: str, lead: Callable[[str], str | None]) -> tuple[str, str]:
    """Give the title and the text of a page as Markdown."""
    tree = LexborHTMLParser(html)
    for unused in tree.css(_LEFT_OUT):
        unused.decompose()
    found = tree.css_first("article") or tree.body
    title = (tree.css_first("h1") or tree.css_first("title")) if found else None
    lines = _Article(lead).blocks(found) if found else []
    return title.text().strip() if title else "Page", re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _pages(site: Path) -> Mapping[str, tuple[Path, str]]:
    """Give every page by its address on the site: its file, and the path of its Markdown."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue  # a former address
        name = path.parent.relative_to(site)
        is_index = name == Path() or any(path.parent.glob("*/index.html"))
        file = name / "index.md" if is_index else name.with_suffix(".md")
        found[f"/{name.as_posix()}/".replace("/./", "/")] = path, file.as_posix()
    return found


def write(site: Path, target: Path) -> int:
    """Write every page of a site as a file of its own; return how many there are."""
    pages = _pages(site)

    def lead(address: str, uri: str, headings: Collection[str], href: str) -> str | None:
        parts = urlsplit(href)
        if parts.scheme or (not parts.path and parts.fragment in headings):
            return href
        _, other = pages.get(urljoin(address, parts.path), (None, ""))
        return posixpath.relpath(other, posixpath.dirname(uri)) if parts.path and other else None

    for address, (path, uri) in pages.items():
        html = path.read_text("utf-8")
        # The title of a box that opens is no heading for the peers.
        headings = set(re.findall(r'(?<!<summary>)<h[1-6] id="([^"]+)"', html))
        file = target / uri
        file.parent.mkdir(parents=True, exist_ok=True)
        title, text = article(html, partial(lead, address, uri, headings))
        file.write_text(f'---\ntitle: "{title.replace(chr(34), "")}"\n---\n{text}', "utf-8")
    return len(pages)
