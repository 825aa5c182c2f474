"""Reads data as they were written, whether they are valid or not.

The rules that compare several fields look at these, and not at the record made from them:
when one field of a record is wrong there is no record, and a contributor would learn of the
other problems only in a second run.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from guides.model.channels import Via
from guides.model.fields import as_day
from guides.source.frontmatter import Document, Loc

_CHANNELS = {via.value: via for via in Via}


def at(data: object, *path: str) -> object:
    """Give the value below some keys, or nothing."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def value_at(data: object, loc: Loc) -> object:
    """Give the value at a place that is known to be there."""
    for part in loc:
        data = data[part]  # type: ignore[index]
    return data


def records(data: object, *path: str) -> Iterator[tuple[Loc, Mapping[str, Any]]]:
    """Give the groups of fields in a list, each with its place."""
    items = at(data, *path)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield (*path, index), item


def texts(document: Document, *path: str) -> Iterator[tuple[Loc, str]]:
    """Give the texts in a list, or the one text, below some keys, each with its place."""
    value = at(document.data, *path)
    if isinstance(value, str):
        yield path, value
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, str):
            yield (*path, index), item


def all_texts(value: object, loc: Loc = (), *, with_empty: bool = False) -> Iterator[tuple[Loc, str | None]]:
    """Give every text in the data with its place; on request also the places where a value is empty."""
    if isinstance(value, str) or (value is None and with_empty and loc):
        yield loc, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from all_texts(inner, (*loc, key), with_empty=with_empty)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from all_texts(inner, (*loc, index), with_empty=with_empty)


def merchant_key(data: Mapping[str, Any]) -> str:
    """Give the field that says who is on the bank statement: a file is a guide's or a biller's."""
    return "biller" if "biller" in data else "service"


def channel(value: object) -> Via | None:
    """Give the channel that a text names, if there is such a channel."""
    return _CHANNELS.get(value) if isinstance(value, str) else None


def day(value: object) -> date | None:
    """Give the date that a text names, if it is one."""
    try:
        return as_day(value)
    except ValueError:
        return None
