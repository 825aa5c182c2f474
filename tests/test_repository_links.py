"""Where reports, edits and discussions of a page lead, on each kind of host."""

from dataclasses import replace

import pytest

from guides.collection import Collection
from guides.load import load
from guides.site.links import FORGES, Links, Site
from guides.site.lists import contribute
from guides.site.lists.contribute import missing
from guides.site.outputs import search_index
from guides.source.settings import SettingsError
from support import SAMPLE, Renderer, only, parse, text

BERG = "https://codeberg.org/you/guides"


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(SAMPLE / "docs")[0]


@pytest.fixture(scope="module")
def renderer(collection: Collection) -> Renderer:
    return Renderer(collection)


def links(repo_url: str, edit_uri: str = "edit/main/docs/", **extra: object) -> Links:
    names = {"site_name": "Sample", "site_url": "https://sample.example/"}
    return Links("guides/lessons.md", Site.of({**names, "repo_url": repo_url, "edit_uri": edit_uri, "extra": extra}))


@pytest.mark.parametrize(
    ("repo_url", "expected"),
    [
        ("https://github.com/you/guides", "https://github.com/you/guides/edit/main/docs/guides/lessons.md"),
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


def leads(page: Links) -> list[str]:
    """Give every address into the repository that a page may name."""
    made = (
        *(page.edit(), page.new("guides"), page.new_file("guides/x.md", "text"), page.request()),
        *(page.issue("step.yml", "Lessons: a step", guide="guides/lessons.md"), page.discussion("How to cancel it")),
    )
    return [address for address in made if address]


UNKNOWN = [
    "https://bitbucket.org/you/guides",
    "https://git.example/you/guides",
    "https://dev.azure.com/you/_git/guides",
]


@pytest.mark.parametrize("repo_url", UNKNOWN)
def test_a_host_of_an_unknown_kind_gets_no_address_of_a_known_one(repo_url: str) -> None:
    assert leads(links(repo_url)) == []
    # What the publisher wrote for that very host is another matter: no known kind has it.
    own = links(repo_url, "src/main/docs/")
    assert leads(own) == [f"{repo_url}/src/main/docs/guides/lessons.md"] == [own.edit()]


@pytest.mark.parametrize(
    ("kind", "known"), [("github", "github.com"), ("gitlab", "gitlab.com"), ("gitea", "codeberg.org")]
)
def test_the_settings_say_of_which_kind_a_host_is(kind: str, known: str) -> None:
    own = links("https://git.example/you/guides", forges={"git.example": kind, "other.example": "github"})
    expected = leads(links(f"https://{known}/you/guides"))
    assert [one.replace("git.example", known) for one in leads(own)] == expected
    assert len(expected) >= 4
    # Another repository is on another host, whatever was said of the first.
    assert leads(links("https://bitbucket.org/you/guides", forges={"git.example": kind})) == []


def test_what_the_settings_say_of_a_host_comes_before_its_name() -> None:
    said = links("https://github.git.example/you/guides", forges={"github.git.example": "gitea"})
    assert said.edit() == "https://github.git.example/you/guides/_edit/main/docs/guides/lessons.md"


@pytest.mark.parametrize("said", [{"git.example": "bitbucket"}, {"git.example": None}, ["git.example"], "gitlab"])
def test_a_kind_that_nobody_knows_is_an_error(said: object) -> None:
    with pytest.raises(SettingsError, match=r"forges.*github, gitlab, gitea"):
        links("https://git.example/you/guides", forges=said)


def test_only_a_host_whose_page_takes_a_text_is_handed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it has forms for issues says nothing about that."""
    github = links("https://github.com/you/guides")
    assert github.new_file("guides/x.md", "a b") == (
        "https://github.com/you/guides/new/main/docs/guides?filename=x.md&value=a+b"
    )
    assert [links(url).new_file("guides/x.md", "a b") for url in ("https://gitlab.com/you/x", BERG, "")] == ["", "", ""]
    for kind in FORGES:
        url = f"https://{kind}.example/you/guides"
        with_text = replace(FORGES[kind], has_forms=False, file_name="name", file_text="text")
        monkeypatch.setattr("guides.site.links.FORGES", {kind: with_text})
        assert links(url, forges={f"{kind}.example": kind}).new_file("guides/x.md", "a b") == (
            f"{url}/{with_text.new}/main/docs/guides?name=x.md&text=a+b"
        )


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
        (UNKNOWN[0], [], False),
    ],
)
def test_a_page_offers_what_there_is(renderer: Renderer, repo_url: str, actions: list[str], has_report: bool) -> None:  # noqa: FBT001 - a column
    renderer.build.site = links(repo_url).site
    tree, _ = renderer.page("guides/lessons.md")
    assert [text(item) for item in tree.css(".actions li")] == actions
    assert ("Did this work?" in text(only(tree, "article"))) is has_report
    assert [link for link in tree.css("a") if not link.attributes.get("href")] == []


def test_a_page_at_an_unknown_host_offers_what_is_left(renderer: Renderer) -> None:
    renderer.build.site = links(UNKNOWN[0], feedback={"email": "us@site.example"}).site
    tree, _ = renderer.page("guides/lessons.md")
    assert [text(item) for item in tree.css(".actions li")] == ["Write to us"]
    assert "account at" not in text(only(tree, ".feedback"))


def test_nobody_is_sent_to_an_unknown_host(collection: Collection) -> None:
    page = links(UNKNOWN[0])
    for door in (contribute.ask, contribute.correct, contribute.write, contribute.missing, contribute.write_page):
        made = str(door(collection, page))
        assert "bitbucket.org" not in made
        assert [one for one in parse(made).css("a") if not one.attributes.get("href")] == []
    told = text(parse(str(contribute.write_page(collection, page))).css("p")[0])
    assert told == "When it is done you hand it over: as a file that you download."
    # Where the publisher's own address for editing leads, a guide can be mended.
    assert "bitbucket.org" in str(contribute.correct(collection, links(UNKNOWN[0], "src/main/docs/")))


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
    assert Site.of({"extra": {"feedback": None, "forges": None}}) == Site()


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
