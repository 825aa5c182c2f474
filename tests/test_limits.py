"""Numbers that the rules and the pages keep to, each from both of its sides, and the words that name them."""

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pydantic import ValidationError

from guides.load import load
from guides.model import Deadline, Outcome
from guides.rules.contacts import declared_numbers
from guides.rules.context import Subject
from guides.rules.data_files import bad_watched
from guides.rules.fields import comments
from guides.rules.files import bad_name
from guides.rules.lib import brands, hosts, phone_numbers, tracking, urls
from guides.rules.lib.image_files import inspect
from guides.rules.style import length, promises
from guides.site import wording
from guides.site.views import money_back
from guides.source.frontmatter import parse, parse_data
from guides.source.markdown import Body
from support import SAMPLE
from test_difficulty import guide


def words_of(number: int) -> list[str]:
    data = "routes:\n  - {via: website, steps: [{action: Cancel}], check: {how: official-page}}"
    text = "a word and\n" * (number // 3) + "word " * (number % 3)
    document = parse(f"---\n{data}\n---\n{text}\n", "a.md")
    return [f"{one.message} {one.fix}" for one in length(Subject(document, Body(document), None))]


def test_a_text_has_250_to_700_words_or_is_a_note_of_100() -> None:
    assert words_of(100) == []
    (said,) = words_of(101)
    assert said == (
        "The text has 101 words; 250 to 700 answer what readers ask. "
        "Add what the steps leave open: who bills, what goes wrong, what readers ask."
    )
    assert [len(words_of(number)) for number in (249, 250, 700)] == [1, 0, 0]
    assert words_of(701) == [
        "The text has 701 words; 250 to 700 are read. Leave out what the data say already.",
    ]


def test_of_promises_five_are_told() -> None:
    document = parse(f"---\na: b\n---\n{'You always get it. Just click. ' * 4}\n", "a.md")
    told = [one.message for one in promises(Subject(document, Body(document), None))]
    always = "“always” promises what only the vendor can keep."
    assert told[:1] == [always]
    assert len(told) == 5


def told_of(path: Path) -> list[str]:
    return [f"{one.rule.id}: {one.message} {one.fix}" for one in inspect(path, path.suffix)]


def test_a_picture_has_at_most_1600_by_2400_pixels(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    for size in ((1600, 10), (10, 2400)):
        Image.new("1", size).save(path)
        assert told_of(path) == []
    for size, said in (((1601, 10), "1,601 by 10"), ((10, 2401), "10 by 2,401")):
        Image.new("1", size).save(path)
        (found,) = told_of(path)
        assert found == (
            f"image-size: The picture has {said} pixels; at most 1,600 by 2,400 are shown. "
            "Cut it to what matters, or make it smaller."
        )


def test_a_picture_has_at_most_300000_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    empty = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    path.write_bytes(empty.ljust(300_000))
    assert told_of(path) == []
    path.write_bytes(empty.ljust(300_001))
    (found,) = told_of(path)
    assert found == (
        "image-size: The picture has 300,001 bytes; at most 300,000 load fast enough. "
        "Make it smaller, or save it as WebP."
    )


def test_what_is_wrong_with_a_picture_is_said_in_full(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png")
    (tmp_path / "b.jpg").write_bytes((tmp_path / "a.png").read_bytes())
    assert told_of(tmp_path / "b.jpg") == [
        "image-form: The file ends with `.jpg` and is a PNG picture. Rename it, or save it again as JPEG."
    ]
    (tmp_path / "c.webp").write_bytes(b"no picture")
    assert told_of(tmp_path / "c.webp") == [
        "image-form: The file is not a picture of the kind `.webp`. Save it again as PNG."
    ]
    (tmp_path / "d.gif").write_bytes(b"GIF89a")
    assert told_of(tmp_path / "d.gif") == [
        "image-form: `d.gif` is not a picture that every browser shows. Save it as PNG, JPEG, WebP or SVG."
    ]
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0)})
    Image.new("RGB", (30, 20)).save(tmp_path / "e.jpeg", exif=exif)
    assert told_of(tmp_path / "e.jpeg") == [
        "image-location: The picture carries the place where it was taken. Save it again without its EXIF data."
    ]
    Image.new("1", (20_000, 20_000)).save(tmp_path / "f.png")
    assert told_of(tmp_path / "f.png") == [
        "image-size: The picture has more pixels than any screen. Make it smaller.",
    ]
    (tmp_path / "g.png").symlink_to(tmp_path / "c.webp")
    assert told_of(tmp_path / "g.png") == []
    assert told_of(tmp_path / "none.png") == []


