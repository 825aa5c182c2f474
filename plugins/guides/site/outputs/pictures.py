"""The picture that a link to a guide is shown with: the name, the answer, the last check. Made from our own template.

Previews take PNG and no SVG. The font lies beside, so that the picture is the same on every machine.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from guides.collection import AnyEntry, Collection
from guides.site import text, wording
from guides.site.links import Site
from guides.site.views import checks

# A browser, in which guides are written, has no Pillow and draws none of these.
if TYPE_CHECKING:
    from PIL import Image, ImageFont

ROOT = "assets/pictures"
SIZE = (1200, 630)
_EDGE, _BAR = 80, 18
_PAPER, _SOFT, _INK = 0, 2, 3
"""Shades of the one colour, from white to the darkest: with four of them a picture takes little time and space.

Most lines of a picture are blank, and Pillow tries the filters of PNG only for those that are not all zeros.
"""
_DARK = (6, 46, 37)
_PALETTE = [channel + (255 - channel) * (_INK - shade) // _INK for shade in range(_INK + 1) for channel in _DARK]
_FONTS = Path(__file__).parent / "fonts"
_RUNS = 3
"""zlib's Z_RLE."""


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415

    # The simple layout, which every build of Pillow has, or else the same bytes would need the same libraries.
    return ImageFont.truetype(_FONTS / f"{name}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _width(word: str, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(word)


@lru_cache(2000)
def _drawn(word: str, font: ImageFont.FreeTypeFont, shade: int) -> Image.Image:
    """Draw a word and the space behind it in the shades of a picture; guides are written with the same words."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    image = Image.new("P", (math.ceil(_width(word, font) + _width(" ", font)), sum(font.getmetrics())), _PAPER)
    pen = ImageDraw.Draw(image)
    # The edges of letters are smooth: the numbers of the shades are mixed as those of greys are.
    pen.fontmode = "L"
    pen.text((0, 0), word, font=font, fill=shade)
    return image


def _lines(words: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """Break a text into lines that fit; what does not fit ends with three dots."""
    width, used = SIZE[0] - 2 * _EDGE, 0.0
    lines = [""]
    for word in words.split():
        longer = used + _width(" ", font) + _width(word, font) if lines[-1] else _width(word, font)
        if longer <= width or not lines[-1]:
            lines[-1], used = f"{lines[-1]} {word}".strip(), longer
        else:
            lines.append(word)
            used = _width(word, font)
    if len(lines) > most:
        last = lines[most - 1]
        while last and font.getlength(f"{last} …") > width:
            last = last.rpartition(" ")[0]
        lines = [*lines[: most - 1], f"{last} …"]
    return lines


def draw(title: str, answer: str, foot: str) -> bytes:
    """Draw one picture."""
    from PIL import Image  # noqa: PLC0415

    image = Image.new("P", SIZE, _PAPER)
    image.putpalette(_PALETTE)
    image.paste(_INK, (0, 0, SIZE[0], _BAR))

    def write(line: str, top: int, font: ImageFont.FreeTypeFont, shade: int) -> None:
        left = float(_EDGE)
        for word in line.split():
            image.paste(_drawn(word, font, shade), (round(left), top))
            left += _width(word, font) + _width(" ", font)

    top = _EDGE
    for words, name, size, most, shade in (
        (title, "DejaVuSans-Bold", 68, 2, _INK),
        (answer, "DejaVuSans", 38, 4, _SOFT),
    ):
        font = _font(name, size)
        for line in _lines(words, font, most):
            write(line, top, font, shade)
            top += round(size * 1.35)
        top += 24
    write(foot, SIZE[1] - _EDGE - 10, _font("DejaVuSans-Bold", 30), _INK)
    file = io.BytesIO()
    # Runs of equal shades are nearly all there is; to look for more takes twice the time for a sixth of the bytes.
    image.save(file, "PNG", bits=2, compress_level=1, compress_type=_RUNS)
    return file.getvalue()


def of_entry(entry: AnyEntry, site: Site) -> bytes:
    """Draw the picture of a guide or a biller."""
    days = checks(entry.page)
    checked = f"Checked {wording.day(days[-1])} · " if days else ""
    return draw(entry.page.title, text.plain(entry.page.description), f"{checked}{site.name}")


def path(entry: AnyEntry) -> str:
    """Give where the picture of a guide or a biller is, below the site."""
    return f"{ROOT}/{entry.uri.removesuffix('.md')}.png"


OF_SITE = f"{ROOT}/site.png"


def of_site(site: Site) -> bytes:
    """Draw the picture of all other pages."""
    return draw(site.name, "Plain steps, compared with the company’s own pages and dated.", "")


def files(collection: Collection, site: Site) -> Iterator[tuple[str, bytes]]:
    """Give the picture of every guide and biller, and that of all other pages: its path, and its bytes."""
    yield OF_SITE, of_site(site)
    for entry in collection.entries():
        yield path(entry), of_entry(entry, site)
