"""The workflows: pinned, with few rights, and calling commands that exist."""

import base64
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from guides import cli
from support import ROOT

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
CALLS = [
    (path.name, found[1])
    for path in FILES
    for found in re.finditer(r"\.venv/bin/guides\"? ([^>|)\n]*)", path.read_text(encoding="utf-8"))
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_who_signs_or_publishes_has_the_identity_for_it(path: Path) -> None:
    for name, job in workflow(path)["jobs"].items():
        told = json.dumps(job["steps"])
        rights = job.get("permissions", {})
        signs = "attest-build-provenance@" in told
        assert (rights.get("attestations") == "write") is signs, name
        assert (rights.get("id-token") == "write") is (signs or "deploy-pages@" in told), name
        assert not signs or set(rights) == {"id-token", "attestations"}, name


def test_what_is_published_is_what_is_signed() -> None:
    jobs = workflow(ROOT / ".github/workflows/publish.yml")["jobs"]
    assert jobs["attest"]["steps"][-1]["with"] == {"subject-path": "artifact.tar"}
    files = workflow(ROOT / ".github/workflows/release.yml")["jobs"]
    assert [files[job]["steps"][0]["with"]["name"] for job in ("attest", "release")] == ["release", "release"]


@pytest.mark.parametrize(("name", "line"), CALLS)
def test_a_workflow_calls_a_command_that_exists(name: str, line: str) -> None:
    assert cli.parser().parse_args(shlex.split(line)).command in line, name


def test_the_change_of_a_pull_request_is_judged() -> None:
    assert any("check --format github --since" in line for _, line in CALLS)


def test_no_site_is_published_without_the_search_in_its_texts() -> None:
    (build,) = (step for step in steps(ROOT / ".github/workflows/publish.yml") if "make site" in step.get("run", ""))
    assert build["env"]["TEXT_SEARCH"] == "required"
    assert "test -d site/pagefind" in build["run"]


def test_a_change_is_also_judged_by_a_checker_that_it_cannot_touch() -> None:
    """It starts from the main branch, reads the change as data, and may not write."""
    data = workflow(ROOT / ".github/workflows/review.yml")
    assert data["on"]["workflow_run"] == {"workflows": ["Tests"], "types": ["completed"]}
    judge, tell = data["jobs"]["judge"], data["jobs"]["tell"]
    assert judge["permissions"] == {"contents": "read"}
    (checkout,) = (step for step in judge["steps"] if "checkout" in step.get("uses", ""))
    assert "ref" not in checkout["with"]
    (script,) = (step["run"] for step in judge["steps"] if step.get("id") == "judge")
    assert "core.symlinks=false worktree add" in script
    # In the folder of the change nothing is started but the checker of the main branch.
    inside = script.partition("cd ../change")[2].partition('cd "$here"')[0]
    assert [line.strip().split(" ")[0] for line in inside.strip().splitlines()] == [
        "status=0",
        '"$here/.venv/bin/guides"',
    ]
    assert tell["permissions"] == {"issues": "write", "pull-requests": "write"}


def script_of(name: str, job: str, identity: str = "") -> str:
    found = [step for step in workflow(ROOT / f".github/workflows/{name}.yml")["jobs"][job]["steps"] if "run" in step]
    (step,) = (step for step in found if step.get("id", "") == identity)
    script: str = step["run"]
    return script


def bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    whole = {**environment, "PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder)}
    return subprocess.run(command, cwd=folder, env=whole, capture_output=True, text=True, check=False)


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


@needs_bash
@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("docs/guides/babbel.md", "false"),
        ("docs/guides/babbel.md\ndocs/billers/apple.md", "false"),
        ("docs/guides/babbel.md\nMakefile", "true"),
        ("docs/guides/more/babbel.md", "true"),
        ("docs/assets/x.js", "true"),
        ('"docs/guides/a\\nb.md"', "true"),
    ],
)
def test_a_change_of_guides_alone_runs_no_tests(tmp_path: Path, names: str, code: str) -> None:
    fake(tmp_path, "git", 'printf "%b\\n" "$NAMES"')
    done = bash(script_of("ci", "scope", "scope"), tmp_path, BASE="main", NAMES=names, GITHUB_OUTPUT="out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == f"code={code}\n"


def fake(folder: Path, name: str, body: str) -> None:
    """Put a program of this name before the real one; it writes down how it was called."""
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "$@" >> log\n{body}\n', encoding="utf-8")
    path.chmod(0o755)


def calls(folder: Path) -> list[str]:
    return (folder / "log").read_text(encoding="utf-8").splitlines()


HOST = """
case "$1 $2" in
  "pr list") echo "$NUMBER" ;;
  "api --paginate") echo "$OWN" ;;
esac
"""


@needs_bash
@pytest.mark.parametrize(
    ("own", "method"), [("", "POST repos/a/b/issues/7/comments"), ("99", "PATCH repos/a/b/issues/comments/99")]
)
def test_there_is_one_comment_and_no_label_but_ours(tmp_path: Path, own: str, method: str) -> None:
    fake(tmp_path, "gh", HOST)
    done = bash(
        script_of("review", "tell"),
        tmp_path,
        NUMBER="7",
        OWN=own,
        GH_REPO="a/b",
        CHANGE="0" * 40,
        RUN="https://x/1",
        BODY="said $(touch stolen) `touch stolen`",
        LABELS="guides trust admin $(touch",
    )
    assert done.returncode == 0, done.stderr
    said = calls(tmp_path)
    assert [call for call in said if "comments --field" in call or "comments/99" in call] == [
        f"api --method {method} --field body=@comment.md --silent"
    ]
    assert [call for call in said if "--add-label" in call] == [
        "pr edit 7 --add-label guides",
        "pr edit 7 --add-label trust",
    ]
    comment = (tmp_path / "comment.md").read_text(encoding="utf-8")
    assert comment.startswith("<!-- guides: review -->\nsaid $(touch stolen) `touch stolen`\n")
    assert "[this run](https://x/1#artifacts)" in comment
    assert not (tmp_path / "stolen").exists()


@needs_bash
def test_a_change_that_is_no_longer_open_is_told_nothing(tmp_path: Path) -> None:
    fake(tmp_path, "gh", HOST)
    environment = {
        "NUMBER": "",
        "OWN": "",
        "GH_REPO": "a/b",
        "CHANGE": "0" * 40,
        "RUN": "",
        "BODY": "",
        "LABELS": "guides",
    }
    assert bash(script_of("review", "tell"), tmp_path, **environment).returncode == 0
    assert len(calls(tmp_path)) == 1


SENT = {
    "is_change": True,
    "answer": None,
    "path": "docs/guides/babbel.md",
    "content": "---\nü $(touch stolen)\n---\n",
    "title": "Add a guide: babbel",
    "body": "x `touch stolen`",
}
FORM_HOST = """
case "$1 $2" in
  "pr list") echo "$TODAY" ;;
  "pr create") echo https://host.example/pull/8 ;;
  "api repos/a/b/git/ref/heads/main") echo 123abc ;;
  "api repos/a/b/contents/docs/guides/babbel.md?ref=main") echo "$OLD" ;;
esac
"""


def send(folder: Path, *, today: str = "0", old: str = "", **change: object) -> subprocess.CompletedProcess[str]:
    fake(folder, "gh", FORM_HOST)
    environment = {"GH_REPO": "a/b", "BRANCH": "main", "NUMBER": "12", "MOST": "10", "TODAY": today, "OLD": old}
    return bash(script_of("forms", "send"), folder, **environment, CHANGE=json.dumps({**SENT, **change}))


needs_jq = pytest.mark.skipif(not (shutil.which("bash") and shutil.which("jq")), reason="needs bash and jq")


@needs_jq
@pytest.mark.parametrize("old", ["", "f00"])
def test_a_form_becomes_a_branch_with_one_file_and_a_pull_request(tmp_path: Path, old: str) -> None:
    done = send(tmp_path, old=old)
    assert done.returncode == 0, done.stderr
    put = json.loads((tmp_path / "put.json").read_text(encoding="utf-8"))
    assert base64.b64decode(put.pop("content")).decode() == SENT["content"]
    assert put == {"message": SENT["title"], "branch": "form/12"} | ({"sha": old} if old else {})
    said = calls(tmp_path)
    assert (
        "api --method POST repos/a/b/git/refs --raw-field ref=refs/heads/form/12 --raw-field sha=123abc --silent"
        in said
    )
    assert f"pr create --base main --head form/12 --title {SENT['title']} --body {SENT['body']}" in said
    assert said[-1] == "issue comment 12 --body Thank you. This is the pull request: https://host.example/pull/8"
    assert not (tmp_path / "stolen").exists()


@needs_jq
def test_forms_are_bounded_in_a_day(tmp_path: Path) -> None:
    assert send(tmp_path, today="10").returncode == 0
    assert [call.split(" ")[:2] for call in calls(tmp_path)] == [["pr", "list"], ["issue", "comment"]]


@needs_jq
@pytest.mark.parametrize(
    "path", ["docs/guides/../../x.md", ".github/workflows/x.yml", "docs/guides/a.md\n../b", "docs/guides/A.md"]
)
def test_no_other_file_is_ever_written(tmp_path: Path, path: str) -> None:
    assert send(tmp_path, path=path).returncode == 1
    assert not (tmp_path / "log").exists()


@needs_jq
@pytest.mark.parametrize(("answer", "said"), [("Sorry.", ["issue comment 12 --body Sorry."]), (None, [])])
def test_an_answer_is_given_and_nothing_is_sent(tmp_path: Path, answer: str | None, said: list[str]) -> None:
    assert send(tmp_path, is_change=False, answer=answer).returncode == 0
    log = tmp_path / "log"
    assert (calls(tmp_path) if log.exists() else []) == said


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_zizmor_finds_nothing(path: Path) -> None:
    program = Path(sys.executable).with_name("zizmor")
    done = subprocess.run([program, "--offline", "--quiet", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_actionlint_finds_nothing() -> None:
    beside = Path(sys.executable).with_name("actionlint")
    program = beside if beside.exists() else shutil.which("actionlint")
    if program is None:
        pytest.skip("needs actionlint")
    done = subprocess.run([program, *FILES], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("bash") is None or shutil.which("jq") is None, reason="needs bash and jq")
@pytest.mark.parametrize("known", ["", "a1b2c3"])
def test_what_pages_were_like_is_kept_on_a_branch_of_its_own(tmp_path: Path, known: str) -> None:
    path = ROOT / ".github/workflows/watch.yml"
    steps_of_job = workflow(path)["jobs"]["tell"]["steps"]
    (script,) = (step["run"] for step in steps_of_job if "watched/memory.json" in step.get("run", ""))
    program = tmp_path / "gh"
    program.write_text(
        '#!/bin/sh\ncase "$*" in\n*PUT*) echo "$@" >> log; cat >> sent ;;\n'
        '*contents*) test -n "$KNOWN" && echo "$KNOWN" ;;\n'
        '*git/ref/*) test -n "$KNOWN" ;;\n*) echo "$@" >> log ;;\nesac\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    (tmp_path / "watched").mkdir()
    (tmp_path / "watched/memory.json").write_text("{}" * 200_000, encoding="utf-8")
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "KNOWN": known, "GH_REPO": "o/n", "GITHUB_SHA": "f00"}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
    subprocess.run([*command, "-c", script], cwd=tmp_path, env=environment, check=True)
    calls = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    put = ["api --method PUT repos/o/n/contents/watched/memory.json --input -"]
    made = [] if known else ["api repos/o/n/git/refs -f ref=refs/heads/watched -f sha=f00"]
    assert calls == [*made, *put]
    sent = (tmp_path / "sent").read_text(encoding="utf-8")
    assert sent.count('"branch": "watched"') == 1
    assert sent.count('"sha": "a1b2c3"') == (1 if known else 0)


WATCHED = """\
# Which guides rest on a page that no longer has what they quote from it.
guides/films.md:
  pages:
    - {url: "https://films.example/help?a=b", seen: 2026-11-02, gone: 2026-11-09}
"""
WATCHED_HOST = """
case "$*" in
  *"git/ref/heads/main"*) echo 123abc ;;
  *--header*) echo "$PUBLISHED" ;;
  *contents*--jq*) echo f00 ;;
  *PUT*) cat > put.json ;;
  "pr list"*) echo "$OPEN" ;;
esac
"""


def tell_readers(
    folder: Path, watched: str, published: str = "{}", is_open: str = ""
) -> subprocess.CompletedProcess[str]:
    (script,) = (
        step["run"]
        for step in workflow(ROOT / ".github/workflows/watch.yml")["jobs"]["tell"]["steps"]
        if "watched.yml" in step.get("run", "")
    )
    fake(folder, "gh", WATCHED_HOST)
    (folder / "watched.yml").write_text(watched, encoding="utf-8")
    environment = {"GH_REPO": "a/b", "BRANCH": "main", "PUBLISHED": published, "OPEN": is_open}
    return bash(script, folder, **environment)


@needs_jq
@pytest.mark.parametrize("is_open", ["", "7"])
def test_what_readers_are_told_becomes_one_pull_request(tmp_path: Path, is_open: str) -> None:
    done = tell_readers(tmp_path, WATCHED, is_open=is_open)
    assert done.returncode == 0, done.stderr
    put = json.loads((tmp_path / "put.json").read_text(encoding="utf-8"))
    assert base64.b64decode(put.pop("content")).decode() == WATCHED
    assert put == {"branch": "watched-pages", "message": "Say which pages behind guides changed", "sha": "f00"}
    opened = [call for call in calls(tmp_path) if call.startswith("pr create")]
    assert [call.startswith("pr create --base main --head watched-pages --title") for call in opened] == (
        [] if is_open else [True]
    )


@needs_jq
def test_what_readers_are_told_already_is_sent_to_nobody(tmp_path: Path) -> None:
    assert tell_readers(tmp_path, WATCHED, published=WATCHED.rstrip("\n")).returncode == 0
    assert len(calls(tmp_path)) == 1


@needs_jq
@pytest.mark.parametrize("line", ["guides/../a.md:", "editors: {name: Me}", "    - {url: https://a.example/}"])
def test_nothing_but_addresses_and_dates_is_sent(tmp_path: Path, line: str) -> None:
    assert tell_readers(tmp_path, f"{WATCHED}{line}\n").returncode == 1
    assert not (tmp_path / "log").exists()


LEFT = "- [ ] `https://lessons.example/`: the server answers 404"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("number", "body", "expected"),
    [
        ("", LEFT, ["label create watch --force", f"issue create --title Pages --label watch --body {LEFT}"]),
        ("7", LEFT, [f"issue edit 7 --body {LEFT}"]),
        ("7", "No problems.", ["issue close 7 --comment No problems."]),
        ("", "No problems.", []),
    ],
)
def test_there_is_one_issue_as_long_as_there_is_something_to_do(
    tmp_path: Path, number: str, body: str, expected: list[str]
) -> None:
    path = ROOT / ".github/workflows/watch.yml"
    (script,) = (step["run"] for step in workflow(path)["jobs"]["tell"]["steps"] if "tell()" in step.get("run", ""))
    fake = tmp_path / "gh"
    fake.write_text('#!/bin/sh\necho "$@" >> log\ncase "$2" in list) echo "$NUMBER" ;; esac\n', encoding="utf-8")
    fake.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "NUMBER": number}
    (tmp_path / "watch.md").write_text(body, encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    only = script.replace("tell recheck", "# ").replace("'Pages behind guides that are gone or changed'", "Pages")
    subprocess.run([*command[:-1], only], cwd=tmp_path, env=environment, check=True)
    calls = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert [call for call in calls if not call.startswith("issue list")] == expected
