"""The theme's styles, of which the site serves only what it uses: the rest must not be missed."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Route

from browser.checkers import packages
from browser.report import missing
from browser.site import REPOSITORY, Site
from browser.watch import Browse

THEME = find_spec("material")
assert THEME is not None
assert THEME.origin is not None
WHOLE = next((Path(THEME.origin).parent / "templates/assets/stylesheets").glob("main.*.min.css"))
OURS = REPOSITORY / "docs/assets/stylesheets/theme.css"

STYLES = """(wanted) => [...document.querySelectorAll("*")].map((node, index) => {
  const style = getComputedStyle(node);
  const rows = [...style].filter((name) => !name.startsWith("--")).map((name) => [name, style.getPropertyValue(name)]);
  const name = node.tagName + "." + node.className;
  if (wanted) return wanted.includes(index) ? [name, Object.fromEntries(rows)] : null;
  let sum = 0n;
  for (const letter of rows.join()) sum = BigInt.asUintN(64, (sum ^ BigInt(letter.codePointAt(0))) * 0x100000001b3n);
  return [name, String(sum)];
})"""
"""The style of each element: those that are wanted whole, or of all a sum, since they have some 400 properties each."""


def test_the_committed_styles_are_those_that_pages_use(site: Site) -> None:
    """`make theme-css` writes them anew, after the theme or the pages have changed."""
    node = shutil.which("node")
    if not node:
        missing("The theme's styles are cut by a tool that needs Node.")
    packages()
    command: list[str | Path] = [node, Path(__file__).with_name("theme_css.mjs"), site.folder, WHOLE]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == OURS.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["", "guides/spotify/", "law/germany/", "contribute/fields/", "404.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_of_the_theme_is_missed(browse: Browse, path: str, width: int) -> None:
    """Every element looks as it would with all of the theme's styles."""

    def whole(route: Route) -> None:
        route.fulfill(body=WHOLE.read_text(encoding="utf-8"), content_type="text/css")

    cut = browse(width=width)
    cut.goto(f"/{path}")
    full = browse(width=width)
    full.route("**/assets/stylesheets/theme.css", whole)
    full.goto(f"/{path}")
    sums = zip(cut.evaluate(STYLES), full.evaluate(STYLES), strict=True)
    unlike = [index for index, (ours, theirs) in enumerate(sums) if ours != theirs]
    differences = [
        (name, key, ours[key], theirs[key])
        for index in unlike
        for (name, ours), (_, theirs) in [(cut.evaluate(STYLES, [index])[index], full.evaluate(STYLES, [index])[index])]
        for key in ours
        if ours[key] != theirs[key]
    ]
    assert (unlike, differences) == ([], [])
