"""The reference pages for contributors, made from the model and from the rules."""

import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from markupsafe import Markup
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guides.collection import Collection
from guides.diagnostics import Severity
from guides.model import Author, Authority, Biller, Category, Guide, Picture
from guides.model.fields import DOMAIN, EMAIL, PHONE, REGION, SLUG, as_month_or_day, as_time_zone, as_url
from guides.rules.catalog import RULES
from guides.site.lists.rows import code, macros
from guides.site.skeleton import scalar
from guides.site.text import inline
from guides.source.schema_errors import choices_of, fields_of, groups_of, models_in

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
    rows: tuple[tuple[Markup, Markup, Markup], ...]


def reachable(models: tuple[type[BaseModel], ...]) -> list[type[BaseModel]]:
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


def _limits(metadata: Iterable[object]) -> dict[str, int]:
    """Gather what bounds a value; of two bounds the narrower one holds."""
    bounds: dict[str, int] = {}
    for mark in metadata:
        for name in ("min_length", "max_length", "ge", "le"):
            value = getattr(mark, name, None)
            if isinstance(value, int):
                narrower = max if name in {"min_length", "ge"} else min
                bounds[name] = narrower(bounds.get(name, value), value)
    return bounds


def _range(bounds: Mapping[str, int], low: str, high: str) -> str:
    """Write bounds as `1–200`, `at most 200` or `at least 1`."""
    least, most = bounds.get(low), bounds.get(high)
    if least is not None and most is not None:
        return f"{least:,}–{most:,}"
    return f"at most {most:,}" if most is not None else f"at least {least:,}" if least is not None else ""


def _marks(annotation: object) -> tuple[object, list[object]]:
    """Take the layers off an annotation: the type below, and all that is said of it."""
    marks: list[object] = []
    while typing.get_origin(annotation) is typing.Annotated:
        inner, *own = typing.get_args(annotation)
        marks += own
        annotation = inner
    return annotation, marks


def _without_none(annotation: object) -> object:
    """Give the one type of a field that may be left out."""
    annotations = [one for one in typing.get_args(annotation) if one is not type(None)]
    is_choice = typing.get_origin(annotation) in {typing.Union, types.UnionType}
    return annotations[0] if is_choice and len(annotations) == 1 else annotation


def _named(annotation: object, marks: Iterable[object]) -> str:
    """Name a kind that has no size."""
    if next(models_in(annotation), None):
        return "group"
    if choices_of(annotation):
        return "word"
    plain = {bool: "true or false", date: "date, YYYY-MM-DD"}
    if isinstance(annotation, type) and annotation in plain:
        return plain[annotation]
    forms = {getattr(mark, name, None) for mark in marks for name in ("pattern", "func")}
    return next((name for form, name in _FORMS.items() if form in forms), "")


def _of(annotation: object, metadata: Iterable[object]) -> str:
    """Say what kind of value a field takes, in words."""
    annotation, marks = _marks(_without_none(annotation))
    annotation, more = _marks(_without_none(annotation))
    marks = [*metadata, *marks, *more]
    bounds = _limits(marks)
    if typing.get_origin(annotation) is tuple:
        inner = _of(typing.get_args(annotation)[0], ())
        items = _range(bounds, "min_length", "max_length")
        return f"list of {items + ' ' if items else ''}{_PLURALS.get(inner.partition(',')[0], inner)}"
    if annotation is int:
        return ", ".join(filter(None, ["whole number", _range(bounds, "ge", "le")]))
    if name := _named(annotation, marks):
        return name
    kind = "Markdown on one line" if bounds.get("max_length", 0) > _LONGEST_PLAIN else "text"
    return ", ".join(
        filter(None, [kind, f"{size} characters" if (size := _range(bounds, "min_length", "max_length")) else ""])
    )


