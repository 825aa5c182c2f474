"""The kinds of value that front matter is made of.

Every string that a contributor writes has one of these types, so that a limit or a
forbidden character is decided once. None of them does any I/O.
"""

import ast
import inspect
import re
import sys
import unicodedata
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated
from urllib.parse import urlsplit

import idna
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError


@cache
def _descriptions(module: str) -> dict[str, dict[str, str]]:
    """Read the texts below the fields of a module's records; pydantic would read the module again for each of them."""
    records = (
        node for node in ast.parse(inspect.getsource(sys.modules[module])).body if isinstance(node, ast.ClassDef)
    )
    return {
        record.name: {
            field.target.id: inspect.cleandoc(text.value.value)
            for field, text in pairwise(record.body)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
            and isinstance(text.value.value, str)
        }
        for record in records
    }


class Model(BaseModel):
    """A frozen record that refuses keys it does not know. What reads it is built when it is first needed."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        revalidate_instances="never",
        defer_build=True,
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Take the text below each field as its description."""
        texts = _descriptions(cls.__module__).get(cls.__name__, {})
        for name, field in cls.model_fields.items():
            field.description = field.description or texts.get(name)


# Control characters, private-use characters (each machine shows others), lone surrogates, the marks
# that reorder text, and letters that leave no ink: none has a place in a guide. The last two can make
# a link read as another one, or split a number in two.
_FORBIDDEN_CATEGORIES = {"Cc", "Co", "Cs"}
_FORBIDDEN_MARKS = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063"
    "\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0\ufff9\ufffa\ufffb"
) | {chr(code) for code in range(0xE0000, 0xE0080)}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORTEST_ANSWER, _LONGEST_ANSWER = 30, 160
"""What search engines show of a description."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
MONTH_OR_DAY = r"^\d{4}-\d{2}(-\d{2})?$"

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LONGEST_SLUG = 60
DOMAIN = r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$"
REGION = r"^([A-Z]{2}(-[A-Z0-9]{1,3})?|EU|EEA)$"
PHONE = r"^(\+[1-9]\d{6,14}|[*#]?[0-9]{3,6}#?)$"
EMAIL = r"^[A-Za-z0-9._+-]+@([a-z0-9-]+\.)+[a-z]{2,}$"

FORMS = {
    SLUG: "lower-case letters and digits, words joined by hyphens: new-york-times.",
    DOMAIN: "a host name in lower case, without https:// and without a path: coursera.org; one with letters "
    "beyond a to z as the browser copies it: xn--mller-kva.example.",
    REGION: "a country in two capital letters (US, GB), a part of one (US-CA), EU or EEA.",
    PHONE: 'the number with its country code, without spaces, in quotes: "+18005551234"; an extension goes into '
    '`extension: "904"`, and a short number stands as it is dialled, with `country`: "150".',
    EMAIL: "an address such as help@example.com.",
}
"""What a text of each form looks like, in words for contributors."""


@lru_cache(maxsize=50_000)
def slugify(text: str) -> str:
    """Turn a name into an address: `Disney+` into `disney-plus`; empty when no letter of it is a Latin one."""
    ascii_only = unicodedata.normalize("NFKD", text.replace("+", " plus ")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:_LONGEST_SLUG].strip("-")


def bad_slug(stem: str) -> tuple[str, str] | None:
    """Say what is wrong with a file name and what would be right, or nothing."""
    if re.fullmatch(SLUG, stem) and len(stem) <= _LONGEST_SLUG:
        return None
    proposal = slugify(stem) or "name-of-the-service"
    message = (
        f"`{stem}.md` cannot be an address: it takes lower-case letters and digits, with single hyphens between words."
    )
    return message, f"Rename the file to `{proposal}.md`."


def forbidden_character(text: str) -> str | None:
    """Name the first character of a text that must not reach a page, if there is one."""
    if text.isprintable() and (text.isascii() or _FORBIDDEN_MARKS.isdisjoint(text)):  # as nearly all texts are
        return None
    for character in text:
        if character in _FORBIDDEN_MARKS or unicodedata.category(character) in _FORBIDDEN_CATEGORIES:
            unnamed = {"Co": "private-use character"}.get(unicodedata.category(character), "control character")
            return f"U+{ord(character):04X} {unicodedata.name(character, unnamed)}"
    return None


def as_line(value: object) -> object:
    """Fold the line breaks and runs of spaces that YAML's block styles leave behind; refuse what must not be seen."""
    if not isinstance(value, str):
        return value
    # Nearly all have nothing to fold, and the record has the very text of the data. Printable ones have no other space.
    if not value.isprintable() or "  " in value or value.strip(" ") != value:
        value = " ".join(value.split())
    if letter := forbidden_character(value):
        message = "has a character that must not stand in a text: {character}"
        raise PydanticCustomError("forbidden_character", message, {"character": letter})
    return value


def as_answer(value: str) -> str:
    """Read the sentence that answers a page: its length counts without the marks of bold labels."""
    length = len(value.replace("**", ""))
    if length < _SHORTEST_ANSWER:
        limit = {"field_type": "Value", "min_length": _SHORTEST_ANSWER, "actual_length": length}
        raise PydanticKnownError("too_short", limit)
    if length > _LONGEST_ANSWER:
        limit = {"field_type": "Value", "max_length": _LONGEST_ANSWER, "actual_length": length}
        raise PydanticKnownError("too_long", limit)
    return value


