"""Finds what a reader could dial, however it is written.

A planted number is the worst that can stand on a page like ours, so the doubt goes against the
text: what has the shape of a number is one, whether a telephone company would give it out or
not. What else is written with digits (dates, prices, hours, articles, references) is taken out
first.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from guides.diagnostics import Rule
from guides.diagnostics.rule import CONTACTS
from guides.source.words import Joined, Words, has_any

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

FEWEST_DIGITS = 7
"""A number without its area has at least as many: 555-0142."""
_SHORT_CODE = 5
"""From so many on, digits behind “text” or “call” are dialled: 86753."""
_AREA_CODE = 2
"""Digits that a number with letters for the others has at least: `1-8OO-CANCEL`."""
_REGIONS = ("US", "GB", "AU", "DE", "FR", "IN")
"""Where numbers without a country code are looked for first; a route's regions are added."""

_ANY_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOSE_DIGITS = re.compile(r"\d(?:[\W_x]{0,4}\d){4}", re.IGNORECASE)
"""At least five digits with no more between two of them than the library allows: `030 / 12 34`."""
_DIGIT = r"[0-9]"
_GAP = r"(?:[^\w\n+,;:!?]|_){0,3}"
"""At most three signs between two digits, spaces, brackets and whatever else people put there: ` (0) `."""
_RUN = re.compile(rf"(?<![\w+])(?:\+|\(\s?)?{_DIGIT}(?:{_GAP}\n?{_DIGIT})*(?!\w)")
"""Digits that stand together, be they a number or not: `(800) 555-0142`, `12`."""
_LETTER_RUN = re.compile(r"(?<!\w)[+(]?[0-9OolI|][0-9OolI|()\[\] ./–—-]{5,40}[0-9OolI|](?!\w)")
"""Digits of which some are letters that look like them: `8OO-555-O142`."""
_LOOKS = str.maketrans("OolI|", "00111")

