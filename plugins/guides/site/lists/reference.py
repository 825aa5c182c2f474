"""The reference pages for contributors, made from the model and from the rules."""

import typing
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guides.diagnostics import Severity
from guides.model import Author, Authority, Biller, Category, Guide, Picture
from guides.rules.catalog import RULES
from guides.site.lists.rows import code, macros
from guides.site.text import inline
from guides.source.schema_errors import choices_of, fields_of, models_in

_TITLES: dict[type[BaseModel], str] = {
    Guide: "A guide: docs/guides/",
    Biller: "A biller: docs/billers/",
    Category: "A category: docs/categories/",
    Author: "An author: docs/about/authors.yml",
    Authority: "An authority: docs/about/authorities.yml",
    Picture: "A picture: docs/about/images.yml",
}


@dataclass(frozen=True, slots=True)
class Described:
    """One model of the reference: its heading, what it is, and its fields."""

    title: str
    anchor: str
    text: Markup
    rows: tuple[tuple[Markup, Markup], ...]


def _reachable(models: tuple[type[BaseModel], ...]) -> list[type[BaseModel]]:
    """List models and all that they are made of, each once, in the order of reading."""
    reached: list[type[BaseModel]] = []

    def visit(model: type[BaseModel]) -> None:
        if model in reached:
            return
        reached.append(model)
        for info in model.model_fields.values():
            for inner in models_in(info.annotation):
                visit(inner)

    for model in models:
        visit(model)
    return reached


def _kind(info: FieldInfo) -> str:
    annotations = (info.annotation, *typing.get_args(info.annotation))
    return "list" if any(typing.get_origin(annotation) is tuple for annotation in annotations) else ""


def _rows(model: type[BaseModel]) -> Iterator[tuple[Markup, Markup]]:
    for name, info in fields_of(model).items():
        marks = ", ".join(filter(None, ["required" if info.is_required() else "", _kind(info)]))
        words = ", ".join(f"`{word}`" for word in choices_of(info.annotation))
        texts = [code(info.description or ""), code(f"One of {words}.") if words else Markup()]
        texts += [
            Markup('See <a href="#{}">{}</a>.').format(inner.__name__.lower(), inner.__name__)  # noqa: S704 - escapes
            for inner in models_in(info.annotation)
        ]
        yield macros().field(name, marks), Markup(" ").join(filter(None, texts))


def fields() -> Markup:
    """Describe every field of every model."""
    described = [
        Described(
            _TITLES.get(model, model.__name__),
            model.__name__.lower(),
            code((model.__doc__ or "").split("\n")[0]),
            tuple(_rows(model)),
        )
        for model in _reachable(tuple(_TITLES))
    ]
    return macros().fields(described)  # type: ignore[no-any-return]


def rules() -> Markup:
    """Describe every rule of the checker, each with an example that breaks it and one that does not."""
    html = Markup()
    category = ""
    for rule in RULES.values():
        if rule.category != category:
            category = rule.category
            html += Markup("<h2>{}</h2>").format(category)  # noqa: S704 - escapes
        marks = [
            "warning" if rule.severity is Severity.WARNING else "",
            "can be silenced" if rule.suppressible else "",
        ]
        shown = ", ".join(filter(None, marks))
        html += Markup('<h3 id="{}"><code>{}</code></h3>').format(rule.id, rule.id)  # noqa: S704 - escapes
        html += Markup("<p>{}{}</p>").format(code(rule.description), inline(f" *({shown})*" if shown else ""))  # noqa: S704
        for title, example in (("Not so:", rule.bad), ("But so:", rule.good)):
            html += Markup("<p>{}</p><pre><code>{}</code></pre>").format(title, example.rstrip("\n"))  # noqa: S704 - escapes
    return html
