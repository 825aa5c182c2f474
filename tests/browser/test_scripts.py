"""The scripts of the site, read without a browser; `make check` runs this too."""

from pathlib import Path

from browser.checkers import type_errors
from browser.site import REPOSITORY


def test_the_scripts_keep_to_the_types_in_their_comments() -> None:
    found = type_errors(REPOSITORY / "docs/assets/javascripts")
    assert not found, "\n".join(found)


def test_a_wrong_type_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text('/** @type {number} */\nexport const one = "1";\n', encoding="utf-8")
    (found,) = type_errors(tmp_path)
    assert "one.js(2,14)" in found
    assert "not assignable to type 'number'" in found
