"""The workflows: pinned, with few rights, and calling commands that exist."""

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from guides import cli
from support import ROOT

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
CALLS = [
    (path.name, line.strip())
    for path in FILES
    for line in path.read_text(encoding="utf-8").splitlines()
    if ".venv/bin/guides " in line
]


def workflow(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - it makes texts only
    return read


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_are_pinned_and_say_which_version_they_are(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+){2}$", line), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_from_outside_is_pasted_into_a_script(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rights_are_few_and_those_who_write_run_nothing_of_ours(path: Path) -> None:
    data = workflow(path)
    assert data["permissions"] in ({}, "", {"contents": "read"})
    for name, job in data["jobs"].items():
        if "write" in job.get("permissions", {}).values():
            told = json.dumps(job["steps"])
            assert "checkout" not in told, name
            assert "make" not in told, name
    assert all(job.get("timeout-minutes") for job in data["jobs"].values())
    checkouts = [step for step in steps(path) if "actions/checkout" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


@pytest.mark.parametrize(("name", "line"), CALLS)
def test_a_workflow_calls_a_command_that_exists(
    name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(line.partition(".venv/bin/guides ")[2].partition(">")[0])
    monkeypatch.chdir(tmp_path)
    # It understands every word, and then finds no pages here.
    assert cli.main(words) == cli.COULD_NOT_RUN, name
    assert "there is no folder docs" in capsys.readouterr().err


def test_the_change_of_a_pull_request_is_judged() -> None:
    assert any("check --format github --since" in line for _, line in CALLS)


def test_no_site_is_published_without_the_search_in_its_texts() -> None:
    (build,) = (step for step in steps(ROOT / ".github/workflows/publish.yml") if "make site" in step.get("run", ""))
    assert build["env"]["TEXT_SEARCH"] == "required"
    assert "test -d site/pagefind" in build["run"]


LEFT = "- [ ] `https://lessons.example/`: the server answers 404"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("number", "body", "expected"),
    [
        ("", LEFT, ["label create links --force", f"issue create --title Links --label links --body {LEFT}"]),
        ("7", LEFT, [f"issue edit 7 --body {LEFT}"]),
        ("7", "No problems.", ["issue close 7 --comment No problems."]),
        ("", "No problems.", []),
    ],
)
def test_there_is_one_issue_as_long_as_there_is_something_to_do(
    tmp_path: Path, number: str, body: str, expected: list[str]
) -> None:
    (script,) = (step["run"] for step in workflow(ROOT / ".github/workflows/links.yml")["jobs"]["tell"]["steps"])
    fake = tmp_path / "gh"
    fake.write_text('#!/bin/sh\necho "$@" >> log\ncase "$2" in list) echo "$NUMBER" ;; esac\n', encoding="utf-8")
    fake.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "NUMBER": number, "LINKS": body, "STALE": "Nothing."}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    only = script.replace("tell recheck", "# ").replace("'Links that no longer lead where they should'", "Links")
    subprocess.run([*command[:-1], only], cwd=tmp_path, env=environment, check=True)
    calls = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert [call for call in calls if not call.startswith("issue list")] == expected
