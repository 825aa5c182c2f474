"""The data of all guides as JSON files."""

import json
from pathlib import Path

import pytest

from guides import cli
from guides.collection import Collection
from guides.load import load
from guides.site import outputs
from guides.site.outputs import api
from support import ROOT, SAMPLE, SITE


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(SAMPLE / "docs")[0]


def test_the_list_names_every_guide_and_where_its_data_are(collection: Collection) -> None:
    files = dict(api.files(collection, SITE))
    listed = json.loads(files["api/v1/index.json"])["guides"]
    assert [line["slug"] for line in listed] == list(collection.guides)
    for line in listed:
        assert line["data"].removeprefix("https://sample.example/") in files
        assert line["page"] == f"https://sample.example/guides/{line['slug']}/"


def test_the_data_are_those_of_the_guide(collection: Collection) -> None:
    files = dict(api.files(collection, SITE))
    record = json.loads(files["api/v1/guides/lessons.json"])
    assert record["routes"][0]["steps"][2]["action"] == "Finish with **Confirm**"
    assert record["updated"] == "2026-11-20"
    assert record["difficulty"]["level"] == 2
    assert sum(part["points"] for part in record["difficulty"]["sum"]) == 2


def test_the_page_about_the_data_names_each_field(collection: Collection) -> None:
    told = (ROOT / "docs/contribute/api.md").read_text("utf-8")
    line = json.loads(dict(api.files(collection, SITE))["api/v1/index.json"])["guides"][0]
    assert [name for name in [*line, "sum", "routes"] if f"`{name}`" not in told] == []


def test_another_engine_gets_the_same_files(tmp_path: Path, collection: Collection) -> None:
    arguments = ["--docs", str(SAMPLE / "docs"), "api", "--out", str(tmp_path)]
    arguments += ["--name", SITE.name, "--url", SITE.url, "--repo-url", SITE.repo_url]
    assert cli.main(arguments) == 0
    for path, text in outputs.generated(collection, SITE, SAMPLE / "docs"):
        assert (tmp_path / path).read_text("utf-8") == text


def test_data_with_errors_are_not_published(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides/broken.md").write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
    assert cli.main(["--docs", str(tmp_path), "api", "--out", str(tmp_path / "site")]) == 1
    assert not (tmp_path / "site").exists()
