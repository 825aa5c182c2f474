"""What no finished page may have, wherever it came from."""

from pathlib import Path

import pytest

from guides.site.outputs.last_look import Known, problems, read

OWN = ("https://site.example/", "https://repository.example/films", "")


def seen(folder: Path, page: str) -> list[str]:
    docs = folder / "docs"
    docs.mkdir()
    (docs / "films.md").write_text("See [help](https://films.example/help?a=1&amp;b=2).\n", encoding="utf-8")
    return list(problems(read(page), Known(docs, OWN)))


def article(content: str) -> str:
    return f'<html><script>theme()</script><article class="page">{content}</article></html>'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<script>steal()</script>", "a script of its own: <script>"),
        (
            '<script src="https://evil.example/x.js"></script>',
            "something loaded from elsewhere: https://evil.example/x.js",
        ),
        ('<img alt="" src="//evil.example/a.png">', "something loaded from elsewhere: //evil.example/a.png"),
        ('<form action="https://evil.example/"></form>', "a form that sends elsewhere: https://evil.example/"),
        ('<button formaction="https://evil.example/">', "a form that sends elsewhere: https://evil.example/"),
        ('<iframe srcdoc="x"></iframe>', "an element of a kind that no page has: <iframe>"),
        ("<style>a{}</style>", "an element of a kind that no page has: <style>"),
        ('<p onclick="steal()">', 'an attribute that acts by itself: onclick="steal()"'),
        ('<p style="position: fixed">', 'an attribute that acts by itself: style="position: fixed"'),
        ('<a href="https://evil.example/">', "an address that stands in no file: https://evil.example/"),
        (
            '<a href="https://site.example.evil.example/">',
            "an address that stands in no file: https://site.example.evil",
        ),
        ('<a href="java&#10;script:x()">', "a link that leads nowhere good: java"),
        ('<a href="http://films.example/help">', "a link that leads nowhere good: http://films.example/help"),
    ],
)
def test_what_can_hurt_is_not_published(content: str, problem: str, tmp_path: Path) -> None:
    assert any(one.startswith(problem) for one in seen(tmp_path, article(content)))


def test_what_pages_have_passes(tmp_path: Path) -> None:
    content = (
        '<script type="application/ld+json">{"url": "https://evil.example/"}</script>'
        '<script type="module" src="../assets/javascripts/a.js"></script>'
        '<form action="../guides/"></form><p style="--n:3">say onclick="this" there</p>'
        '<a href="https://films.example/help?a=1&amp;b=2">Help</a><a href="../guides/films/">Films</a>'
        '<a href="tel:+18005550142">Call</a><a href="https://repository.example/films/issues/new?title=x">Report</a>'
        '<img alt="" src="../assets/images/a.svg"><td style="text-align: right;">1</td>'
    )
    assert seen(tmp_path, article(content)) == []
