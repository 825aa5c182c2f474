"""Where reports, edits and discussions of a page lead, on each kind of host."""

import pytest

from guides.collection import Collection
from guides.load import load
from guides.site.links import Links, Site
from guides.site.lists.contribute import missing
from guides.site.outputs import search_index
from support import SAMPLE, Renderer, only, parse, text


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(SAMPLE / "docs")[0]


@pytest.fixture(scope="module")
def renderer(collection: Collection) -> Renderer:
    return Renderer(collection)


def links(repo_url: str, edit_uri: str = "edit/main/docs/") -> Links:
    return Links("guides/lessons.md", Site("Sample", "https://sample.example/", repo_url, edit_uri))


@pytest.mark.parametrize(
    ("repo_url", "expected"),
    [
        ("https://github.com/you/guides", "https://github.com/you/guides/edit/main/docs/guides/lessons.md"),
        ("https://git.example/you/guides", "https://git.example/you/guides/edit/main/docs/guides/lessons.md"),
        ("https://gitlab.com/you/guides", "https://gitlab.com/you/guides/-/edit/main/docs/guides/lessons.md"),
        (
            "https://gitlab.gnome.org/you/guides/",
            "https://gitlab.gnome.org/you/guides/-/edit/main/docs/guides/lessons.md",
        ),
        ("https://codeberg.org/you/guides", "https://codeberg.org/you/guides/_edit/main/docs/guides/lessons.md"),
        ("https://gitea.com/you/guides", "https://gitea.com/you/guides/_edit/main/docs/guides/lessons.md"),
        ("", ""),
    ],
)
def test_edit(repo_url: str, expected: str) -> None:
    assert links(repo_url).edit() == expected


def test_an_address_for_editing_that_is_of_another_shape_is_taken_as_it_stands() -> None:
    assert (
        links("https://codeberg.org/you/guides", "src/branch/main/docs/").edit()
        == "https://codeberg.org/you/guides/src/branch/main/docs/guides/lessons.md"
    )
    assert links("https://codeberg.org/you/guides", "").edit() == ""


@pytest.mark.parametrize(
    ("repo_url", "expected"),
    [
        (
            "https://github.com/you/guides",
            "https://github.com/you/guides/issues/new?template=step.yml&title=Lessons%3A+a+step&guide=guides%2Flessons.md",
        ),
        (
            "https://gitlab.com/you/guides",
            "https://gitlab.com/you/guides/-/issues/new?issue%5Btitle%5D=Lessons%3A+a+step&issue%5Bdescription%5D=guide%3A+guides%2Flessons.md%0A",
        ),
        (
            "https://codeberg.org/you/guides",
            "https://codeberg.org/you/guides/issues/new?title=Lessons%3A+a+step&body=guide%3A+guides%2Flessons.md%0A",
        ),
        ("", ""),
    ],
)
def test_issue(repo_url: str, expected: str) -> None:
    assert links(repo_url).issue("step.yml", "Lessons: a step", guide="guides/lessons.md") == expected


@pytest.mark.parametrize(
    ("repo_url", "expected"),
    [
        ("https://github.com/you/guides", "https://github.com/you/guides/issues/new?template=request.yml&service="),
        (
            "https://gitlab.com/you/guides",
            "https://gitlab.com/you/guides/-/issues/new?issue%5Btitle%5D=Guide%20wanted%3A%20",
        ),
        ("https://codeberg.org/you/guides", "https://codeberg.org/you/guides/issues/new?title=Guide%20wanted%3A%20"),
        ("", ""),
    ],
)
def test_request(repo_url: str, expected: str) -> None:
    """The browser puts the name of the service behind it, on the page for services without a guide."""
    assert links(repo_url).request() == expected
    offered = parse(missing(Collection({}, {}, {}, {}, {}), links(repo_url))).css("a[data-request]")
    assert [one.attributes["href"] for one in offered] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("repo_url", "expected"),
    [
        ("https://github.com/you/guides", "https://github.com/you/guides/new/main/docs/guides"),
        ("https://gitlab.com/you/guides", "https://gitlab.com/you/guides/-/new/main/docs/guides"),
        ("https://codeberg.org/you/guides", "https://codeberg.org/you/guides/_new/main/docs/guides"),
        ("", ""),
    ],
)
def test_a_new_guide(repo_url: str, expected: str) -> None:
    assert links(repo_url).new("guides") == expected


