"""Countries and their parts by name, as ISO 3166 has them."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pycountry

_SPOKEN = {
    "EU": "the EU",
    "EEA": "the EEA",
    "US": "the US",
    "GB": "the UK",
    "AE": "the United Arab Emirates",
    "CZ": "the Czech Republic",
    "NL": "the Netherlands",
    "PH": "the Philippines",
    "RU": "Russia",
    "TR": "Turkey",
}
"""What is called otherwise in a sentence than in the standard's table."""

_MISTAKEN = {"UK": "GB", "EL": "GR"}
"""Codes that are used, and are not the standard's."""

FEW = 3
"""How many places a heading can name."""


@cache
def _parts() -> Mapping[str, str]:
    """Give the parts of countries, as pycountry keeps them: to make an object of each takes it six times as long."""
    rows = json.loads(Path(pycountry.DATABASE_DIR, "iso3166-2.json").read_bytes())["3166-2"]
    return {row["code"]: row["name"] for row in rows}


@cache
def name(code: str) -> str | None:
    """Give the name of `KR` or `US-CA` as it stands after "in", or nothing where no place has the code."""
    if code in _SPOKEN:
        return _SPOKEN[code]
    if "-" in code:
        return _parts().get(code)
    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name) if country else None


def meant(code: str) -> str | None:
    """Give the standard's code for one that is often taken for it."""
    return _MISTAKEN.get(code)


def names(codes: Sequence[str]) -> str:
    """Give the places in a row: `Japan, South Korea and Taiwan`."""
    *others, last = (name(code) or code for code in codes)
    return f"{', '.join(others)} and {last}" if others else last


def short(codes: Sequence[str]) -> str:
    """Give the places as a heading can hold them: `Australia and New Zealand`, `parts of the US`."""
    if len(codes) <= FEW:
        return names(codes)
    countries = {code.partition("-")[0] for code in codes}
    return f"parts of {names(sorted(countries))}" if len(countries) == 1 else "some places"
