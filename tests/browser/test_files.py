"""What holds for every built file, read without a browser."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from browser.checkers import HERE, apart, broken_links, html_errors
from browser.report import Problem, none
from browser.site import Site

# What a browser fetches without being asked, by attribute.
LOADING = "[src], [srcset], [poster], object[data], link[href]"
IDLE_LINKS = {"alternate", "author", "canonical", "edit", "help", "license", "next", "prev"}
OUTSIDE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
OUTSIDE_IN_CSS = re.compile(r"""(?:url\(|@import)\s*["']?(?:https?:)?//[^\s"')]+""", re.IGNORECASE)


def test_html_is_valid(site: Site) -> None:
    """No errors for the Nu HTML checker, but for what the theme brings along."""
    rest, vain = apart(html_errors(site.folder), HERE / "html-baseline.txt")
    none(rest)
    assert not vain, f"html-baseline.txt names what is mended: {vain}"


def test_no_link_or_anchor_is_broken(site: Site) -> None:
    """Every page, section and file that a page names is there."""
    none(broken_links(site))


STRAIGHT = re.compile(r"\w'\w")
FOREIGN = re.compile(r"\b(?:[kK]ündig|[rR]ésili|[wW]iderruf|[cC]ancelar|[dD]isdi|[oO]pzeg)\w*")
"""Beginnings of words for cancelling in other languages, as buttons have them."""
ENGLISH = ("", "en")


def read_aloud(node: LexborNode) -> str:
    """Give the language in which a screen reader says what stands in an element."""
    above: LexborNode | None = node
    while above is not None and not above.attributes.get("lang"):
        above = above.parent
    return (above.attributes.get("lang") or "") if above is not None else ""


def test_what_is_read_is_in_one_hand_and_its_own_language(site: Site) -> None:
    """Apostrophes are curly throughout; buttons in other languages say which."""
    problems, foreign = [], 0
    for file in site.files():
        place = str(file.relative_to(site.folder))
        tree = LexborHTMLParser(file.read_bytes())
        for verbatim in tree.css("script, style, code, pre, textarea"):
            verbatim.decompose()
        body = tree.body
        problems += [Problem("a straight apostrophe", place)] if body and STRAIGHT.search(body.text()) else []
        for label in tree.css("main strong, main em"):
            if FOREIGN.search(label.text()):
                foreign += 1
                if read_aloud(label) in ENGLISH and not label.css_first("[lang]"):
                    problems.append(Problem(f"without its language: {label.text()}", place))
    assert foreign > 10
    none(problems)


def test_no_title_says_the_same_words_twice(site: Site) -> None:
    """Search results have little room."""
    problems = []
    for file in site.files():
        title = LexborHTMLParser(file.read_bytes()).css_first("title")
        words = re.findall(r"\w+", title.text().lower()) if title else []
        threes = list(zip(words, words[1:], words[2:], strict=False))
        if not words or len(set(threes)) < len(threes):
            problems.append(Problem(" ".join(words), str(file.relative_to(site.folder))))
    none(problems)


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    """Also where no test opens the page, or a browser would only prepare a connection."""
    none(from_elsewhere(site))


def from_elsewhere(site: Site) -> list[Problem]:
    """Give the elements and style sheets that make a browser turn to another host."""
    found = [
        Problem(node.html or "", str(file.relative_to(site.folder)))
        for file in site.files()
        for node in LexborHTMLParser(file.read_bytes()).css(LOADING)
        if loads_from_elsewhere(node)
    ]
    sheets = [(file, file.read_text(encoding="utf-8")) for file in sorted(site.folder.rglob("*.css"))]
    # Only what a browser takes for a style: a page about the rules shows a bad `@import` as a text.
    sheets += [
        (file, node.attributes.get("style") or node.text())
        for file in site.files()
        for node in LexborHTMLParser(file.read_bytes()).css("style, [style]")
    ]
    found += [
        Problem(reference, str(file.relative_to(site.folder)))
        for file, text in sheets
        for reference in OUTSIDE_IN_CSS.findall(text)
    ]
    return found


def loads_from_elsewhere(node: LexborNode) -> bool:
    """Tell whether a browser would turn to another host for this element."""
    relations = set((node.attributes.get("rel") or "").split())
    if node.tag == "link" and relations and relations <= IDLE_LINKS:
        return False
    named = [node.attributes.get(name) or "" for name in ("src", "href", "poster", "data")]
    named += (node.attributes.get("srcset") or "").split(",")
    return any(OUTSIDE.match(address) for address in named)