SHAPES = {
    "American": (r"(?:1\D{1,3})?\d{3}\D{1,3}\d{3}\D{1,3}\d{4}", "1 (800) 555 0142"),
    "American, local": (r"[2-9]\d{2}[-.]\d{4}", "555-0142"),
    "with a zero in front": (r"0\d{1,5}\D{1,3}\d{2,8}(?:\D{1,3}\d{1,8}){0,4}", "0800 123 4567"),
    "Australian, free": (r"1[38]00\D{1,3}\d{3}\D{1,3}\d{3}", "1800 123 456"),
    "digit by digit": (r"(?:\d\D{1,3}){6,}\d", "5-5-5-0-1-4-2"),
}
"""Groups as people write numbers: an expression for the whole of it, and an example."""
_SHAPES = re.compile("|".join(expression for expression, _ in SHAPES.values()))
_INSIDE = re.compile(r"(?<!\d)\d{3}\D{1,3}\d{3}\D{1,3}\d{4}(?!\d)")
"""The commonest shape, also among other digits: `in 2026 800-555-0142`."""
_LEAD = 60
"""How far before a number a word such as “call” may stand."""
_CALL = (
    r"(?i)(?:\b(?:call(?:ing)?|dial(?:ling|ing)?|phone|telephone|tel|ring|hotline|helpline|fax|toll[ -]?free|text|sms"
    r"|whatsapp|mobile|number is|support line|care line|desk|telefon[eo]?|tél|téléphone|teléfono|rufen|appelez|llame"
    r"|chiam[ai]|ligue|n[úu]mero verde"
    r"|(?:send|envoyez|envíe|invia|stuur|envie|wyślij) [“\"*A-Z]+ (?:to|au|al|naar|para|na))\b"
    r"|電話|전화)[^.!?\d\n]{0,25}$"
)
"""What stands before a number that is to be dialled: `Call them at `. Compiled when a text needs it."""
_GLUED = re.compile(r"\b(?:tel|ph|phone|call|fax|mobile|hotline|whatsapp|sms)(\+?\d[\d-]{6,})", re.IGNORECASE)
"""The same without a space: `tel8005550199`."""
_FREE = r"(?<!\w)(?:\+?1[-. ]?)?\(?(?:8(?:[0O]{2}|33|44|55|66|77|88)|0800|1[38]00)\)?"
_VANITY = re.compile(
    # In small letters only where it is joined by hyphens and called: `call 855-get-help`.
    rf"{_FREE}(?:[-. ]?[A-Z][A-Z0-9]*(?:[-. ][A-Z0-9]+)*|(?:-[a-z]+)+)(?!\w)"
)
_SPELT = re.compile(r"(?:[A-Z][-. ]?){3}")
"""Letters for the digits of a free number: `1-800-FLOWERS`."""
_WORDS = (
    r"(?:zero|oh|nought|null|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|double|triple|plus|\d{1,4})"
)
_SPOKEN = re.compile(rf"\b(?=\w){_WORDS}(?:[\s,.\-–—/]+(?:then )?(?:{_WORDS}))+\b", re.IGNORECASE)
"""Words for digits: `eight hundred, five five five, oh one four two`."""
DIGIT_WORDS = frozenset(
    {"zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "double", "triple"}
)
"""Words of which a spoken number has several."""
_AREA = re.compile(r"\d[\dO]{2,3}\W{0,2}(?:[A-Z][-. ]?[A-Z]|(?<=-)[a-z])")
"""How a number with letters for digits begins: `800-FL`, `800-F-L`."""
_DIGITS_ELSEWHERE = (
    "null eins zwei drei vier fünf sechs sieben acht neun achthundert",
    "zéro un une deux trois quatre cinq six sept huit neuf cent",
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "zero uno due tre quattro cinque sei sette otto nove",
    "nul een één twee drie vier vijf zes zeven acht negen",
    "zero um dois três quatro cinco seis sete oito nove",
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
    "noll ett två tre fyra fem sex sju åtta nio",
    "ноль один два три четыре пять шесть семь восемь девять",
    "нуль один два три чотири п'ять шість сім вісім дев'ять",
    "nula jedna jeden dva dvě tři čtyři pět šest sedm osm devět",
    "nula jeden dva tri štyri päť šesť sedem osem deväť",
    "nulla egy kettő három négy öt hat hét nyolc kilenc",
    "nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän",
    "nul en to tre fire fem seks syv otte ni åtte null sju",
    "zero unu doi trei patru cinci șase șapte opt nouă",
    "μηδέν ένα δύο τρία τέσσερα πέντε έξι επτά εφτά οκτώ οχτώ εννέα εννιά",
    "nol kosong satu dua tiga empat lima enam tujuh delapan sembilan",
    "không một hai ba bốn năm sáu bảy tám chín",
    "शून्य एक दो तीन चार पाँच पांच छह सात आठ नौ",
    "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة",
    "אפס אחת אחד שתיים שלוש ארבע חמש שש שבע שמונה תשע",
    "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า",
)
"""Words for digits in the languages in which labels are quoted."""
_WORDS_ELSEWHERE = sorted({word for line in _DIGITS_ELSEWHERE for word in line.split()})
# A letter that few words begin with rules out all others at once.
_ONE_ELSEWHERE = "|".join(
    f"{letter}(?:{'|'.join(word[1:] for word in words)})"
    for letter, words in groupby(_WORDS_ELSEWHERE, key=itemgetter(0))
)
_ELSEWHERE = rf"(?:{_ONE_ELSEWHERE}|\d{{1,4}})"
_SPOKEN_ELSEWHERE = rf"(?i)\b(?=\w){_ELSEWHERE}(?:[\s,.\-–—/:]+{_ELSEWHERE}){{6,}}(?!\w)"
"""Compiled when a text needs it, which few do. A Thai word may end with a mark, behind which there is no `\\b`."""
OTHER_WORDS = frozenset(
    {
        *(
            "fünf",
            "zwei",
            "cinq",
            "huit",
            "deux",
            "ocho",
            "cinco",
            "otto",
            "due",
            "vijf",
            "twee",
            "oito",
            "dois",
            "pięć",
        ),
        *("osiem", "beş", "sekiz", "fem", "åtta", "пять", "восемь"),
        *("п'ять", "вісім", "pět", "osm", "päť", "osem", "öt", "nyolc", "viisi", "kahdeksan", "otte", "åtte", "cinci"),
        *("opt", "πέντε", "οκτώ", "οχτώ", "lima", "delapan", "năm", "tám", "पाँच", "पांच", "आठ", "خمسة", "ثمانية"),
        *("חמש", "שמונה", "ห้า", "แปด"),
    }
)
"""Words of which a number in another language’s words has one, or nearly always so; few other texts do."""
_SIGN, _SYLLABLE = "[〇零一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖]", "[공영일이삼사오육칠팔구]"
_SIGNS = rf"{_SIGN}(?:[\s\-・]?{_SIGN}){{6,}}|{_SYLLABLE}(?:\s?{_SYLLABLE}){{6,}}"
"""Signs for digits in Chinese, Japanese and Korean. Compiled when a text needs it."""
_ROMAN = re.compile(r"\b(?:[IVX]{1,4}[\s.·–-]{1,3}){6,}[IVX]{1,4}\b")
_ROMAN_ORDER = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]

