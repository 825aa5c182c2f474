"""Finds what a reader could dial, however it is written.

A planted number is the worst that can stand on a page like ours, so the doubt goes against the
text: what has the shape of a number is one, whether a telephone company would give it out or
not. What else is written with digits (dates, prices, hours, articles, references) is taken out
first.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberMatcher

from guides.diagnostics import Rule
from guides.diagnostics.rule import CONTACTS

FEWEST_DIGITS = 7
_SHORT_CODE = 5
_AREA_CODE = 3
_REGIONS = ("US", "GB", "AU", "DE", "FR", "IN")
"""Where numbers without a country code are looked for first; a route's regions are added."""

_CLOSE_DIGITS = re.compile(r"\d(?:[\W_x]{0,4}\d){4}", re.IGNORECASE)
"""At least five digits with no more between two of them than the library allows: `030 / 12 34`."""
_ANY_DIGIT = re.compile(r"\d")
_DIGIT = r"[0-9]"
# At most three signs between two digits: spaces, brackets, and whatever else people put there.
_GAP = r"(?:[^\w\n+,;:!?]|_){0,3}"
_RUN = re.compile(rf"(?<![\w+])(?:\+|\(\s?)?{_DIGIT}(?:{_GAP}\n?{_DIGIT})*(?!\w)")
_LETTER_RUN = re.compile(r"(?<!\w)[+(]?[0-9OolI|][0-9OolI|()\[\] ./–—-]{5,40}[0-9OolI|](?!\w)")
_LOOKS = str.maketrans("OolI|", "00111")
# Groups as people write numbers: 800-555-0142, 1 (800) 555 0142, 555-0142, 0800 123 4567, 00 49 30 1234.
_SHAPES = re.compile(
    r"(?:1\D{1,3})?\d{3}\D{1,3}\d{3}\D{1,3}\d{4}"
    r"|[2-9]\d{2}[-.]\d{4}"
    r"|0\d{1,5}\D{1,3}\d{2,8}(?:\D{1,3}\d{1,8}){0,4}"
    r"|1[38]00\D{1,3}\d{3}\D{1,3}\d{3}"
    r"|(?:\d\D{1,3}){6,}\d"
)
# The commonest one also among other digits: “in 2026 800-555-0142”.
_INSIDE = re.compile(r"(?<!\d)\d{3}\D{1,3}\d{3}\D{1,3}\d{4}(?!\d)")
_LEAD = 60
"""How far before a number a word such as “call” may stand."""
_CALL = re.compile(
    r"\b(?:call(?:ing)?|dial(?:ling|ing)?|phone|telephone|tel|ring|hotline|helpline|fax|toll[ -]?free|text|sms|whatsapp"
    r"|mobile|number is|support line|care line|desk)\b[^.!?\d\n]{0,25}$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"\b(?:tel|ph|phone|call|fax|mobile|hotline|whatsapp|sms)(\+?\d[\d-]{6,})", re.IGNORECASE)
_VANITY = re.compile(
    r"(?<!\w)(?:\+?1[-. ]?)?\(?(?:8(?:00|33|44|55|66|77|88)|0800|1[38]00)\)?[-. ]?"
    r"[A-Z][A-Z0-9]*(?:[-. ][A-Z0-9]+)*(?!\w)"
)
_WORDS = (
    r"(?:zero|oh|nought|null|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|double|triple|plus|\d{1,4})"
)
_SPOKEN = re.compile(rf"\b{_WORDS}(?:[\s,.\-–—]+(?:{_WORDS}))+\b", re.IGNORECASE)

DIGIT_WORDS = (
    "zero",
    "oh",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "double",
    "triple",
)
_AREA = re.compile(r"\d{3,4}\W{0,2}[A-Z]{2}")

_OTHER = re.compile(
    # addresses of pages; ISO dates and times; other dates; hours; prices and per cent; decimal groups;
    r"(?<!\S)(?=\S*(?://|www\.))\S+"
    r"|\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?\b"
    r"|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}\b(?![-./ ]?\d)|\b\d{1,2} \d{1,2} (?:19|20)\d{2}\b"
    r"|\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s?(?:-|–|to)\s?\d{1,2}[:.]\d{2})?(?![\d.])"
    r"|(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|US\$)\s?)\s?\d+(?:[.,' ]\d{3})*(?:[.,]\d{1,2})?(?![\d-])"
    r"|\b\d+(?:[.,' ]\d{3})*(?:[.,]\d{1,2})?\s?(?:[$€£¥₹%]|(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|percent|per cent)\b)"
    r"|(?<![\d(-])\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b"
    # years; numbered things; a box number; codes of laws and standards
    r"|\b(?:19|20)\d{2}\s?(?:-|–|to|/)\s?(?:(?:19|20)\d{2}|present)\b"
    r"|\b24\s?/\s?7(?:\s?/\s?365)?\b"
    r"|\b(?:P\.?\s?O\.?\s?Box|Box|Postfach|BP|CP|GPO Box|Locked Bag|Private Bag)\s\d+"
    r"|\b(?:article|order|ticket|case|invoice|reference|ref|version|build|section|page|ISBN"
    r")\.?\s?(?:no\.?\s?|number\s?)?(?:(?:is|was|reads|like)\s)?#?\d[\d/]*(?![\d\s().-]*\d)"
    r"|§+\s?\d+|\b\d{3}-\d{7}-\d{7}\b|\b(?:19|20)\d{2}-\d{5,6}\b"
    # numbers of companies and of court cases
    r"|\b(?:ABN|ACN|VAT|HRB|EIN|SIRET|SIREN|KvK|CIN|GSTIN|UID|(?:company|registration) (?:no|number))\b[ :.#]*"
    r"(?:[A-Z]{2} ?)?\d[\d ./-]*"
    r"|\b\d{1,2}:\d{2}-[a-z]{2}-\d{3,6}\b"
    # a postal code behind the letters of a state: CA 92619-4170
    r"|\b(?-i:[A-Z]{2})\s\d{5}(?:-\d{4})?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text: how it is written, where, and as what it would be dialled, if that is known."""

    written: str
    offset: int
    e164: str | None = None


def parse(number: str, region: str | None = None) -> phonenumbers.PhoneNumber | None:
    """Read a number, or nothing."""
    try:
        return phonenumbers.parse(number, region)
    except NumberParseException:
        return None


def is_valid(number: str) -> bool:
    """Whether a number in E.164 can exist."""
    parsed = parse(number)
    return parsed is not None and phonenumbers.is_valid_number(parsed)


def national(number: str) -> str:
    """Write a number as people in its country do: `(866) 273-3612`."""
    parsed = parse(number)
    if parsed is None:
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


def _e164(written: str, regions: Iterable[str]) -> list[str]:
    """Give what a number could be dialled as, in E.164."""
    found = []
    for region in (None, *regions):
        parsed = parse(written, region)
        if parsed is not None:
            found.append(str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)))
    return found