@pytest.mark.parametrize("number", [29, 30])
def test_a_misspelt_name_is_answered_with_at_most_thirty(number: int, tmp_path: Path) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    for index in range(number):
        text = (docs / "categories/learning.md").read_text(encoding="utf-8")
        name = f"zz{index:02}"
        (docs / f"categories/{name}.md").write_text(text.replace("Learning", name), encoding="utf-8")
    path = docs / "guides/minimal.md"
    path.write_text(path.read_text(encoding="utf-8").replace("category: learning", "category: qqqq"), encoding="utf-8")
    (fix,) = [one.fix for one in load(docs)[1] if one.rule == "unknown-category"]
    names = ", ".join(["learning", *(f"zz{index:02}" for index in range(number))])
    assert fix == (
        f"Add it to docs/categories/, or choose one of: {names}."
        if number == 29
        else "Correct the name, or add it to docs/categories/."
    )


@pytest.mark.parametrize(
    ("amount", "unit", "before", "hours"),
    [
        (24, "hours", "renewal", 24.0),
        (1, "days", "renewal", 24.0),
        (5, "business-days", "renewal", 168.0),
        (1, "weeks", "term-end", 168.0),
        (1, "months", "renewal", 720.0),
    ],
)
def test_deadlines_are_compared_in_hours(amount: int, unit: str, before: str, hours: float) -> None:
    record = Deadline.model_validate({"amount": amount, "unit": unit, "before": before})
    assert wording.hours(record) == pytest.approx(hours)
    after = Deadline.model_validate({"amount": amount, "unit": unit, "after": "cancelling"})
    assert wording.hours(after) == wording.hours(None) == 0


def test_a_rule_about_money_of_48_letters_is_told_at_a_glance() -> None:
    def told(*rules: dict[str, str]) -> str:
        return money_back(guide({}, outcome={"refunds": list(rules)}))

    assert told({"rule": "x" * 48}) == Outcome(money_back="x" * 48).money_back == "x" * 48
    assert told({"rule": "x" * 49}) == "it depends on the plan"
    with pytest.raises(ValidationError):
        Outcome(money_back="x" * 49)
    assert told({"rule": "A", "where": "EU"}, {"rule": "B", "where": "EU"}) == "it depends on the plan"
    assert told({"rule": "A", "where": "EU"}, {"rule": "B", "where": "US"}) == "it depends on where you live"
    assert told({"rule": "A"}, {"rule": "B", "where": "US"}) == "it depends on the plan"


def test_what_is_no_address_or_number_gives_nothing() -> None:
    assert tracking.tracking("https://[a?utm_source=b") == []
    assert urls.nested("https://[a?u=https://b.example") == ()
    assert phone_numbers.homes("12") == frozenset()
    assert phone_numbers.national("12") == "12"
    assert hosts.host_in("https:///a") == "https:///a"
    assert hosts.host_in("www.a.example") == "www.a.example"
    assert hosts.host_in("https://www.a.example/b") == "a.example"
    assert hosts.unpuny("xn--\u00e9.example") == "xn--\u00e9.example"


def test_a_number_is_at_home_in_all_countries_that_share_its_code() -> None:
    assert phone_numbers.homes("+442079460958") == {"GB", "GG", "IM", "JE"}
    assert phone_numbers.homes("+80012345678") == frozenset()
    assert phone_numbers.national("+18662733612") == "(866) 273-3612"


@pytest.mark.parametrize(
    ("name", "host", "borrowed"),
    [
        ("Films", "films-refund.example", "Films"),
        ("Film", "film-refund.example", None),
        ("Films", "refundfilms.example", "Films"),
        ("Films", "usfilms.example", None),
        ("Films", "appfilms.example", "Films"),
        ("Films", "filmstv.example", None),
        ("Films", "filmspro.example", "Films"),
        ("Films", "films24.example", "Films"),
    ],
)
def test_a_name_of_five_letters_is_borrowed(name: str, host: str, borrowed: str | None) -> None:
    known = brands.Brands()
    known.add(name)
    assert known.borrowed(host, ()) == borrowed


def test_an_authority_of_three_letters_is_borrowed_beside_a_word_of_bait() -> None:
    known = brands.Brands()
    known.add_authority("www.ftc.gov")
    known.add_authority("xy.gov")
    named = ("ftc-refund.example", "ftc-desk.example", "ftc.example", "xy-refund.example")
    assert [known.borrowed(host, ()) for host in named] == ["www.ftc.gov", None, None, None]