NO_NUMBERS = {
    "address of a page": (r"(?<!\S)(?=\S*(?://|www\.))\S+", "https://films.example/8005550142"),
    "date and time of ISO": (r"\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?\b", "2026-11-23T10:30:00Z"),
    "date": (r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}\b(?![-./ ]?\d)", "23.11.2026"),
    "date with spaces": (r"\b\d{1,2} \d{1,2} (?:19|20)\d{2}\b", "23 11 2026"),
    "hours": (
        r"\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s?(?:-|–|to)\s?\d{1,2}[:.]\d{2})?(?![\d.])",
        "9:30 – 17:30",
    ),
    "price": (
        r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|US\$)\s?)\s?\d+(?:[.,' ]\d{3})*(?:[.,]\d{1,2})?(?![\d-])",
        "$1,234.50",
    ),
    "price with its sign behind, and per cent": (
        r"\b\d+(?:[.,' ]\d{3})*(?:[.,]\d{1,2})?\s?(?:[$€£¥₹%]|(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|percent|per cent)\b)",
        "1.234,50 €",
    ),
    "place on a map": (
        r"(?<![\d.])[-\u2212]?(?:[0-8]?\d|90)\.\d{4,8}°?\s?[NS]?,\s?[-\u2212]?(?:1[0-7]\d|\d{1,2}|180)\.\d{4,8}(?![\d.])",
        "52.520008, 13.404954",
    ),
    "great number": (r"(?<![\d(-])\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b", "1,234,567"),
    "years": (r"\b(?:19|20)\d{2}\s?(?:-|–|to|/)\s?(?:(?:19|20)\d{2}|present)\b", "2024 – 2026"),
    "round the clock": (r"\b24\s?/\s?7(?:\s?/\s?365)?\b", "24/7/365"),
    "post box": (
        r"\b(?:P\.?\s?O\.?\s?Box|Box|Postfach|BP|CP|GPO Box|Locked Bag|Private Bag)\s\d+",
        "P.O. Box 5550142",
    ),
    "numbered thing": (
        (
            r"\b(?:article|order|ticket|case|invoice|reference|ref|version|build|section|page|ISBN"
            r")\.?\s?(?:no\.?\s?|number\s?)?(?:(?:is|was|reads|like)\s)?#?"
            # A free number, or one with the code of a country, is none that a company gives an order.
            r"(?!1?8(?:00|33|44|55|66|77|88)\d{7}(?!\d)|0[89]00\d{5,7}(?!\d)|00\d{9,})\d[\d/]*(?![\d\s().-]*\d)"
        ),
        "order number 5550142",
    ),
    "paragraph of a law": (r"§+\s?\d+", "§ 312"),
    "order at Amazon": (r"\b\d{3}-\d{7}-\d{7}\b", "111-1234567-1234567"),
    "case of a year": (r"\b(?:19|20)\d{2}-\d{5,6}\b", "2025-123456"),
    "company’s number": (
        (
            r"\b(?:ABN|ACN|CNPJ|CPF|CIF|NIF|NIP|REGON|KRS|RFC|NIT|CUIT|GST|VAT|HRB|EIN|SIRET|SIREN|KvK|CIN|GSTIN|UID"
            r"|(?:company|registration) (?:no|number))\b[ :.#]*"
            r"(?:[A-Z]{2} ?)?\d[\d ./-]*"
        ),
        "ABN 51 824 753 556",
    ),
    "case of a court": (r"\b\d{1,2}:\d{2}-[a-z]{2}-\d{3,6}\b", "1:23-cv-01234"),
    "postal code of Brazil": (r"(?<![\d-])\b\d{5}-\d{3}\b(?![\d-])", "06455-911"),
    "postal code behind a state": (r"\b(?-i:[A-Z]{2})\s\d{5}(?:-\d{4})?\b", "CA 92619-4170"),
}
"""What else is written with digits, and taken out first: an expression and an example."""
_EXPRESSIONS = "|".join(expression for expression, _ in NO_NUMBERS.values())
# All of them begin where a word does, or with a digit or a sign: so most letters need not be held to each.
_OTHER = rf"(?i)(?=(?<!\w)\S|[$€£¥₹§\d\u2212-])(?:{_EXPRESSIONS})"
"""Compiled when a text needs it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: how it is written, where, and as what it would be dialled, if that is known."""

    written: str
    offset: int
    e164: str | None = None