def _is_number(text: str, start: int, written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    bare = written.strip("()[] ")
    if bare.startswith("+") and len(digits) >= FEWEST_DIGITS:
        return True
    if _CALL.search(text[max(0, start - _LEAD) : start]) and len(digits) >= _SHORT_CODE:
        return True
    if len(digits) < FEWEST_DIGITS or len(digits) > 15:  # noqa: PLR2004 - E.164 has fifteen digits at most
        return _INSIDE.search(bare) is not None
    return _SHAPES.fullmatch(bare) is not None or _INSIDE.search(bare) is not None


def _with_letters(text: str) -> Iterator[tuple[int, str]]:
    """Give numbers that are written with letters: O for 0, FLOWERS for 3569377, eight for 8."""
    for found in _LETTER_RUN.finditer(text):
        written = found.group()
        has_both = sum(letter.isdigit() for letter in written) >= _SHORT_CODE and re.search("[OolI|]", written)
        if has_both and _is_number(text, found.start(), written.translate(_LOOKS)):
            yield found.start(), written
    for found in _VANITY.finditer(text):
        if sum(letter.isalnum() for letter in found.group()) >= FEWEST_DIGITS and re.search("[A-Z]{3}", found.group()):
            yield found.start(), found.group()
    for found in _SPOKEN.finditer(text):
        words = re.findall(r"[a-z]+|\d", found.group(), re.IGNORECASE)
        if len(words) >= FEWEST_DIGITS and any(word.isalpha() for word in words):
            yield found.start(), found.group()


def _glued(text: str) -> Iterator[tuple[int, str]]:
    """Give numbers without a space before them: `tel8005550199`."""
    for found in _GLUED.finditer(text):
        yield found.start(1), found.group(1)


def _written(text: str, regions: Collection[str]) -> Iterator[tuple[int, str]]:
    for found in _RUN.finditer(text):
        if _is_number(text, found.start(), found.group()):
            yield found.start(), found.group()
    yield from _with_letters(text)
    yield from _glued(text)
    # The library looks at every text once for each country, and slowly.
    for region in regions if _CLOSE_DIGITS.search(text) else ():
        for match in PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.VALID):
            yield match.start, match.raw_string


PHONE_UNDECLARED = Rule(
    "phone-undeclared",
    CONTACTS,
    "A phone number stands under the `phone` of a route, with the vendor’s page as its source, and nowhere "
    "else undeclared: not in words, not in letters, not in a title.",
    bad="Call 1-800-555-0199.",
    good="Call the number that the route names.",
)


def find(text: str, regions: Iterable[str] = (), digit_words: Iterable[str] = DIGIT_WORDS) -> list[Found]:
    """Find every number in a text, each once, with what it would be dialled as.

    `digit_words` are those of DIGIT_WORDS that the text may have, for who knows that others do not stand in it.
    """
    # Most texts have too few digits for any number; the rest of this takes time.
    digits = len(_ANY_DIGIT.findall(text))
    has_area = digits >= _AREA_CODE and _AREA.search(text)
    if digits < _SHORT_CODE and not has_area and sum(map(text.casefold().count, digit_words)) < _SHORT_CODE:
        return []
    cleaned = _OTHER.sub(_blank, text)
    places = tuple(dict.fromkeys((*regions, *_REGIONS)))
    enough = sum(letter.isdigit() for letter in cleaned) >= FEWEST_DIGITS
    found: dict[int, Found] = {}
    for offset, written in _written(cleaned, places if enough else ()):
        if any(offset < one.offset + len(one.written) and one.offset < offset + len(written) for one in found.values()):
            continue
        options = _e164(written, places)
        found[offset] = Found(written.strip(), offset, options[0] if options else None)
    return sorted(found.values(), key=lambda one: one.offset)


def same(one: Found, declared: Collection[str], regions: Iterable[str] = ()) -> bool:
    """Whether a number is one of those declared, in whatever form."""
    places = tuple(dict.fromkeys((*regions, *_REGIONS)))
    calling = tuple(region for number in declared if (region := _region(number)))

    def is_declared(written: str) -> bool:
        return any(option in declared for option in _e164(written, (*calling, *places)))

    # Two forms of one number side by side: “866-273-3612 (1-866-273-3612)”.
    forms = [form for form in re.split(r"\s*[()]\s*|\s/\s", one.written) if form]
    return is_declared(one.written) or (len(forms) > 1 and all(map(is_declared, forms)))


def _region(number: str) -> str | None:
    parsed = parse(number)
    region: str | None = phonenumbers.region_code_for_number(parsed) if parsed else None
    return region
