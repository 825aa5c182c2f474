"""What editors are given: a task that reads the checker's findings, a form made from the model, a container."""

import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from guides.cli import pages_cms
from guides.diagnostics import Diagnostic, Severity
from guides.diagnostics.formats import as_text
from guides.model import Guide
from guides.source.schema_errors import fields_of
from support import ROOT, published


def task(label: str) -> dict[str, Any]:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    (found,) = (one for one in tasks if one["label"] == label)
    task_: dict[str, Any] = found
    return task_


def test_the_problem_matcher_reads_what_the_checker_prints() -> None:
    found = [
        Diagnostic(
            "docs/guides/a.md", 7, 3, "unknown-key", "`minute` is no field.", "So?", Severity.ERROR, "  minute: 3"
        ),
        Diagnostic("docs/guides/a.md", 9, 1, "promise", "“Always” promises.", None, Severity.WARNING),
    ]
    place, message = task("guides: check")["problemMatcher"]["pattern"]
    lines = as_text(found).splitlines()
    read = []
    for line, following in pairwise(lines):
        if match := re.match(place["regexp"], line):
            said = re.match(message["regexp"], following)
            assert said
            read.append(
                (
                    *(match[place[name]] for name in ("file", "line", "column", "severity", "code")),
                    said[message["message"]],
                )
            )
    assert read == [
        ("docs/guides/a.md", "7", "3", "error", "unknown-key", "`minute` is no field."),
        ("docs/guides/a.md", "9", "1", "warning", "promise", "“Always” promises."),
    ]


@pytest.mark.parametrize(
    "name", [".vscode/settings.json", ".vscode/extensions.json", ".devcontainer/devcontainer.json"]
)
def test_settings_are_json_and_committed(name: str) -> None:
    assert json.loads((ROOT / name).read_text(encoding="utf-8"))
    ignored = subprocess.run(["git", "check-ignore", "--quiet", name], cwd=ROOT, check=False)  # noqa: S607
    assert ignored.returncode == 1


def test_the_container_serves_the_site_with_the_command_that_there_is() -> None:
    settings = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert settings["postAttachCommand"] == "make serve"
    assert "127.0.0.1:8000" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert settings["forwardPorts"] == [8000]


def test_the_form_is_what_the_model_says() -> None:
    assert (ROOT / pages_cms.FILE).read_text(encoding="utf-8") == pages_cms.as_yaml()


@pytest.fixture(scope="module")
def configuration() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(pages_cms.as_yaml())
    return read


def test_the_form_has_every_field_and_the_text(configuration: dict[str, Any]) -> None:
    guides = configuration["content"][0]
    assert {field["name"] for field in guides["fields"]} == {*fields_of(Guide), "body"}
    assert guides["path"] == "docs/guides"
    required = [bool(field.get("required")) for field in guides["fields"]]
    assert required == sorted(required, reverse=True)
    # What a form does not know stays in the file.
    assert configuration["settings"] == {"content": {"merge": True}}


def test_the_form_has_the_limits_of_the_model(configuration: dict[str, Any]) -> None:
    fields = {field["name"]: field for field in configuration["components"]["route"]["fields"]}
    assert fields["minutes"]["options"] == {"min": 1, "max": 600}
    assert fields["login"]["type"] == "boolean"
    assert "website" in fields["via"]["options"]["values"]
    assert (fields["steps"]["component"], fields["steps"]["list"]) == ("step", {"max": 20})
    dates = {field["name"]: field for field in configuration["components"]["check"]["fields"]}
    assert dates["date"]["type"] == "date"


def test_every_component_is_there_and_used(configuration: dict[str, Any]) -> None:
    groups = [*configuration["components"].values(), *configuration["content"]]
    used = {field["component"] for group in groups for field in group["fields"] if "component" in field}
    assert used == set(configuration["components"])


def test_the_form_can_hold_every_guide(configuration: dict[str, Any]) -> None:
    """No guide of this repository has a key or a kind of value that the form lacks."""
    components = configuration["components"]

    def fits(value: object, field: dict[str, Any], place: str) -> None:
        if field.get("list"):
            assert isinstance(value, list), place
            for item in value:
                fits(item, {**field, "list": False}, place)
        elif "component" in field:
            assert isinstance(value, dict), place
            known = {one["name"]: one for one in components[field["component"]]["fields"]}
            for key, inner in value.items():
                fits(inner, known[key], f"{place}.{key}")
        elif field["type"] == "select":
            assert value in field["options"]["values"], place
        else:
            kinds = {"boolean": bool, "number": int}
            assert isinstance(value, kinds.get(field["type"], str)), place

    for number, name in enumerate(("guides", "billers")):
        known = {field["name"]: field for field in configuration["content"][number]["fields"]}
        collection = published()
        for entry in getattr(collection, name).values():
            for key, value in entry.document.data.items():
                fits(value, known[key], f"{entry.uri}: {key}")


def test_building_without_an_address_says_so_once(tmp_path: Path) -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^site:.*\n((?:\t.*\n)+)", text, re.MULTILINE)
    assert recipe
    warning = recipe[1].partition("\n\t@$(python)")[0].replace("\t@", "").replace("\\\n\t\t", "").replace("$$", "$")
    for address, said in (("", 1), ("https://guides.example/", 0)):
        done = subprocess.run(
            ["sh", "-ec", warning],  # noqa: S607
            env={"SITE_URL": address, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        )
        assert done.stderr.count("Without SITE_URL") == said