@cache
def _library() -> Any:  # noqa: ANN401 - a module that is loaded when somebody asks has no type
    """Give what knows the numbers of all countries: it takes long to load, and most changes have no number in them."""
    return import_module("phonenumbers")


@lru_cache(maxsize=5_000)
def parse(number: str, region: str | None = None) -> "PhoneNumber | None":
    """Read a number, or nothing; several rules ask of the same ones."""
    library = _library()
    try:
        parsed: PhoneNumber = library.parse(number, region)
    except library.NumberParseException:
        return None
    return parsed


def is_valid(number: str) -> bool:
    """Whether a number in E.164 can exist."""
    parsed = parse(number)
    return parsed is not None and bool(_library().is_valid_number(parsed))


_COSTLY = {"PREMIUM_RATE": "premium", "PERSONAL_NUMBER": "personal", "PAGER": "pager’s"}
_SATELLITES = frozenset({870, 878, 881, 882, 883, 979})
"""Codes that are no country’s: ships, satellites, networks of their own, premium numbers of the world."""


def costly(number: str) -> str | None:
    """Name the kind of a number in E.164, if calling it costs much more than other calls."""
    parsed = parse(number)
    if parsed is None:
        return None
    if parsed.country_code in _SATELLITES:
        return "satellite or network"
    kind = _library().number_type(parsed)
    return next((word for name, word in _COSTLY.items() if getattr(_library().PhoneNumberType, name) == kind), None)


def homes(number: str) -> frozenset[str]:
    """Give the countries that a number in E.164 can be of; none for free numbers of the whole world.

    Free numbers of North America are good in all of its countries.
    """
    parsed = parse(number)
    if parsed is None:
        return frozenset()
    countries = _library().region_codes_for_country_code(parsed.country_code or 0)
    return frozenset(code for code in countries if len(code) == len("US") and code.isalpha())


def national(number: str) -> str:
    """Write a number as people in its country do: `(866) 273-3612`."""
    parsed = parse(number)
    if parsed is None:
        return number
    return str(_library().format_number(parsed, _library().PhoneNumberFormat.NATIONAL))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _e164(written: str, regions: Iterable[str]) -> Iterator[str]:
    """Give what a number could be dialled as, in E.164."""
    for region in (None, *regions):
        parsed = parse(written, region)
        if parsed is not None:
            yield str(_library().format_number(parsed, _library().PhoneNumberFormat.E164))


