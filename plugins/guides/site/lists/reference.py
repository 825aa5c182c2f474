"""The reference pages for contributors, made from the model and from the catalog of rules."""

import typing
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guides.diagnostics import Severity
from guides.diagnostics.catalog import RULES
from guides.model import Author, Authority, Biller, Category, Guide, Picture
from guides.site.escaping import hide, inline
from guides.source.schema_errors import choices_of, fields_of, models_in

_TITLES: dict[type[BaseModel], str] = {
    Guide: "A guide: docs/guides/",
    Biller: "A biller: docs/billers/",
    Category: "A category: docs/categories/",
    Author: "An author: docs/about/authors.yml",
    Authority: "An authority: docs/about/authorities.yml",
    Picture: "A picture: docs/about/images.yml",
}


def _reachable(models: tuple[type[BaseModel], ...]) -> list[type[BaseModel]]:
    """List models and all that they are made of, each once, in the order of reading."""
    found: list[type[BaseModel]] = []

    def visit(model: type[BaseModel]) -> None:
        if model in found:
            return
        found.append(model)
        for info in model.model_fields.values():
            for inner in models_in(info.annotation):
                visit(inner)

    for model in models:
        visit(model)
    return found


def _kind(info: FieldInfo) -> str:
    is_list = any(typing.get_origin(one) is tuple for one in (info.annotation, *typing.get_args(info.annotation)))
    return "list" if is_list else ""


def _rows(model: type[BaseModel]) -> Iterator[str]:
    for name, info in fields_of(model).items():
        marks = ", ".join(filter(None, ["required" if info.is_required() else "", _kind(info)]))
        inner = " ".join(f"See [{one.__name__}](#{one.__name__.lower()})." for one in models_in(info.annotation))
        words = ", ".join(f"`{word}`" for word in choices_of(info.annotation))
        text = " ".join(filter(None, [_code(info.description or ""), f"One of {words}." if words else "", inner]))
        yield f"| `{name}`{f' <small>{marks}</small>' if marks else ''} | {text} |"


def _code(description: str) -> str:
    """Pass the backticks of a description through, and hide everything else that Markdown would read."""
    parts = description.split("`")
    return "".join(f"`{part}`" if index % 2 else inline(part) for index, part in enumerate(parts)).replace("|", "\\|")


def fields() -> list[str]:
    """Describe every field of every model, as Markdown."""
    lines: list[str] = []
    for model in _reachable(tuple(_TITLES)):
        title = _TITLES.get(model, model.__name__)
        lines += [
            "",
            f"## {hide(title)} {{ #{model.__name__.lower()} }}",
            "",
            inline((model.__doc__ or "").split("\n")[0]),
            "",
        ]
        lines += ["| Field | What it says |", "|---|---|", *_rows(model)]
    return lines


def rules() -> list[str]:
    """Describe every rule of the checker, as Markdown."""
    lines: list[str] = []
    family = ""
    for name, info in RULES.items():
        if info.family != family:
            family = info.family
            lines += ["", f"## {hide(family)}", ""]
        marks = [
            "warning" if info.severity is Severity.WARNING else "",
            "can be silenced" if info.can_be_silenced else "",
        ]
        shown = ", ".join(filter(None, marks))
        demand = info.demand
        lines += [f"### `{name}` {{ #{name} }}", "", f"{_code(demand)}{f' *({shown})*' if shown else ''}", ""]
    return lines
