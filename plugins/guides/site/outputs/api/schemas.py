"""The description of the data for programs: a JSON Schema for each kind of file, and an OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from guides.site.links import Site
from guides.site.outputs.api import documents

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOT_PUBLISHED = frozenset({"ignore", "hide", "tags", "icon", "search", "status"})
"""Fields of a page that are about the checker or the theme."""

DOCUMENTS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "index": ("index.json", documents.Index),
    "guide": ("guides/{slug}.json", documents.GuideRecord),
    "biller": ("billers/{slug}.json", documents.BillerRecord),
    "domains": ("domains.json", documents.Domains),
    "domain": ("domains/{domain}.json", documents.Domain),
    "statements": ("statements.json", documents.Statements),
    "changes": ("changes.json", documents.Changes),
    "all": ("all.json", documents.Everything),
}
"""The name of each kind of file: its path below the root, and its form."""

_PARAMETERS = {
    "slug": ("The name of the guide, as the index has it.", "spotify"),
    "domain": ("A registered domain: `coursera.org`, not `www.coursera.org`.", "spotify.com"),
}


def _open(value: Any) -> Any:  # noqa: ANN401 - a schema is any JSON
    """Let programs take fields that are added later, and leave out what is not published."""
    if isinstance(value, list):
        return [_open(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _open(item) for key, item in value.items() if not (key == "additionalProperties" and item is False)}
    properties = kept.get("properties")
    if isinstance(properties, dict) and "slug" in properties:
        kept["properties"] = {name: item for name, item in properties.items() if name not in NOT_PUBLISHED}
    return kept


def schema(name: str, site: Site, root: str) -> dict[str, Any]:
    """Give the JSON Schema of one kind of file."""
    _, form = DOCUMENTS[name]
    described: dict[str, Any] = _open(form.model_json_schema(by_alias=True))
    return {"$schema": DIALECT, "$id": f"{site.url.rstrip('/')}/{root}/schemas/{name}.json", **described}


def _path(name: str, path: str, form: type[BaseModel]) -> dict[str, Any]:
    parameters = [
        {
            "name": parameter,
            "in": "path",
            "required": True,
            "description": words,
            "schema": {"type": "string"},
            "example": example,
        }
        for parameter, (words, example) in _PARAMETERS.items()
        if f"{{{parameter}}}" in path
    ]
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{form.__name__}"}}}
    responses: dict[str, Any] = {"200": {"description": "The file.", "content": content}}
    if parameters:
        responses["404"] = {"description": "There is no such file."}
    summary, _, more = (form.__doc__ or "").partition("\n")
    told = {"operationId": name, "summary": summary, "responses": responses}
    if more.strip():
        told["description"] = " ".join(more.split())
    return {"get": told | ({"parameters": parameters} if parameters else {})}


def open_api(site: Site, root: str) -> dict[str, Any]:
    """Describe all files as an OpenAPI 3.1 document, from which alone a client can be written."""
    forms = [(form, "validation") for _, form in DOCUMENTS.values()]
    _, defined = models_json_schema(forms, by_alias=True, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": f"{site.name}: the data",
            "version": "1.0.0",
            "summary": "How to cancel subscriptions, by service, domain or line of a bank statement.",
            "description": (
                "Files, no service: no key, no account, no limit but good manners. Addresses and meanings of version 1 "
                "stay; fields may be added, so ignore those that you do not know. `null` and a field that is absent "
                "mean the same: it is not known."
            ),
            "license": {"name": "CC BY-SA 4.0", "identifier": "CC-BY-SA-4.0"},
        },
        "servers": [{"url": f"{site.url.rstrip('/')}/{root}"}],
        "paths": {f"/{path}": _path(name, path, form) for name, (path, form) in DOCUMENTS.items()},
        "components": {"schemas": _open(defined["$defs"])},
    }
