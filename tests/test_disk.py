"""What a page becomes when it has to open from a disk."""

from pathlib import Path

import pytest

from guides.site.outputs import disk


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../netflix/">', '<a href="../netflix/index.html">'),
        ('<a href="../netflix/#website">', '<a href="../netflix/index.html#website">'),
        ('<a href="../../services/?s=a&amp;b">', '<a href="../../services/index.html?s=a&amp;b">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<form action="./">', '<form action="./index.html">'),
        ('<meta content="0; url=../apple/">', '<meta content="0; url=../apple/index.html">'),
        ('<script data-to="../apple/">', '<script data-to="../apple/index.html">'),
        ('<a href="#steps">', '<a href="#steps">'),
        ('<a href="https://films.example/">', '<a href="https://films.example/">'),
        ('<a href="mailto:a@films.example">', '<a href="mailto:a@films.example">'),
        ('<a href="../../feeds/changes.atom">', '<a href="../../feeds/changes.atom">'),
        ('<p>href="../"</p>', '<p>href="../"</p>'),
    ],
)
def test_a_link_names_the_file_of_a_folder(before: str, after: str) -> None:
    assert disk.page(before) == after


def test_scripts_are_classic_and_what_they_fetch_comes_before_them() -> None:
    head = '<script src="../../a/frame.js"></script>'
    head += '<script type="module" src="../../a/one.js" blocking="render"></script>'
    expected = (
        '<script src="../../a/frame.js"></script><script defer src="../../assets/inside.js"></script>'
        '<script defer src="../../a/one.js"></script><script defer src="../../a/two.js"></script>'
    )
    assert disk.page(f'{head}<script src="../../a/two.js" type="module" async></script>') == expected


def test_without_a_site_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(disk.DiskError, match="build it first: make site"):
        disk.archive(tmp_path, tmp_path, "site")
