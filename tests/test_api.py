"""The data of all guides as files for other programs."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate

from guides import cli
from guides.cache import Store
from guides.collection import Collection
from guides.load import load
from guides.site import plain
from guides.site.links import Site
from guides.site.outputs import api, publish
from guides.site.outputs.api import schemas
from guides.site.outputs.own_files import OwnFiles
from guides.site.text import plain as words_of
from guides.source import settings
from guides.source.prose import convert
from support import ROOT, SAMPLE, SITE, published


def texts(files: Iterable[tuple[str, str | bytes]]) -> dict[str, str]:
    return {path: content if isinstance(content, str) else content.decode() for path, content in files}


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(SAMPLE / "docs")[0]


@pytest.fixture(scope="module")
def files(collection: Collection) -> dict[str, str]:
    return texts(api.files(collection, SITE))


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    return texts(api.files(published(), SITE))


def read(files: dict[str, str], path: str) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(files[f"api/v1/{path}"])


def test_the_list_names_every_guide_and_where_its_data_are(collection: Collection, files: dict[str, str]) -> None:
    listed = read(files, "index.json")["guides"]
    assert [line["slug"] for line in listed] == list(collection.guides)
    for line in listed:
        assert line["data"].removeprefix("https://sample.example/") in files
        assert line["page"] == f"https://sample.example/guides/{line['slug']}/"


def test_a_line_of_the_list_says_what_decides_whether_to_open_the_guide(files: dict[str, str]) -> None:
    line = next(line for line in read(files, "index.json")["guides"] if line["slug"] == "lessons")
    assert line["statement"] == ["LESSONS.EXAMPLE"]
    assert line["billers"] == ["apple"]
    assert line["channels"] == ["website"]
    assert (line["deadline"]["amount"], line["deadline"]["unit"], line["deadline"]["before"]) == (1, "days", "renewal")
    assert line["button"] == {"url": "https://www.lessons.example/purchases", "opens": "account"}


def test_the_data_are_those_of_the_guide(files: dict[str, str]) -> None:
    record = read(files, "guides/lessons.json")
    assert record["routes"][0]["steps"][2]["action"] == "Finish with **Confirm**"
    assert record["routes"][0]["steps"][2]["text"] == "Finish with Confirm. Last screen"
    assert record["updated"] == "2026-11-20"
    assert record["difficulty"]["level"] == 2
    assert sum(part["points"] for part in record["difficulty"]["sum"]) == 2


def test_the_steps_of_a_biller_stand_in_each_guide_and_are_about_its_service(files: dict[str, str]) -> None:
    routes = read(files, "guides/lessons.json")["routes"]
    shared = [route for route in routes if route["via"] == "apple"]
    assert {route["biller"] for route in shared} == {"apple"}
    assert all(route["steps"] for route in shared)
    assert any("Lessons" in step["text"] for route in shared for step in route["steps"])


def test_no_gap_is_left_for_others_to_fill(real: dict[str, str]) -> None:
    assert [path for path, text in real.items() if "{service}" in text] == []


def test_no_mark_of_a_language_is_left_in_the_data(real: dict[str, str]) -> None:
    found = {path: re.findall(r"\*\*[a-z]{2}:\S+", text) for path, text in real.items() if path.endswith(".json")}
    assert {path: marks for path, marks in found.items() if marks} == {}


def test_the_name_of_a_service_is_no_markup() -> None:
    assert plain.filled(("Tap {service}",), plain.escaped("A*B [x]")) == ("Tap A\\*B \\[x\\]",)
    assert words_of("Tap A\\*B \\[x\\] in **Menu**") == "Tap A*B [x] in Menu"


def test_a_label_in_another_language_stands_there_without_our_mark() -> None:
    assert plain.filled("Press **de:Jetzt kündigen** or *fr:Oui*, at **at: noon**", "x") == (
        "Press **Jetzt kündigen** or *Oui*, at **at: noon**"
    )


def test_the_text_below_the_data_stands_alone(files: dict[str, str]) -> None:
    body = read(files, "guides/lessons.json")["body"]
    assert body["markdown"].startswith("## Before you cancel\n")
    assert "**Can I come back?**\n\nYes, with the same account." in body["markdown"]
    assert "[!faq]" not in body["markdown"]
    assert "!!!" not in body["markdown"]
    assert "Yes, with the same account." in body["text"].splitlines()


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        (
            "## Before you **leave**\n\n**Save it.** See [your bill](https://a.example/_b_), (**now**).",
            "Before you leave\nSave it. See your bill, (now).",
        ),
        ("Two lines\nof one paragraph\n## A heading\nA text", "Two lines of one paragraph\nA heading\nA text"),
        ("One\n\n- Two", "One\nTwo"),
        ("One\n\n* Two", "One\nTwo"),
        ("One\n\n1. Two", "One\nTwo"),
        ("One\n\n> Two", "One\nTwo"),
        ("One\n\n    two **b**", "One\ntwo **b**"),
        ("```\none **b**\n```", "one **b**"),
        ("| A | B |\n|---|---|\n| c | d |", "A\nB\nc\nd"),
        ("One\n===\n\nTwo", "One\nTwo"),
        ("One\n\n***\n\nTwo", "One\nTwo"),
        ("<p>\n\nOne", "<p>\nOne"),
        ("#One", "One"),
        ("## One ##", "One"),
        ("A [name] here\n\n[name]: https://a.example", "A name here"),
        ("A \\# b", "A # b"),
        ("A `b`", "A b"),
        ("A &amp; b", "A & b"),
        ("A <https://a.example>", "A https://a.example"),
        ("*So* and __so__", "So and so"),
        ("2 * 3", "2 * 3"),
        ("![Not](https://a.example) a link", "Not a link"),
        ("[No](javascript:x) link", "No link"),
        ("[A **b**](https://a.example)", "A b"),
        ("**a [b** c](https://a.example)", "**a b** c"),
        ("a**b**c and d ** e ** f", "abc and d ** e ** f"),
    ],
)
def test_a_text_is_told_in_the_words_of_its_page_a_line_for_each_part(markdown: str, words: str) -> None:
    assert plain.body_text(convert(markdown)) == words


def test_links_between_pages_are_whole_addresses() -> None:
    text = "See [proof](../help/proof.md#keep), [there](https://a.example/x.md), [above](#by-when) and ![](../a.svg)."
    assert plain.absolute(text, "guides/lessons.md", Site("S", "https://s.example/sub/")) == (
        "See [proof](https://s.example/sub/help/proof/#keep), [there](https://a.example/x.md), "
        "[above](https://s.example/sub/guides/lessons/#by-when) and ![](https://s.example/sub/a.svg)."
    )


def test_a_guide_is_found_by_its_registered_domain(real: dict[str, str]) -> None:
    assert [one["slug"] for one in read(real, "domains.json")["domains"]["spotify.com"]] == ["spotify"]
    document = read(real, "domains/spotify.com.json")
    assert [line["slug"] for line in document["guides"]] == ["spotify"]
    assert set(read(real, "domains.json")["domains"]) == {
        path.removeprefix("api/v1/domains/").removesuffix(".json")
        for path in real
        if path.startswith("api/v1/domains/")
    }


def decoded(files: dict[str, str], line: str) -> tuple[str | None, str | None]:
    """Read a bank line as the description says, with nothing of ours."""
    bare = f" {re.sub('[^A-Z0-9]+', ' ', line.upper())} "
    fitting = [key for key in read(files, "statements.json")["keys"] if f" {key['key']} " in bare]
    found = [next((key["slug"] for key in fitting if key["kind"] == kind), None) for kind in ("guide", "biller")]
    return found[0], found[1]


@pytest.mark.parametrize(
    ("line", "guide", "biller"),
    [
        ("PAYPAL *SPOTIFY", "spotify", "paypal"),
        ("PAYPAL *SPOTIFY 4029357733 LU", "spotify", "paypal"),
        ("APPLE.COM/BILL 866-712-7753 CA", None, "apple"),
        ("NETFLIX.COM 408-724-9160 CA", "netflix", None),
        ("HLU*HULUPLUS hulu.com/bill", "hulu", None),
        ("STAPLES STORE 0123", None, None),
    ],
)
def test_a_line_of_a_statement_is_decoded(real: dict[str, str], line: str, guide: str, biller: str) -> None:
    assert decoded(real, line) == (guide, biller)


def test_what_happened_is_told_newest_first(files: dict[str, str]) -> None:
    told = read(files, "changes.json")["changes"]
    days = [change["date"] for change in told]
    assert days == sorted(days, reverse=True)
    (new,) = (change for change in told if change["slug"] == "lessons" and change["kind"] == "new")
    assert new["date"] == "2026-11-01"
    assert new["text"].startswith("Cancel under My Purchases")


def kind_of(path: str) -> str | None:
    """Find the kind of file that a path is of."""
    for name, (pattern, _) in schemas.DOCUMENTS.items():
        if re.fullmatch("api/v1/" + re.sub(r"\\{\w+\\}", "[^/]+", re.escape(pattern)), path):
            return name
    return None


@pytest.mark.parametrize("which", ["files", "real"])
def test_every_file_is_what_its_schema_says(which: str, request: pytest.FixtureRequest) -> None:
    found: dict[str, str] = request.getfixturevalue(which)
    validators = {}
    for name in schemas.DOCUMENTS:
        schema = read(found, f"schemas/{name}.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        # Strict here, though open for others: a field that nobody described is a mistake of ours.
        validators[name] = jsonschema.Draft202012Validator(
            strict(schema), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
    seen = set()
    for path, text in found.items():
        if kind := kind_of(path):
            seen.add(kind)
            assert [error.message for error in validators[kind].iter_errors(json.loads(text))] == [], path
    assert seen == set(schemas.DOCUMENTS)


def strict(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else {}
    return {**closed, **{key: strict(item) for key, item in schema.items()}}


def test_the_schemas_refuse_what_is_wrong(files: dict[str, str]) -> None:
    record = read(files, "guides/lessons.json")
    validator = jsonschema.Draft202012Validator(read(files, "schemas/guide.json"))
    assert not list(validator.iter_errors({**record, "added_later": 1}))
    assert list(validator.iter_errors({**record, "slug": "Not A Slug"}))
    assert list(validator.iter_errors({key: value for key, value in record.items() if key != "routes"})) == []
    assert list(validator.iter_errors({key: value for key, value in record.items() if key != "page"}))


def test_the_description_is_valid_and_names_every_file(files: dict[str, str]) -> None:
    described = read(files, "openapi.json")
    validate(described)
    assert described["servers"] == [{"url": "https://sample.example/api/v1"}]
    paths = [re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) for path in described["paths"]]
    beside = ("schemas/", "openapi.json", "guides.csv")
    for file in files:
        path = file.removeprefix("api/v1")
        assert any(re.fullmatch(known, path) for known in paths) or path.removeprefix("/").startswith(beside), file


def test_the_description_has_the_way_to_read_a_bank_line(files: dict[str, str]) -> None:
    told = read(files, "openapi.json")["paths"]["/statements.json"]["get"]["description"]
    assert "one space" in told
    assert "Of the fitting keys of guides the first says what is paid for" in told


def test_the_table_has_a_row_for_each_guide(files: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["api/v1/guides.csv"])))
    (row,) = (row for row in rows if row["slug"] == "lessons")
    assert row["domains"] == "lessons.example"
    assert row["button"] == "https://www.lessons.example/purchases"
    assert row["retired"] == "no"


def test_the_page_about_the_data_names_each_field_and_each_file(files: dict[str, str]) -> None:
    told = (ROOT / "docs/contribute/api.md").read_text("utf-8")
    line = read(files, "index.json")["guides"][0]
    assert [name for name in [*line, "sum", "routes"] if f"`{name}`" not in told] == []
    patterns = [path.replace("{", "<").replace("}", ">") for path, _ in schemas.DOCUMENTS.values()]
    assert [path for path in [*patterns, "openapi.json", "guides.csv"] if f"api/v1/{path}" not in told] == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(real: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("published")
    for path, text in real.items():
        target = top / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(top))) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


PAGE = (ROOT / "docs/contribute/api.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize(
    ("language", "command", "expected"),
    [
        ("sh", ["curl", "--version"], '"slug":"spotify"'),
        ("python", [sys.executable], "Spotify Premium, paid through PayPal. How to cancel Spotify Premium:"),
        ("js", ["node"], "Spotify Premium: https://sample.example/guides/spotify/"),
    ],
)
def test_the_examples_run_as_they_stand(
    served: str, tmp_path: Path, language: str, command: list[str], expected: str
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs {command[0]}")
    example = EXAMPLES[language]
    assert "https://how-to-cancel.example" in example
    path = tmp_path / {"sh": "example.sh", "python": "example.py", "js": "example.mjs"}[language]
    path.write_text(example.replace("https://how-to-cancel.example", served), encoding="utf-8")
    start = ["sh"] if language == "sh" else command
    done = subprocess.run([*start, str(path)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert expected in done.stdout


def test_pages_may_link_to_every_file_for_programs(tmp_path: Path, collection: Collection) -> None:
    own = OwnFiles(collection, SITE, Store(tmp_path))
    written = [path for path, _ in publish.for_programs(collection, SITE, own)]
    assert "feeds/guides/lessons.atom" in written
    assert sorted(publish.paths_for_programs(collection)) == sorted(written)


def test_another_engine_gets_the_same_files(tmp_path: Path, collection: Collection) -> None:
    arguments = ["--docs", str(SAMPLE / "docs"), "api", "--out", str(tmp_path)]
    arguments += ["--config-file", str(SAMPLE / "mkdocs.yml")]
    (tmp_path / "index.html").write_text('<!doctype html><meta charset="utf-8"><title>Built</title>', encoding="utf-8")
    assert cli.main(arguments) == 0
    all_of_them = {
        **publish.for_pages(collection, SITE),
        **texts(publish.after_pages(collection, SITE, OwnFiles(collection, SITE, Store(tmp_path / "store")))),
    }
    for path, content in all_of_them.items():
        written = (tmp_path / path).read_text("utf-8")
        # A page has its policy in it besides.
        assert re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", written) == content
    assert (tmp_path / "guides/lessons/index.md").exists()
    assert (tmp_path / "_headers").exists()


def test_data_with_errors_are_not_published(tmp_path: Path) -> None:
    (tmp_path / "docs/guides").mkdir(parents=True)
    (tmp_path / "docs/guides/broken.md").write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<!doctype html>", encoding="utf-8")
    assert cli.main(["--docs", str(tmp_path / "docs"), "api", "--out", str(tmp_path / "site")]) == 1
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["index.html"]


def test_the_settings_come_from_where_the_engines_have_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: Ours\nsite_url: !ENV [NO_SUCH_THING, SITE, 'https://a.example/']\nrepo_url: !ENV NO_SUCH_THING\n"
        "markdown_extensions:\n  - toc:\n      slugify: !!python/name:pymdownx.slugs.slugify\n",
        encoding="utf-8",
    )
    assert Site.of(settings.read(file)) == Site("Ours", "https://a.example/", "", "")
    monkeypatch.setenv("SITE", "https://b.example/")
    assert Site.of(settings.read(file)) == Site("Ours", "https://b.example/", "", "")
    assert Site.of(settings.read(tmp_path / "none.yml")) == Site()


def test_settings_that_cannot_be_read_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: [Ours\n", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<!doctype html>", encoding="utf-8")
    arguments = ["--docs", str(SAMPLE / "docs"), "api", "--out", str(tmp_path / "site"), "--config-file", str(file)]
    assert cli.main(arguments) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err.startswith(f"guides: {file} cannot be read: ")
    assert not (tmp_path / "site/api").exists()
