"""Checkers that read the built files: the Nu HTML checker and lychee."""

import json
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from browser.report import Problem, missing
from browser.site import REPOSITORY, Site
from support import locked

HERE = Path(__file__).parent


def run(*command: str | Path, cwd: Path | None = None, **told: str) -> subprocess.CompletedProcess[str]:
    """Run a tool, with what it is told in its environment, and keep what it says."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **told},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def nu() -> Path:
    """Give the Nu HTML checker, which needs Java."""
    if not shutil.which("java"):
        missing("The Nu HTML checker needs Java 17 or newer: install a Java runtime.")
    return packages() / "vnu-jar/build/dist/vnu.jar"


def packages() -> Path:
    """Give the folder of the checkers that are npm packages, got once by npm."""
    lock = (REPOSITORY / "package-lock.json").read_bytes()
    stamp = REPOSITORY / "node_modules/lock-when-installed.json"
    # Not in the folder itself: npm empties it first, and the next worker would lock another file of that name.
    with locked(REPOSITORY / ".cache/node_modules.lock"):
        if not stamp.exists() or stamp.read_bytes() != lock:
            if not shutil.which("npm"):
                missing("Some checkers come as npm packages: install Node with npm.")
            # The packages' own scripts would only look for Java.
            install = run("npm", "ci", "--ignore-scripts", cwd=REPOSITORY)
            assert install.returncode == 0, install.stderr
            stamp.write_bytes(lock)
    return REPOSITORY / "node_modules"


def type_errors(scripts: Path) -> list[str]:
    """Give what TypeScript finds wrong in the types of all scripts below a folder, which stand in their comments."""
    node = shutil.which("node")
    if not node:
        missing("TypeScript, which checks the types of the scripts, needs Node.")
    checked = run(
        *(node, packages() / "typescript/bin/tsc", "--ignoreConfig"),
        *("--allowJs", "--checkJs", "--noEmit", "--strict", "--pretty", "false"),
        *("--target", "es2024", "--lib", "es2024,dom,dom.iterable", "--module", "esnext", "--types", ""),
        *sorted(scripts.rglob("*.js")),
    )
    found = checked.stdout.splitlines()
    assert bool(found) == bool(checked.returncode), checked.stdout + checked.stderr
    return found


def style_errors(folder: Path = REPOSITORY) -> str:
    """Give what Biome would format otherwise or finds wrong in scripts and stylesheets; `biome.json` names them."""
    if not shutil.which("npm"):
        missing("Biome, which reads scripts and stylesheets, comes as an npm package: install Node with npm.")
    (program,) = (packages() / "@biomejs").glob("cli-*/biome*")
    checked = run(program, "check", "--colors=off", cwd=folder)
    return (checked.stdout + checked.stderr) if checked.returncode else ""


def node_tests(*files: Path, **told: str) -> tuple[bool, str]:
    """Run tests that Node runs, with what they are told in its environment; give whether all passed, and its words."""
    node = shutil.which("node")
    if not node:
        missing("The tests of the scripts need Node 20 or newer.")
    packages()
    done = run(node, "--test", *files, cwd=REPOSITORY, **told)
    return done.returncode == 0, done.stdout + done.stderr


def html_errors(folder: Path) -> list[Problem]:
    """Give the Nu HTML checker's errors in all HTML files below `folder`."""
    checked = run(
        *("java", "-Xss4m", "-jar", nu(), "--skip-non-html", "--errors-only", "--format", "json", folder),
    )
    try:
        messages = json.loads(checked.stderr)["messages"]
    except (ValueError, KeyError):
        pytest.fail(f"The Nu HTML checker did not run:\n{checked.stderr}")
    return sorted(problem(message, folder) for message in messages)


def problem(message: dict[str, Any], folder: Path) -> Problem:
    """Give the place of one of the Nu HTML checker's messages, with the element that it is about."""
    file = Path(unquote(urlsplit(message["url"]).path)).relative_to(folder)
    start = message.get("hiliteStart", 0)
    element = message.get("extract", "")[start : start + message.get("hiliteLength", 0)]
    return Problem(message["message"], f"{file}:{message.get('lastLine', 0)} {' '.join(element.split())}")


def apart(problems: list[Problem], baseline: Path) -> tuple[list[Problem], list[str]]:
    """Take the known problems out, and give the rest and what the baseline names in vain.

    A baseline is a file with one regular expression a line, for what and where it is;
    lines with `#` say why.
    """
    lines = baseline.read_text(encoding="utf-8").splitlines()
    known = [line for line in lines if line and not line.startswith("#")]
    rest = [each for each in problems if not any(re.search(line, " ".join(each)) for line in known)]
    vain = [line for line in known if not any(re.search(line, " ".join(each)) for each in problems)]
    return rest, vain


def broken_links(site: Site) -> list[Problem]:
    """Give links and anchors that lead nowhere within the site, found with lychee.

    The site's own full addresses (canonical links, the sitemap) are looked up in the
    built files too; other hosts are never asked.
    """
    lychee = shutil.which("lychee", path=sysconfig.get_path("scripts"))
    if not lychee:
        missing("lychee, the link checker, has no package for this system.")
    checked = run(
        lychee,
        *("--format", "json", "--no-progress", "--include-fragments"),
        *("--root-dir", site.root, "--index-files", "index.html"),
        *("--remap", f"^{re.escape(site.address)} {site.folder.as_uri()}/"),
        *("--scheme", "file"),
        "--",
        *site.files(),
        *site.folder.glob("sitemap.xml"),
        cwd=site.root,
    )
    try:
        report = json.loads(checked.stdout)
    except ValueError:
        pytest.fail(f"lychee did not run:\n{checked.stderr}")
    assert report["total"], "lychee found no link at all"
    return sorted(
        Problem(
            f"{link['url'].removeprefix(site.root.as_uri())}: {link['status']['text']}",
            f"{Path(file).relative_to(site.folder)}",
        )
        for file, links in report["error_map"].items()
        for link in links
    )
