"""Findings as SARIF 2.1.0, the form in which code hosts and editors exchange them.

Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from guides.diagnostics.catalog import RULES
from guides.diagnostics.diagnostic import Diagnostic

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def _rule(name: str) -> dict[str, Any]:
    info = RULES[name]
    silencing = (
        f"A guide can silence it under `ignore`, with `rule: {name}` and a reason."
        if info.can_be_silenced
        else "It cannot be silenced."
    )
    return {
        "id": name,
        "shortDescription": {"text": info.demand.replace("`", "")},
        "help": {
            "text": f"{info.demand} {silencing}".replace("`", ""),
            "markdown": f"**{info.family}.** {info.demand}\n\n{silencing}",
        },
        "defaultConfiguration": {"level": info.severity.value},
        "properties": {"tags": [info.family]},
    }


def _result(found: Diagnostic, index: int) -> dict[str, Any]:
    text = f"{found.message} {found.fix}" if found.fix else found.message
    region: dict[str, Any] = {"startLine": found.line, "startColumn": found.column}
    if found.source:
        region["snippet"] = {"text": found.source}
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": found.severity.value,
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(found.path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"},
                    "region": region,
                }
            }
        ],
    }
    if found.silenced:
        result["suppressions"] = [{"kind": "inSource", "justification": found.silenced}]
    return result


def as_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """Print findings as one SARIF run, with the help of every rule that exists."""
    indexes = {name: index for index, name in enumerate(RULES)}
    run = {
        "tool": {"driver": {"name": "guides", "rules": [_rule(name) for name in RULES]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, indexes[found.rule]) for found in sorted(diagnostics)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)