@pytest.mark.parametrize(("number", "may_be_short"), [("+180055512", True), ("+1800555123", False)])
def test_up_to_nine_digits_may_be_meant_as_a_short_number(number: str, *, may_be_short: bool) -> None:
    data = f"routes:\n  - via: phone\n    phone: {{number: '{number}'}}"
    document = parse(f"---\n{data}\n---\n", "a.md")
    (found,) = declared_numbers(Subject(document, Body(document), None))
    fix = "Copy it again from the vendor’s page: + and the country code, without the 0 in front."
    more = ' A short number has no country code: number: "150", country: GB.'
    assert found.fix == f"{fix}{more if may_be_short else ''}"


@pytest.mark.parametrize(
    "word",
    [
        *("the", "my", "get", "go", "app", "apps", "web", "site", "online", "official", "info", "now", "free", "trial"),
        *("plus", "prime", "premium", "pro", "desk", "deal", "deals", "money", "back", "cash", "store", "shop", "bill"),
        *("us", "usa", "uk", "gb", "eu", "de", "fr", "in", "au", "ca", "es", "it", "nl", "br", "jp", "global", "world"),
        *("kuendigen", "abo", "konto", "hilfe", "compte", "aide", "ayuda", "contact", "call", "tv", "live", "chat"),
        *("refund", "support"),
    ],
)
def test_a_word_that_anybody_could_add_makes_no_other_name(word: str) -> None:
    known = brands.Brands()
    known.add("Films")
    assert known.borrowed(f"films-{word}.example", ()) == "Films"
    assert known.borrowed(f"{word}-films.example", ()) == "Films"
    assert known.borrowed(f"films-{word}ish.example", ()) is None


@pytest.mark.parametrize("name", ["con", "Nul", "lpt9", "com¹.txt"])
def test_what_windows_cannot_hold_is_said_with_a_name_that_it_can(name: str) -> None:
    found = bad_name(f"docs/guides/{name}.md")
    assert found is not None
    assert str(found) == (
        f"docs/guides/{name}.md:1:1: error[file-name] Windows can hold no file called `{name}.md`, so that nobody "
        f"there could fetch the project. Rename the file to `{name}-app.md`."
    )


def test_letters_that_look_like_digits_are_no_number_among_themselves() -> None:
    assert [one.written for one in phone_numbers.find("Call 8OO-555-O142.")] == ["8OO-555-O142"]
    assert list(phone_numbers.find("See III-III-IIII there.")) == []


def test_seven_digits_behind_a_plus_are_a_number() -> None:
    assert [one.written for one in phone_numbers.find("See +1234567 there, or +123456.")] == ["+1234567"]


def test_an_address_inside_another_keeps_its_letters() -> None:
    assert urls.nested("https://a.example/?u=//Xfilms.example/b") == ("https://Xfilms.example/b",)


def test_a_sentence_is_cut_on_the_last_line_of_the_data_too() -> None:
    document = parse("---\ntitle: x\ndisclaimer: Plans of schools #2 are different.\n---", "a.md")
    (found,) = comments(Subject(document, Body(document), None))
    assert (found.rule, found.line) == ("text-cut", 3)


def test_an_ending_in_other_letters_is_one_in_both_forms() -> None:
    assert hosts.owner("www.films.xn--55qx5d.cn") == "films.xn--55qx5d.cn"
    assert hosts.owner("www.films.公司.cn") == "films.公司.cn"


def test_a_name_of_four_letters_beside_a_word_of_bait_is_an_accident() -> None:
    names = hosts.Names.of(["hulu.com", "films.com"])
    assert names.imitated("hulurefund.com") is None
    assert names.imitated("filmsrefund.com") == "films.com"


def test_a_billers_page_may_be_watched() -> None:
    document = parse_data("guides/a.md: {}\nbillers/b.md: {}\nhelp/c.md: {}\nguides/d.md: {}\n", "about/watched.yml")
    files = frozenset({"guides/a.md", "billers/b.md", "help/c.md"})
    told = [bad_watched(files, document, key) for key in document.data]
    assert [one and one.message for one in told] == [
        None,
        None,
        "There is no guide `help/c.md`.",
        "There is no guide `guides/d.md`.",
    ]


@pytest.mark.parametrize(("tag", "is_place"), [("GPSLatitude", True), ("GPSCoordinates", True), ("Lens", False)])
def test_a_place_may_stand_in_other_data_of_a_picture(tag: str, tmp_path: Path, *, is_place: bool) -> None:
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", f'<x:xmpmeta exif:{tag}="52,31N"/>')
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png", pnginfo=info)
    assert [one.rule.id for one in inspect(tmp_path / "a.png", ".png")] == (["image-location"] if is_place else [])
    Image.new("RGB", (30, 20)).save(tmp_path / "a.webp", xmp=f'<x:xmpmeta exif:{tag}="52,31N"/>'.encode())
    assert [one.rule.id for one in inspect(tmp_path / "a.webp", ".webp")] == (["image-location"] if is_place else [])
