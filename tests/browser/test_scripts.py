"""The scripts of the site, read without a browser; `make check` runs this too."""

import shutil
from pathlib import Path

from browser.checkers import packages, run, type_errors
from browser.report import missing
from browser.site import REPOSITORY


def test_the_scripts_keep_to_the_types_in_their_comments() -> None:
    found = type_errors(REPOSITORY / "docs/assets/javascripts")
    assert not found, "\n".join(found)


def test_a_wrong_type_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text('/** @type {number} */\nexport const one = "1";\n', encoding="utf-8")
    (found,) = type_errors(tmp_path)
    assert "one.js(2,14)" in found
    assert "not assignable to type 'number'" in found


def test_the_scripts_pass_their_own_tests() -> None:
    """What needs no page is tested in Node: dates, deadlines, the calendar's file."""
    node = shutil.which("node")
    if not node:
        missing("The scripts' own tests need Node 20.19 or newer.")
    packages()
    ran = run(node, "--test", "tests/scripts/", cwd=REPOSITORY)
    assert ran.returncode == 0, ran.stdout
    assert "\n# pass 0\n" not in ran.stdout
