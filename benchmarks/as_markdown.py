"""Writes the articles of a built site as plain Markdown, so that other programs can build the same pages.

What they are given has the same words in the same headings, lists, tables and links; boxes become
paragraphs, and forms are left out, which makes the peers' work a little smaller than ours.
"""

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote"})
_LEFT_OUT = ".headerlink, form, script, style, nav, button, svg, input, select, template"


def _words(node: LexborNode) -> str:
    """Write what stands in a line."""
    if node.tag == "-text":
        return re.sub(r"([\\`*_\[\]<>#|!{}])", r"\\\1", re.sub(r"\s+", " ", node.text(deep=False)))
    inner = "".join(map(_words, node.iter(include_text=True)))
    if not inner.strip():
        return inner
    if node.tag in {"strong", "b"}:
        return f"**{inner.strip()}**"
    if node.tag in {"em", "i"}:
        return f"*{inner.strip()}*"
    if node.tag == "a" and (address := node.attributes.get("href") or "").startswith("http"):
        return f"[{inner}]({address})"
    return f" {inner} " if node.tag in {"td", "th", "li", "div", "br", "dt", "dd"} else inner


def _line(node: LexborNode) -> str:
    return " ".join(_words(node).split())


def _table(node: LexborNode) -> list[str]:
    rows = [[_line(cell) for cell in row.css("th, td")] for row in node.css("tr")]
    width = max((len(row) for row in rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [*lines[:1], f"|{' --- |' * width}", *lines[1:]] if width else []


def _blocks(node: LexborNode) -> list[str]:
    lines: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag == "-text" or child.tag not in _BLOCKS:
            inside = child.css(", ".join(_BLOCKS)) if child.tag != "-text" else []
            lines += _blocks(child) if inside else [_line(child), ""]
        elif child.tag == "table":
            lines += [*_table(child), ""]
        elif child.tag in {"ul", "ol", "dl"}:
            mark = "1." if child.tag == "ol" else "-"
            lines += [*(f"{mark} {_line(item)}" for item in child.iter() if _line(item)), ""]
        elif child.tag == "pre":
            lines += ["```", child.text().strip(), "```", ""]
        else:
            level = "#" * int(child.tag[1]) + " " if child.tag[0] == "h" else ""
            lines += [f"{level}{_line(child)}", ""]
    return lines


def article(html: str) -> tuple[str, str]:
    """Give the title and the text of a page as Markdown."""
    tree = LexborHTMLParser(html)
    for unused in tree.css(_LEFT_OUT):
        unused.decompose()
    found = tree.css_first("article") or tree.body
    title = (tree.css_first("h1") or tree.css_first("title")) if found else None
    lines = _blocks(found) if found else []
    return title.text().strip() if title else "Page", re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def write(site: Path, target: Path) -> int:
    """Write every page of a site as a file of its own; return how many there are."""
    number = 0
    for path in sorted(site.rglob("index.html")):
        html = path.read_text("utf-8")
        if 'http-equiv="refresh"' in html:
            continue  # a former address
        name = path.parent.relative_to(site)
        file = target / (
            name / "index.md" if (name == Path() or any(path.parent.glob("*/index.html"))) else name.with_suffix(".md")
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        title, text = article(html)
        file.write_text(f'---\ntitle: "{title.replace(chr(34), "")}"\n---\n{text}', "utf-8")
        number += 1
    return number
