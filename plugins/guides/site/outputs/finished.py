"""Finishes pages: reads each once more, takes its idle white space out, and gives it its policy."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from guides.site.outputs import headers, last_look
from guides.site.outputs.folder import names
from guides.site.outputs.squeeze import squeeze

Seen: TypeAlias = Sequence[tuple[str, str]]
"""What is wrong with a page, or may be, as the last look takes it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in a page: what its policy must name, and what the last look has to judge."""

    inside: headers.Contents = field(default_factory=headers.Contents)
    seen: Seen = ()
    leads_on: bool = False
    """Whether it only sends its readers to another page."""

    def as_json(self) -> object:
        """Give what JSON takes."""
        inside = self.inside
        named = [sorted(one) for one in (inside.scripts, inside.styles, inside.attributes, inside.forms)]
        return [named, inside.has_giscus, self.seen, self.leads_on]

    @classmethod
    def from_json(cls, value: Any) -> "Facts":  # noqa: ANN401 - what JSON gives
        """Read what `as_json` gave."""
        named, has_giscus, seen, leads_on = value
        scripts, styles, attributes, forms = map(set, named)
        inside = headers.Contents(scripts, styles, attributes, forms, has_giscus)
        return cls(inside, tuple((what, address) for what, address in seen), leads_on)


def read(html: str) -> tuple[str, Facts]:
    """Give a page without its idle white space, and what stands in it: a policy names that to the letter."""
    html = squeeze(headers.without_policy(html))
    return html, Facts(headers.read(html), tuple(last_look.read(html)), 'http-equiv="refresh"' in html)


def finish(html: str, path: Path | str) -> tuple[str, Facts]:
    """Give a page as it is published, and what stands in it. Raises ValueError where its policy has no place."""
    html, facts = read(html)
    return headers.with_policy(html, facts.inside, path), facts


def go_through(site: Path, done: Collection[str] = (), *, has_policy: bool = True) -> Iterator[tuple[str, Facts]]:
    """Finish every page but those that are: give its path below the site, and what stands in it."""
    for name in names(site, ".html"):
        if name in done:
            continue
        path = site / name
        html = path.read_text(encoding="utf-8", errors="replace")
        if has_policy:
            html, facts = finish(html, path)
            path.write_text(html, encoding="utf-8", newline="")
        else:
            facts = read(html)[1]
        yield name, facts
