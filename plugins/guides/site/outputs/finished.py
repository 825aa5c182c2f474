"""Goes once through the finished pages: looks at each once more, and gives it its policy.

What is read out of a page is remembered by the page's bytes, since most pages of a build are those of the
build before.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from guides.cache import Store, digest, programs
from guides.processes import spread
from guides.site.outputs import headers, last_look
from guides.site.outputs.squeeze import squeeze

Seen: TypeAlias = Sequence[tuple[str, str]]
"""What is wrong with a page, or may be, as the last look takes it."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What stands in a page: what its policy must name, and what the last look has to judge."""

    inside: headers.Found = field(default_factory=headers.Found)
    seen: Seen = ()


def _read(html: str) -> _Facts:
    return _Facts(headers.read(html), tuple(last_look.read(html)))


def _as_json(facts: _Facts) -> object:
    inside = {name: sorted(value) if isinstance(value, set) else value for name, value in asdict(facts.inside).items()}
    return [inside, facts.seen]


def _from_json(value: Any) -> _Facts:  # noqa: ANN401 - what JSON gives
    inside: dict[str, Any] = {name: set(item) if isinstance(item, list) else item for name, item in value[0].items()}
    return _Facts(headers.Found(**inside), tuple((what, address) for what, address in value[1]))


def _remembered(store: Store | None) -> dict[str, _Facts]:
    key = digest(programs(), "finished")
    if store is None or store.head(key) is None:
        return {}
    return {page: _from_json(value) for page, value in json.loads(store.content(key)).items()}


def _remember(store: Store, facts: dict[str, _Facts]) -> None:
    content = json.dumps({page: _as_json(one) for page, one in facts.items()}, ensure_ascii=False)
    store.keep(digest(programs(), "finished"), "pages", content.encode("utf-8", "surrogatepass"))


def go_through(
    site: Path, *, has_policy: bool = True, store: Store | None = None, processes: int = 1
) -> tuple[headers.Found, list[tuple[Path, Seen]]]:
    """Read every page, take its idle white space out, and put its policy in.

    Gives what all have inside, and what is to be judged of each. Raises ValueError for a page that
    has no place for the policy.
    """
    known = _remembered(store)

    def finish(path: Path) -> tuple[str, _Facts | None]:
        html = headers.without_policy(path.read_text(encoding="utf-8", errors="replace"))
        if has_policy:  # a policy names what stands in a page to the letter
            html = squeeze(html)
        name = hashlib.sha256(html.encode()).hexdigest()
        facts = known.get(name) or _read(html)
        if has_policy:
            html = headers.with_policy(html, facts.inside, path)
            path.write_text(html, encoding="utf-8", newline="")
        return name, None if name in known else facts

    paths = sorted(site.rglob("*.html"))
    made = spread(finish, paths, processes)
    facts = {name: fact or known[name] for name, fact in made}
    if store is not None and facts.keys() != known.keys():
        _remember(store, facts)
    everything = headers.Found()
    for one in facts.values():
        everything.add(one.inside)
    return everything, [(path, facts[name].seen) for path, (name, _) in zip(paths, made, strict=True)]