def test_only_github_has_discussions() -> None:
    assert (
        links("https://github.com/you/guides").discussion("How to cancel it")
        == "https://github.com/you/guides/discussions?discussions_q=How+to+cancel+it"
    )
    assert links("https://gitlab.com/you/guides").discussion("How to cancel it") == ""
    assert links("https://codeberg.org/you/guides").discussion("How to cancel it") == ""
    assert links("").discussion("How to cancel it") == ""


@pytest.mark.parametrize(
    ("repo_url", "actions", "has_report"),
    [
        (
            "https://github.com/you/guides",
            ["No, a step is different", "Report a change", "Leave a comment", "Edit this guide"],
            True,
        ),
        ("https://codeberg.org/you/guides", ["No, a step is different", "Report a change", "Edit this guide"], True),
        ("", [], False),
    ],
)
def test_a_page_offers_what_there_is(renderer: Renderer, repo_url: str, actions: list[str], has_report: bool) -> None:  # noqa: FBT001 - a column
    renderer.build.site = links(repo_url).site
    tree, _ = renderer.page("guides/lessons.md")
    assert [text(item) for item in tree.css(".actions li")] == actions
    assert ("Did this work?" in text(only(tree, "article"))) is has_report
    assert [link for link in tree.css("a") if not link.attributes.get("href")] == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("How to Cancel Subscriptions", "How to Cancel"),
        ("Cancel", "Cancel"),
        ("Kündigungsanleitungen", "Kündigungsanleit"),
    ],
)
def test_the_name_in_the_address_bar_ends_with_a_word(name: str, short: str) -> None:
    assert f"<ShortName>{short}</ShortName>" in search_index.open_search(Site(name))


def test_answers_of_readers_go_where_the_publisher_says() -> None:
    places = {"email": "us@site.example", "form": "https://site.example/answers"}
    site = Site.of({"site_name": "Ours", "extra": {"feedback": places}})
    assert (site.email, site.form) == ("us@site.example", "https://site.example/answers")
    assert Site.of({"extra": {"feedback": None}}) == Site()


BERG = "https://codeberg.org/you/guides"


@pytest.mark.parametrize(
    ("uri", "repo_url", "expected"),
    [
        (
            "law/germany.md",
            "https://codeberg.org/you/guides",
            [
                f"{BERG}/issues/new?title=law%2Fgermany.md%3A+something+changed&body=guide%3A+law%2Fgermany.md%0A",
                f"{BERG}/_edit/main/docs/law/germany.md",
            ],
        ),
        (
            "categories/learning.md",
            "https://codeberg.org/you/guides",
            [
                f"{BERG}/issues/new?title=categories%2Flearning.md%3A+something+changed&body=guide%3A+categories%2Flearning.md%0A",
                f"{BERG}/_edit/main/docs/categories/learning.md",
            ],
        ),
        ("help/trials.md", "", []),
        ("about/how-we-check.md", "https://codeberg.org/you/guides", []),
    ],
)
def test_a_page_of_law_help_or_a_category_says_where_it_is_corrected(
    renderer: Renderer, uri: str, repo_url: str, expected: list[str]
) -> None:
    renderer.build.site = links(repo_url).site
    tree, _ = renderer.page(uri)
    ways = [link.attributes.get("href") or "" for link in tree.css("a")]
    assert [way for way in ways if way.startswith(BERG)] == expected
