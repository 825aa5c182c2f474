"""What is inside a picture's file; those with pixels are drawn here, because bytes say nothing to a reader."""

from pathlib import Path

import pytest
from PIL import Image

from guides.rules.lib.image_files import MOST_BYTES, MOST_WIDTH, inspect

GPS = 0x8825


def rules(path: Path) -> list[str]:
    return [problem.rule.id for problem in inspect(path, path.suffix)]


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp"])
def test_a_small_picture_passes(name: str, tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / name)
    assert rules(tmp_path / name) == []


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp"])
def test_a_picture_that_says_where_it_was_taken_is_refused(name: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110] = "A camera"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 31.0, 12.0)})
    Image.new("RGB", (30, 20)).save(tmp_path / name, exif=exif)
    assert rules(tmp_path / name) == ["image-location"]


def test_a_camera_without_a_place_passes(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110] = "A camera"
    Image.new("RGB", (30, 20)).save(tmp_path / "a.jpg", exif=exif)
    assert rules(tmp_path / "a.jpg") == []


def test_a_picture_is_not_wider_than_any_page(tmp_path: Path) -> None:
    Image.new("1", (MOST_WIDTH + 1, 10)).save(tmp_path / "a.png")
    assert rules(tmp_path / "a.png") == ["image-size"]


def test_a_picture_is_not_heavier_than_a_page(tmp_path: Path) -> None:
    Image.effect_noise((900, 900), 100).save(tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size > MOST_BYTES
    assert rules(tmp_path / "a.png") == ["image-size"]


def test_a_picture_ends_with_the_name_of_its_kind(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png")
    (tmp_path / "a.png").rename(tmp_path / "a.jpg")
    assert rules(tmp_path / "a.jpg") == ["image-form"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    assert rules(tmp_path / "a.png") == ["image-size"]


def test_a_truncated_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert rules(tmp_path / "a.png") == ["image-form"]


@pytest.mark.parametrize(
    "element",
    [
        *("script", "foreignObject", "iframe", "object", "embed", "audio", "video", "animate", "set", "handler"),
        *("listener", "animateMotion", "animateTransform", "image", "feImage", "use", "a", "link", "meta", "base"),
        "discard",
    ],
)
def test_an_element_that_does_more_than_draw_is_refused(element: str, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><{element}/></svg>', encoding="utf-8")
    assert [problem.message for problem in inspect(path, ".svg")] == [
        f"The SVG file has an element `<{element.lower()}>`."
    ]


@pytest.mark.parametrize("element", ["path", "g", "text", "title", "linearGradient", "clipPath"])
def test_an_element_that_draws_passes(element: str, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><{element} fill="url(#a)"/></svg>', encoding="utf-8")
    assert rules(path) == []


def test_an_address_in_a_drawing_is_shown_by_its_first_forty_signs(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f'<svg><path style="fill:url(https://{"a" * 40})"/></svg>', encoding="utf-8")
    assert [problem.message for problem in inspect(path, ".svg")] == [
        f"The SVG file has an attribute `style` that leads elsewhere: `fill:url(https://{'a' * 23}`."
    ]


def test_an_svg_in_another_encoding_is_refused(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    (tmp_path / "a.svg").write_bytes(text.encode("utf-16"))
    assert [(one.rule.id, one.message, one.fix) for one in inspect(tmp_path / "a.svg", ".svg")] == [
        ("image-form", "The file is not an SVG picture in UTF-8.", "Save it again as plain SVG.")
    ]