def as_day(value: object) -> date:
    """Read a date written YYYY-MM-DD, and nothing else that could pass for one."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise PydanticCustomError("day", "is not a date written YYYY-MM-DD")
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("day_impossible", "is a date that does not exist") from error
    # A build has no clock, and counts days and years from this one on.
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise PydanticCustomError("day_impossible", "is a date that does not exist in this site’s time")
    return day


def as_month_or_day(value: object) -> str:
    """Read a date written YYYY-MM-DD or YYYY-MM; return it as it is written."""
    text = value.isoformat() if isinstance(value, date) else value
    if not isinstance(text, str) or not re.fullmatch(MONTH_OR_DAY, text):
        raise PydanticCustomError("day_or_month", "is not a date written YYYY-MM-DD or YYYY-MM")
    as_day(text if len(text) > len("2026-11") else f"{text}-01")
    return text


@cache
def _time_zones() -> frozenset[str]:
    """Read the list that the database brings along: a machine's own may lack some, or have others."""
    return frozenset(files("tzdata").joinpath("zones").read_text("ascii").split())


def as_time_zone(value: str) -> str:
    """Read the name of a time zone of the IANA database."""
    if value not in _time_zones():
        raise PydanticCustomError("time_zone", "is not the name of a time zone, such as America/Los_Angeles or UTC")
    return value


def ascii_host(host: str) -> str:
    """Give a host as browsers ask for it: letters beyond ASCII as `xn--`, by UTS 46 as it stands today.

    The codec that comes with Python is the standard of 2003, in which `ß` is `ss`: it takes somebody
    else's host for the vendor's. A host in ASCII stays as it is, the names of servers with `_` included.
    Raises ValueError for what no host can be.
    """
    return host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")


_PLAIN_URL = re.compile(r"https://(?:[a-z0-9-]+\.)+[a-z0-9-]+(?:/[\w!#$%&()*+,./:;=?@~-]*)?", re.ASCII)


def as_url(value: str) -> str:
    """Read an https:// address of the plain form that guides use."""
    if _PLAIN_URL.fullmatch(value):  # as nearly all are
        return value
    if re.search(r"[\s<>\"'\\^`{|}]", value):
        raise PydanticCustomError("url_characters", "is not an address: it has a space, a quote or a bracket in it")
    try:
        parts = urlsplit(value)
        host = parts.hostname
        port = parts.port
    except ValueError as error:
        raise PydanticCustomError("url", "is not a web address that starts with https://") from error
    if parts.scheme != "https" or not host or "." not in host:
        raise PydanticCustomError("url", "is not a web address that starts with https://")
    if port is not None or parts.username is not None or parts.password is not None:
        raise PydanticCustomError("url_parts", "has a user name or a port in it; give the plain https:// address")
    if not host.isascii():
        # One host could read as another, so that a reviewer has to see what browsers ask for.
        try:
            how = f"Write the host as browsers send it, if it is the right one: {ascii_host(host)}."
        except ValueError:
            how = "No host has this name; copy the address again from the browser."
        raise PydanticCustomError("url_host", "has letters in its host that are not those of ASCII", {"how": how})
    return value


# A limit goes before the function: pydantic judges it by itself then, and not by two more functions for each text.
Plain = Annotated[str, StringConstraints(min_length=1, max_length=200), BeforeValidator(as_line)]
"""Plain text on one line; Markdown in it is shown as it stands."""

Inline = Annotated[str, StringConstraints(min_length=1, max_length=600), BeforeValidator(as_line)]
"""One paragraph of inline Markdown: **bold**, *emphasis* and links, nothing else."""

Searched = tuple[Annotated[Plain, StringConstraints(min_length=2, max_length=60)], ...]
"""Words that lead to a page: all words of one of the texts, in any order."""

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=_LONGEST_SLUG)]
"""Lower-case letters and digits, words joined by hyphens: `new-york-times`."""

Domain = Annotated[str, StringConstraints(pattern=DOMAIN, max_length=253)]
"""A host name without scheme or path, lower case: `coursera.org`."""

Url = Annotated[str, StringConstraints(max_length=600), AfterValidator(as_url)]
"""An https:// address without user name or port."""

Day = Annotated[
    date,
    BeforeValidator(as_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
"""A date written YYYY-MM-DD."""

MonthOrDay = Annotated[
    str, BeforeValidator(as_month_or_day), WithJsonSchema({"type": "string", "pattern": MONTH_OR_DAY})
]
"""The date that a text gives itself: YYYY-MM-DD, or YYYY-MM where it names no day."""

Region = Annotated[str, StringConstraints(pattern=REGION)]
"""A country (ISO 3166-1 alpha-2: `US`), a part of one (ISO 3166-2: `US-CA`), `EU` or `EEA`."""

PhoneNumber = Annotated[str, StringConstraints(pattern=PHONE)]
"""A phone number in E.164: `+18005551234`, or a short one that only works in a country: `150`, `*611`, `65075`."""

TimeZone = Annotated[str, AfterValidator(as_time_zone)]
"""A time zone by its name in the IANA database: `America/Los_Angeles`, `UTC`."""

Email = Annotated[str, StringConstraints(pattern=EMAIL, max_length=254)]
"""An e-mail address."""
