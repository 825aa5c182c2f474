"""Findings as SARIF 2.1.0, the form in which code hosts and editors exchange them.

Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from guides.diagnostics.diagnostic import Diagnostic
from guides.diagnostics.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def _rule(rule: Rule) -> dict[str, Any]:
    suppressing = (
        f"A guide can silence it under `ignore`, with `rule: {rule.id}` and a reason."
        if rule.suppressible
        else "It cannot be silenced."
    )
    examples = f"Not so:\n\n````\n{rule.bad}\n````\n\nBut so:\n\n````\n{rule.good}\n````"
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.description.replace("`", "")},
        "help": {
            "text": f"{rule.description} {suppressing}".replace("`", ""),
            "markdown": f"**{rule.category}.** {rule.description}\n\n{examples}\n\n{suppressing}",
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.category]},
    }


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    text = f"{diagnostic.message} {diagnostic.fix}" if diagnostic.fix else diagnostic.message
    region: dict[str, Any] = {"startLine": diagnostic.line, "startColumn": diagnostic.column}
    if diagnostic.source:
        region["snippet"] = {"text": diagnostic.source}
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": diagnostic.severity.value,
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(diagnostic.path, errors="surrogateescape"),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": region,
                }
            }
        ],
    }
    if diagnostic.suppressed:
        result["suppressions"] = [{"kind": "inSource", "justification": diagnostic.suppressed}]
    return result


def as_sarif(diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule]) -> str:
    """Print findings as one SARIF run, with the help of every rule that exists."""
    indexes = {name: index for index, name in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "guides", "rules": [_rule(rule) for rule in rules.values()]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, indexes[diagnostic.rule]) for diagnostic in sorted(diagnostics)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)