_LONGEST_PLAIN = 300
"""Longer texts are sentences, in which bold, emphasis and links are read."""
_FORMS: Mapping[object, str] = {
    as_url: "address, https://…",
    as_month_or_day: "date, YYYY-MM-DD or YYYY-MM",
    as_time_zone: "time zone",
    SLUG: "slug",
    DOMAIN: "host",
    REGION: "region",
    PHONE: "phone number",
    EMAIL: "e-mail address",
}
_PLURALS = {
    "text": "texts",
    "group": "groups",
    "word": "words",
    "Markdown on one line": "lines of Markdown",
    "address": "addresses",
    "slug": "slugs",
    "host": "hosts",
    "region": "regions",
}


Wanted: TypeAlias = dict[type[BaseModel], dict[str, None]]
"""The fields of models of which there is no short example yet, or not of all that they are made of, in their order."""


def _uses(value: object, model: type[BaseModel], wanted: Wanted) -> Iterator[tuple[type[BaseModel], str, object]]:
    """Walk data as they were written, and give each use of a field that is wanted."""
    if isinstance(value, list):
        for item in value:
            yield from _uses(item, model, wanted)
    if not isinstance(value, Mapping):
        return
    groups = groups_of(model)
    here = wanted.setdefault(model, dict.fromkeys(fields_of(model)))
    for name in [name for name in here if name in value]:
        if name not in groups:
            yield model, name, value[name]
            continue
        yield from _uses(value[name], groups[name], wanted)
        if wanted.get(groups[name]) == {}:
            here.pop(name, None)


def _examples(collection: Collection) -> Mapping[tuple[type[BaseModel], str], str]:
    """Find an example of each field in the guides themselves: the first that is short, else the shortest."""
    documents: list[tuple[type[BaseModel], object]] = [
        *((Guide, entry.document.data) for entry in collection.guides.values()),
        *((Biller, entry.document.data) for entry in collection.billers.values()),
        *((Category, entry.document.data) for entry in collection.categories.values()),
        *((Author, author.model_dump(mode="json", exclude_unset=True)) for author in collection.authors.values()),
        *(
            (Authority, authority.model_dump(mode="json", exclude_unset=True))
            for authority in collection.authorities.values()
        ),
    ]
    examples: dict[tuple[type[BaseModel], str], str] = {}
    wanted: Wanted = {}
    for top, data in documents:
        for model, name, value in _uses(data, top, wanted):
            best = len(examples.get((model, name), "x" * _NEVER))
            if isinstance(value, str) and len(name) + 2 + len(value) >= best:
                continue
            least = _limits(fields_of(model)[name].metadata).get("min_length", 1)
            written = f"{name}: {_written(value[:least] if isinstance(value, list) else value)}"
            examples[model, name] = min(examples.get((model, name), written), written, key=len)
            if len(examples[model, name]) <= _LONGEST_EXAMPLE:
                wanted[model].pop(name, None)
    return examples


_LONGEST_EXAMPLE, _NEVER = 80, 10_000


