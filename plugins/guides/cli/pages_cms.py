"""The configuration of Pages CMS, a form in the browser for the files of a repository: made from the model.

Its words: https://pagescms.org/docs/configuration. Editing with it keeps what it does not know
(`merge`), and the text below the data is edited as the Markdown that it is.
"""

import types
import typing
from collections.abc import Iterable
from datetime import date
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guides.model import Biller, Guide
from guides.source.schema_errors import choices_of, fields_of, models_in

FILE = ".pages.yml"
_SENTENCE = 300
"""A text that may be longer than this is one of several lines in the form."""
_HEAD = "# Made from the model by `guides schema`; change the model, not this file.\n"


def _flat(annotation: object) -> tuple[object, list[object]]:
    """Take optional and annotated layers off a type; give what is below, and what is said of it."""
    marks: list[object] = []
    while True:
        if typing.get_origin(annotation) is typing.Annotated:
            annotation, *own = typing.get_args(annotation)
            marks += own
        elif typing.get_origin(annotation) in {typing.Union, types.UnionType}:
            (annotation,) = (one for one in typing.get_args(annotation) if one is not type(None))
        else:
            return annotation, marks


def _bound(marks: Iterable[object], name: str) -> int | None:
    return next((value for mark in marks if isinstance(value := getattr(mark, name, None), int)), None)


def _given(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _scalar(annotation: object, marks: list[object]) -> dict[str, Any]:
    """Give the type of one value, and its bounds."""
    if words := choices_of(annotation):
        return {"type": "select", "options": {"values": words}}
    if annotation is bool:
        return {"type": "boolean"}
    if annotation is int:
        options = _given(min=_bound(marks, "ge"), max=_bound(marks, "le"))
        return {"type": "number", **({"options": options} if options else {})}
    if annotation is date:
        return {"type": "date", "options": {"format": "yyyy-MM-dd"}}
    longest = _bound(marks, "max_length")
    options = _given(minlength=_bound(marks, "min_length"), maxlength=longest)
    pattern = next((value for mark in marks if isinstance(value := getattr(mark, "pattern", None), str)), None)
    kind = "text" if longest is not None and longest > _SENTENCE and pattern is None else "string"
    return {"type": kind, **_given(pattern=pattern), **({"options": options} if options else {})}


def _field(name: str, info: FieldInfo) -> dict[str, Any]:
    annotation, marks = _flat(info.annotation)
    marks = [*info.metadata, *marks]
    is_list = typing.get_origin(annotation) is tuple
    bounds: dict[str, object] = {}
    if is_list:
        bounds = _given(min=_bound(marks, "min_length"), max=_bound(marks, "max_length"))
        annotation, marks = _flat(typing.get_args(annotation)[0])
    inner = next(models_in(annotation), None)
    made = {"component": inner.__name__.lower()} if inner else _scalar(annotation, marks)
    return {
        "name": name,
        "label": name.replace("_", " ").capitalize(),
        **made,
        **({"list": bounds or True} if is_list else {}),
        **({"required": True} if info.is_required() else {}),
        **_given(description=info.description),
    }


def _fields(model: type[BaseModel]) -> list[dict[str, Any]]:
    """Give the fields of a model, those that must be there first."""
    ordered = sorted(fields_of(model).items(), key=lambda field: not field[1].is_required())
    return [_field(name, info) for name, info in ordered]


def _inner(models: Iterable[type[BaseModel]]) -> list[type[BaseModel]]:
    """List all that models are made of, each once."""
    kinds: list[type[BaseModel]] = []
    todo = [inner for model in models for info in model.model_fields.values() for inner in models_in(info.annotation)]
    while todo:
        model = todo.pop(0)
        if model not in kinds:
            kinds.append(model)
            todo += [inner for info in model.model_fields.values() for inner in models_in(info.annotation)]
    return kinds


def _collection(name: str, label: str, model: type[BaseModel], folder: str) -> dict[str, Any]:
    body = {"name": "body", "label": "Text", "type": "code", "options": {"language": "markdown"}}
    return {
        "name": name,
        "label": label,
        "type": "collection",
        "path": f"{folder}/{name}",
        "exclude": ["index.md"],
        "view": {"fields": ["title", "published"], "primary": "title"},
        "fields": [*_fields(model), body],
    }


def as_yaml(folder: str = "docs") -> str:
    """Give the configuration as the text of the committed file."""
    configuration = {
        "media": {"input": f"{folder}/assets/images", "output": "assets/images"},
        "settings": {"content": {"merge": True}},
        "components": {
            model.__name__.lower(): {"type": "object", "fields": _fields(model)} for model in _inner((Guide, Biller))
        },
        "content": [
            _collection("guides", "Guides", Guide, folder),
            _collection("billers", "Billers", Biller, folder),
        ],
    }
    return _HEAD + yaml.safe_dump(configuration, sort_keys=False, allow_unicode=True, width=120)