def _is_number(text: str, start: int, written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    bare = written.strip("()[] ")
    if bare.startswith("+") and len(digits) >= FEWEST_DIGITS:
        return True
    if len(digits) >= _SHORT_CODE and re.search(_CALL, text[max(0, start - _LEAD) : start]):
        return True
    if len(digits) < FEWEST_DIGITS or len(digits) > 15:  # noqa: PLR2004 - E.164 has fifteen digits at most
        return _INSIDE.search(bare) is not None
    return _SHAPES.fullmatch(bare) is not None or _INSIDE.search(bare) is not None


_PARTS = re.compile(r"(?<!\d)([2-9]\d\d)\D{1,14}([2-9]\d\d)\D{1,14}(?!(?:19|20)\d\d\b)(\d{4})(?!\d)")
"""The groups of a number with words between them: `800 (area), then 555, then 0199`."""
_DIALLED = re.compile(r"\b(?:dial|call|ring|rufen|wählen|appelez|llame|chiami|ligue)\b[^.!?\d]{0,25}$", re.IGNORECASE)


def _in_parts(text: str) -> Iterator[tuple[int, str]]:
    for match in _PARTS.finditer(text):
        if _DIALLED.search(text[max(0, match.start() - _LEAD) : match.start()]):
            yield match.start(), match.group()


def has_shape(written: str) -> bool:
    """Whether digits stand in the groups of a number, and do not only count up."""
    digits = re.sub(r"\D", "", written)
    is_counting = digits in "0123456789"
    bare = written.strip("()[] ")
    has_code = bare.startswith("+") and len(digits) >= FEWEST_DIGITS
    return not is_counting and (has_code or _SHAPES.fullmatch(bare) is not None)


def _with_letters(text: str) -> Iterator[tuple[int, str]]:
    """Give numbers that are written with letters: O for 0, FLOWERS for 3569377, eight for 8."""
    for match in _LETTER_RUN.finditer(text):
        written = match.group()
        has_both = sum(letter.isdigit() for letter in written) >= _SHORT_CODE and re.search("[OolI|]", written)
        if has_both and _is_number(text, match.start(), written.translate(_LOOKS)):
            yield match.start(), written
    for match in _VANITY.finditer(text):
        is_called = match.group().islower() and re.search(_CALL, text[max(0, match.start() - _LEAD) : match.start()])
        is_long = sum(letter.isalnum() for letter in match.group()) >= FEWEST_DIGITS
        if is_long and (is_called or _SPELT.search(match.group())):
            yield match.start(), match.group()
    for match in _SPOKEN.finditer(text):
        words = re.findall(r"[a-z]+|\d", match.group(), re.IGNORECASE)
        if len(words) >= FEWEST_DIGITS and any(word.isalpha() for word in words):
            yield match.start(), match.group()


def _glued(text: str) -> Iterator[tuple[int, str]]:
    """Give numbers without a space before them: `tel8005550199`."""
    for match in _GLUED.finditer(text):
        yield match.start(1), match.group(1)


def _written(text: str, regions: Collection[str]) -> Iterator[tuple[int, str]]:
    for match in _RUN.finditer(text):
        if _is_number(text, match.start(), match.group()):
            yield match.start(), match.group()
    yield from _with_letters(text)
    yield from _glued(text)
    yield from _in_parts(text)
    # The library looks at every text once for each country, and slowly.
    for region in regions if _CLOSE_DIGITS.search(text) else ():
        for candidate in _library().PhoneNumberMatcher(text, region, leniency=_library().Leniency.VALID):
            yield candidate.start, candidate.raw_string


PHONE_UNDECLARED = Rule(
    "phone-undeclared",
    CONTACTS,
    "A phone number stands under the `phone` of a route, with the vendor’s page as its source, and nowhere "
    "else undeclared: not in words, not in letters, not in a title.",
    bad="Call 1-800-555-0199.",
    good="Call the number that the route names.",
)


def _in_other_words(text: str, words: Iterable[str]) -> Iterator[Number]:
    """Give numbers in the words and the signs of other languages than English."""
    if has_any(text, words):
        for match in re.finditer(_SPOKEN_ELSEWHERE, text):
            if sum(letter.isalpha() for letter in match.group()) >= FEWEST_DIGITS:
                yield Number(match.group(), match.start())
    for match in _ROMAN.finditer(text) if sum(map(text.count, "IVX")) >= FEWEST_DIGITS else ():
        said = re.findall("[IVX]+", match.group())
        places = [_ROMAN_ORDER.index(one) for one in said if one in _ROMAN_ORDER]
        if places != sorted(places):  # in their order they count something
            yield Number(match.group(), match.start())
    if not text.isascii():
        yield from (Number(match.group(), match.start()) for match in re.finditer(_SIGNS, text))


def _may_have_one(text: str, digit_words: Iterable[str]) -> bool:
    """Whether a text has enough digits for a number, or words for them: to look for numbers takes much longer."""
    digits = len(_ANY_DIGIT.findall(text))
    if digits >= _SHORT_CODE or (digits >= _AREA_CODE and _AREA.search(text)):
        return True
    return sum(map(text.casefold().count, digit_words)) >= _SHORT_CODE


_NEXT_SIGN = re.compile(rf"(?:[IVX]|{_SIGN}|{_SYLLABLE})(?:(?<![IVX])|(?=[\s.·–-]{{1,3}}[IVX]))")
"""A sign for a digit in Chinese, Japanese or Korean, or a Roman number before the next one."""
_AREA_DIGITS = re.compile(r"\d\D*\d")


def likely(plain: Joined, small: Words) -> set[int]:
    """Give the numbers of the texts in which `find` may find something: those with enough digits, or words for them.

    `small` are the same texts in small letters.
    """
    places = {number for number, text in enumerate(plain.texts) if _AREA_DIGITS.search(text)}
    words = small.among(DIGIT_WORDS)
    spoken = small.having(DIGIT_WORDS)
    places |= {number for number in spoken if sum(map(small.texts[number].count, words)) >= _SHORT_CODE}
    places |= small.having(OTHER_WORDS)
    return places | {plain.number(sign.start()) for sign in _NEXT_SIGN.finditer(plain.text)}


def find(
    text: str,
    regions: Iterable[str] = (),
    digit_words: Iterable[str] = DIGIT_WORDS,
    other_words: Iterable[str] = OTHER_WORDS,
) -> list[Number]:
    """Find every number in a text, each once, with what it would be dialled as.

    `digit_words` and `other_words` are those of DIGIT_WORDS and OTHER_WORDS that the text may have, for who knows
    that others do not stand in it.
    """
    if _DAY.fullmatch(text):  # as many fields of the data are
        return []
    elsewhere = list(_in_other_words(text, other_words))
    # Most texts have too few digits for any number, and more without their dates and prices.
    if not _may_have_one(text, digit_words) or not _may_have_one(cleaned := re.sub(_OTHER, _blank, text), digit_words):
        return elsewhere
    places = tuple(dict.fromkeys((*regions, *_REGIONS)))
    enough = sum(map(str.isdigit, cleaned)) >= FEWEST_DIGITS
    numbers: dict[int, Number] = {}
    for offset, written in _written(cleaned, places if enough else ()):
        if any(
            offset < number.offset + len(number.written) and number.offset < offset + len(written)
            for number in numbers.values()
        ):
            continue
        numbers[offset] = Number(written.strip(), offset, next(_e164(written, places), None))
    return sorted([*numbers.values(), *elsewhere], key=lambda number: number.offset)


def same(number: Number, declared: Collection[str], regions: Iterable[str] = ()) -> bool:
    """Whether a number is one of those declared, in whatever form."""
    places = tuple(dict.fromkeys((*regions, *_REGIONS)))
    calling = tuple(region for known in declared if (region := _region(known)))

    def is_declared(written: str) -> bool:
        return any(option in declared for option in _e164(written, (*calling, *places)))

    # Two forms of one number side by side: “866-273-3612 (1-866-273-3612)”.
    forms = [form for form in re.split(r"\s*[()]\s*|\s/\s", number.written) if form]
    return is_declared(number.written) or (len(forms) > 1 and all(map(is_declared, forms)))


def _region(number: str) -> str | None:
    parsed = parse(number)
    region: str | None = _library().region_code_for_number(parsed) if parsed else None
    return region
