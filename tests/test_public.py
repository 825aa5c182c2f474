"""The public face of the package: what others may import, and that nothing more is promised."""

import subprocess
import sys

import pytest

import guides
from support import SAMPLE


def test_the_face_is_what_was_promised() -> None:
    assert guides.__all__ == [
        "RULES",
        "Biller",
        "Category",
        "Collection",
        "Diagnostic",
        "Document",
        "Entry",
        "FrontMatterError",
        "Guide",
        "Law",
        "Severity",
        "load_docs",
        "parse",
    ]
    assert all(callable(getattr(guides, name)) for name in guides.__all__ if name != "RULES")
    assert "yaml-syntax" in guides.RULES


def test_a_collection_is_read_in_two_lines() -> None:
    code = "import guides, pathlib, sys; print(*sorted(guides.load_docs(pathlib.Path(sys.argv[1]))[0].guides))"
    done = subprocess.run(
        [sys.executable, "-c", code, SAMPLE / "docs"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "everything lessons minimal\n"


def test_a_name_that_is_not_there_is_named() -> None:
    with pytest.raises(AttributeError, match="module 'guides' has no attribute 'load_doc'"):
        _ = guides.load_doc


def test_nothing_is_read_before_it_is_asked_for() -> None:
    code = "import guides, sys; print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "False\n"