def _written(value: object) -> str:
    """Write a value as it stands in a guide."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    # Other programs read a date here and need quotes around it to leave it a text; the checker does not.
    return text if isinstance(value, int) or _DATE.fullmatch(text) else scalar(text)


_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")


_FALLBACK: Mapping[str, str] = {
    "date": "2026-11-23",
    "whole number": "3",
    "true or false": "true",
    "address": "https://www.example.com/account",
    "host": "example.com",
    "slug": "name-of-it",
    "region": "US",
    "phone number": '"+18005551234"',
    "e-mail address": "help@example.com",
    "time zone": "America/Los_Angeles",
}
"""Examples of what no guide has used yet, by kind."""


RARE: Mapping[str, str] = {
    "Guide.disclaimer": "Plans that a school pays for are different.",
    "Guide.former_slugs": "[hbo-max]",
    "Guide.no_website": "The company sells through app stores only.",
    "Guide.save_first": "[The files in your trash]",
    "Dispute.what": "The FTC says in a complaint of 2025 that the way to cancel is hidden.",
    "Ignored.rule": "promise",
    "Ignored.reason": "The word stands in the name of the plan.",
    "FormerName.until": '"2020"',
    "Retired.reason": "The service closed.",
    "Retired.date": "2026-11-23",
    "Retired.replaced_by": "hbo-max",
    "Author.bio": "Has answered letters about subscriptions at a consumer centre.",
    "Author.links": "[https://example.com/about-me]",
    "Picture.author": "The Editors",
    "Phone.extension": '"904"',
    "Message.text": "STOP",
}
"""Examples of what few guides use."""


def _example(
    model: type[BaseModel], name: str, info: FieldInfo, examples: Mapping[tuple[type[BaseModel], str], str]
) -> str:
    """Give a line that could stand in a guide; nothing where a field is a group, whose fields have examples."""
    if next(models_in(info.annotation), None):
        return ""
    if (model, name) in examples:
        return examples[model, name]
    # What a biller's guide shares with a service's has one example.
    owner = Guide if model is Biller and name in fields_of(Guide) else model
    if (owner, name) in examples:
        return examples[owner, name]
    if rare := RARE.get(f"{owner.__name__}.{name}"):
        return f"{name}: {rare}"
    words = choices_of(info.annotation)
    kind = _of(info.annotation, info.metadata)
    told = re.search(r"`([^`]+)`", info.description or "")
    value = words[0] if words else _FALLBACK.get(kind.partition(",")[0]) or (scalar(told[1]) if told else "A text")
    return f"{name}: [{value}]" if kind.startswith("list") else f"{name}: {value}"


def _rows(
    model: type[BaseModel], examples: Mapping[tuple[type[BaseModel], str], str]
) -> Iterator[tuple[Markup, Markup, Markup]]:
    """Give the fields of a model, those that must be there first."""
    for name, info in sorted(fields_of(model).items(), key=lambda field: not field[1].is_required()):
        marks = ", ".join(filter(None, ["required" if info.is_required() else "", _of(info.annotation, info.metadata)]))
        words = ", ".join(f"`{word}`" for word in choices_of(info.annotation))
        texts = [code(info.description or ""), code(f"One of {words}.") if words else Markup()]
        texts += [
            Markup('See <a href="#{}">{}</a>.').format(inner.__name__.lower(), inner.__name__)
            for inner in models_in(info.annotation)
        ]
        example = _example(model, name, info, examples)
        shown = Markup("<code>{}</code>").format(example) if example else Markup()
        yield macros().field(name, marks), Markup(" ").join(filter(None, texts)), shown


def fields(collection: Collection) -> Markup:
    """Describe every field of every model."""
    examples = _examples(collection)
    described = [
        Described(
            _TITLES.get(model, model.__name__),
            model.__name__.lower(),
            code((model.__doc__ or "").split("\n")[0]),
            tuple(_rows(model, examples)),
        )
        for model in reachable(tuple(_TITLES))
    ]
    return macros().fields(described)  # type: ignore[no-any-return]


def rules() -> Markup:
    """Describe every rule of the checker, each with an example that breaks it and one that does not."""
    html = Markup()
    category = ""
    for rule in RULES.values():
        if rule.category != category:
            category = rule.category
            html += Markup("<h2>{}</h2>").format(category)
        marks = [
            "warning" if rule.severity is Severity.WARNING else "",
            "can be silenced" if rule.suppressible else "",
        ]
        shown = ", ".join(filter(None, marks))
        html += Markup('<h3 id="{}"><code>{}</code></h3>').format(rule.id, rule.id)
        html += Markup("<p>{}{}</p>").format(code(rule.description), inline(f" *({shown})*" if shown else ""))
        for title, example in (("Not so:", rule.bad), ("But so:", rule.good)):
            html += Markup("<p>{}</p><pre><code>{}</code></pre>").format(title, example.rstrip("\n"))
    return html
