"""Names of services that do not exist, for measuring: as varied as real ones, and the same in every run."""

from itertools import product

_FIRST = [
    "al",
    "be",
    "bra",
    "ca",
    "clo",
    "co",
    "cra",
    "da",
    "del",
    "di",
    "dro",
    "e",
    "fa",
    "fi",
    "flo",
    "fu",
    "ga",
    "glo",
    "gra",
    "ha",
    "he",
    "hy",
    "i",
    "ja",
    "jo",
    "ka",
    "kin",
    "ki",
    "la",
    "le",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "nu",
    "o",
    "or",
    "pa",
    "pe",
    "pi",
    "plo",
    "po",
    "pro",
    "qua",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "sha",
    "si",
    "sky",
    "so",
    "spa",
    "sta",
    "su",
    "ta",
    "te",
    "ti",
    "to",
    "tri",
    "tu",
    "u",
    "ul",
    "va",
    "ve",
    "vi",
    "vo",
    "wa",
    "we",
    "wi",
    "xa",
    "ya",
    "ye",
    "zen",
    "zo",
]
_MIDDLE = [
    "bri",
    "can",
    "da",
    "del",
    "fin",
    "ga",
    "li",
    "lo",
    "ma",
    "mi",
    "na",
    "ni",
    "no",
    "pa",
    "ra",
    "ri",
    "ro",
    "sa",
    "ta",
    "ti",
    "va",
    "vi",
    "vo",
]
_LAST = [
    "a",
    "bit",
    "box",
    "by",
    "da",
    "do",
    "fit",
    "flix",
    "fy",
    "gram",
    "hub",
    "io",
    "ka",
    "kit",
    "la",
    "ly",
    "ma",
    "mo",
    "na",
    "nest",
    "o",
    "ra",
    "ro",
    "sy",
    "ta",
    "tor",
    "va",
    "via",
    "wise",
    "x",
    "zy",
]
_WORDS = ("", " Plus", " TV", " Fitness", " Music", "+", " One", " News", " Cloud", " Pass", " Online", " Academy")
_PLANS = ("Premium", "Family", "Student", "Basic", "Pro", "Annual plan", "Unlimited", "for Teams")
_STEMS = [f"{first}{middle}{last}".capitalize() for first, middle, last in product(_FIRST, _MIDDLE, _LAST)]


_UNLIKE = {1687: 20_000, 2965: 20_000}
"""Of the first 3,000, two would be taken for typing errors of others by the rule on look-alikes."""


def _stem(index: int) -> str:
    index += _UNLIKE.get(index, 0)
    # A stride without a divisor in common with the number of stems visits each of them.
    return _STEMS[index * 7919 % len(_STEMS)]


def name(index: int) -> str:
    """Give the name of a service: `Glotify TV`."""
    stem = _stem(index)
    return stem + _WORDS[index * 5 % len(_WORDS)]


def aliases(index: int) -> list[str]:
    """Give other names of the same service."""
    stem = _stem(index)
    plans = [_PLANS[(index + step) % len(_PLANS)] for step in range(1 + index % 4)]
    return [f"{stem} {plan}" for plan in plans]


_ALIKE_FROM = 3_000
"""From so many names on some are alike but for a letter, as typing errors are: their domains have another word."""


def domain(index: int) -> str:
    """Give its domain."""
    words = f"{name(index)} {_stem(index + 20_000) if index >= _ALIKE_FROM else ''}"
    return "".join(letter for letter in words.lower().replace("+", "plus") if letter.isalnum()) + ".com"


def statement(index: int) -> list[str]:
    """Give how a charge reads, for every second service."""
    return [f"{domain(index).upper()}/BILL"] if index % 2 else []
