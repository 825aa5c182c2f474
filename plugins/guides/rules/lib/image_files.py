"""Looks into a picture's file: its size, what it carries, and what it would do in a browser."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from guides.diagnostics import Problem, Rule
from guides.diagnostics.rule import PICTURES
from guides.rules.lib import phone_numbers
from guides.rules.lib.phone_numbers import PHONE_UNDECLARED

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 300_000
MOST_WIDTH, MOST_HEIGHT = 1600, 2400
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
_GPS = 0x8825
"""The tag of EXIF under which the place stands."""

# Elements and attributes with which an SVG file acts, fetches or holds HTML.
_ACTIVE = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "animate", "set", "handler", "listener"}
    | {"animatemotion", "animatetransform", "image", "feimage", "use", "a", "link", "meta", "base", "discard"}
)
_FETCHES = re.compile(r"url\(\s*['\"]?(?!['\"]?#)|@import|expression\(|javascript:|data:|https?:|//", re.IGNORECASE)
_DECLARES = re.compile(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", re.IGNORECASE)


IMAGE_ACTIVE = Rule(
    "image-active",
    PICTURES,
    "An SVG file draws, and does nothing else: no scripts, no addresses, no HTML.",
    bad="<svg><script>…</script></svg>",
    good='<svg><path d="…"/></svg>',
)


def _active(what: str) -> Problem:
    fix = "Save it again as a plain drawing, without scripts, links, fonts or pictures from elsewhere."
    return Problem(IMAGE_ACTIVE, f"The SVG file has {what}.", fix)


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()


IMAGE_FORM = Rule(
    "image-form",
    PICTURES,
    "A picture is a PNG, a JPEG, a WebP or an SVG file, and ends with that name.",
    bad="films-menu.bmp",
    good="films-menu.png",
)


def _svg(raw: bytes) -> Iterator[Problem]:
    try:
        # One encoding, or a declaration could hide a tag from this reader and show it to a browser.
        text = raw.decode("utf-8-sig")
        if _DECLARES.search(text):
            yield _active("a declaration that can pull in other texts")
            return
        tree = ET.fromstring(text)  # noqa: S314 - entities were refused above
    except (UnicodeDecodeError, ET.ParseError, ValueError, RecursionError):
        yield Problem(IMAGE_FORM, "The file is not an SVG picture in UTF-8.", "Save it again as plain SVG.")
        return
    if _local(tree.tag) != "svg":
        yield Problem(IMAGE_FORM, "The file is not an SVG picture.", "Save it again as plain SVG.")
    for element in tree.iter():
        yield from _element(element)


def _element(element: ET.Element) -> Iterator[Problem]:
    name = _local(element.tag)
    if name in _ACTIVE:
        yield _active(f"an element `<{name}>`")
    for attribute, value in element.attrib.items():
        short = _local(attribute)
        if short.startswith("on"):
            yield _active(f"an attribute `{short}`, which runs a script")
        elif (short in {"href", "src"} and not value.startswith("#")) or _FETCHES.search(value):
            yield _active(f"an attribute `{short}` that leads elsewhere: `{value[:40]}`")
    for number in phone_numbers.find(" ".join(filter(None, (element.text, element.tail)))):
        yield Problem(
            PHONE_UNDECLARED,
            f"The picture shows “{number.written}”, which looks like a phone number.",
            "Take it out; numbers stand in a guide’s data, with their source.",
        )
    if name == "style" and _FETCHES.search("".join(element.itertext())):
        yield _active("a style that fetches something")


def _place(image: "Image.Image") -> bool:
    if image.getexif().get_ifd(_GPS):
        return True
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    text = xmp.decode("utf-8", "replace") if isinstance(xmp, bytes) else str(xmp)
    return "GPSLatitude" in text or "GPSCoordinates" in text


IMAGE_SIZE = Rule(
    "image-size",
    PICTURES,
    "A picture has at most 1,600 by 2,400 pixels and 300,000 bytes.",
    bad="A picture of 4,000 by 3,000 pixels",
    good="A picture of 1,200 by 900 pixels",
)
IMAGE_LOCATION = Rule(
    "image-location",
    PICTURES,
    "A picture does not carry the place where it was taken.",
    bad="A photograph with the place in its EXIF data",
    good="The same photograph without EXIF data",
)


def _raster(path: Path, ending: str) -> Iterator[Problem]:
    # A browser, in which guides are written, has no Pillow and no pictures to look into.
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            # A picture that is a bomb when unpacked is only warned of; its size is refused below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=[*{*_FORMATS.values()}]) as image:
                width, height = image.size
                kind = str(image.format)
                has_place = width * height <= MOST_WIDTH * MOST_HEIGHT * 4 and _place(image)
    except Image.DecompressionBombError:
        yield Problem(IMAGE_SIZE, "The picture has more pixels than any screen.", "Make it smaller.")
        return
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        yield Problem(IMAGE_FORM, f"The file is not a picture of the kind `{ending}`.", "Save it again as PNG.")
        return
    if kind != _FORMATS[ending]:
        fix = f"Rename it, or save it again as {_FORMATS[ending]}."
        yield Problem(IMAGE_FORM, f"The file ends with `{ending}` and is a {kind} picture.", fix)
    if width > MOST_WIDTH or height > MOST_HEIGHT:
        message = (
            f"The picture has {width:,} by {height:,} pixels; at most {MOST_WIDTH:,} by {MOST_HEIGHT:,} are shown."
        )
        yield Problem(IMAGE_SIZE, message, "Cut it to what matters, or make it smaller.")
    if has_place:
        message = "The picture carries the place where it was taken."
        yield Problem(IMAGE_LOCATION, message, "Save it again without its EXIF data.")


def inspect(path: Path, ending: str) -> Iterator[Problem]:
    """Give what is wrong with a picture's file."""
    if path.is_symlink() or not path.is_file():
        return  # reported as such
    size = path.stat().st_size
    if size > MOST_BYTES:
        message = f"The picture has {size:,} bytes; at most {MOST_BYTES:,} load fast enough."
        yield Problem(IMAGE_SIZE, message, "Make it smaller, or save it as WebP.")
    if ending == ".svg":
        if size <= MOST_BYTES:
            yield from _svg(path.read_bytes())
    elif ending in _FORMATS:
        yield from _raster(path, ending)
    else:
        message = f"`{path.name}` is not a picture that every browser shows."
        yield Problem(IMAGE_FORM, message, "Save it as PNG, JPEG, WebP or SVG.")
