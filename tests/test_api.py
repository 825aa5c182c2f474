"""The data of all guides as JSON files."""

import json
from pathlib import Path

import pytest

from guides import cli
from guides.collection import Collection
from guides.load import load
from guides.site import outputs
from guides.site.links import Site
from guides.site.outputs import api
from guides.source import settings
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
    arguments += ["--config-file", str(SAMPLE / "mkdocs.yml")]
    assert cli.main(arguments) == 0
    for path, text in outputs.generated(collection, SITE):
        assert (tmp_path / path).read_text("utf-8") == text


def test_data_with_errors_are_not_published(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides/broken.md").write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
    assert cli.main(["--docs", str(tmp_path), "api", "--out", str(tmp_path / "site")]) == 1
    assert not (tmp_path / "site").exists()


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
    arguments = ["--docs", str(SAMPLE / "docs"), "api", "--out", str(tmp_path / "site"), "--config-file", str(file)]
    assert cli.main(arguments) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err.startswith(f"guides: {file} cannot be read: ")
    assert not (tmp_path / "site").exists()
