"""The facts at a glance: the short list that stands above everything else on a page.

Each fact is a label and a text in Markdown. The first screen of a phone must say by when to
cancel and until when there is access, so these come first.
"""

from guides.diagnostics import count
from guides.site.difficulty import Difficulty, difficulty
from guides.model import Biller, Guide, Page, Route, Rule
from guides.model.words import TrialAccess
from guides.site import wording
from guides.site.links import Links
from guides.site.escaping import hide

Fact = tuple[str, str]


def _money_back(refunds: tuple[Rule, ...]) -> str:
    short = 70
    if not refunds:
        return "not stated"
    only = refunds[0]
    if len(refunds) == 1 and len(only.rule) <= short:
        return only.rule if only.where == "worldwide" else f"{only.rule} ({hide(only.where)})"
    return "[it depends: see the rules](#money-back)"


def _difficulty_fact(rating: Difficulty, links: Links) -> str:
    page = links.to("about/how-we-rate.md")
    if not rating.level:
        return f"[not rated]({page}): nothing here is confirmed"
    total = " + ".join(f"{part.points} {part.fact}" for part in rating.parts) or "0"
    return f"**{rating.level} of 5, {rating.word}** ([sum]({page}): {total})"


def _first_facts(page: Page) -> list[Fact]:
    """Give what the first screen of a phone must say: by when to cancel, and until when there is access."""
    access = page.outcome.access
    facts: list[Fact] = [("Cancel by", hide(wording.deadline(page.deadline)))]
    if page.trial_deadline:
        facts.append(("Cancel a trial by", hide(wording.deadline(page.trial_deadline))))
    facts.append(("Access afterwards", wording.paid_access(access)))
    if access.trial not in {TrialAccess.UNKNOWN, TrialAccess.NO_TRIAL}:
        facts.append(("After a trial", wording.trial_access(access)))
    return facts


def facts_of_guide(guide: Guide, first: Route | None, links: Links) -> list[Fact]:
    """Give the facts of a service; `first` is its own first route."""
    facts = _first_facts(guide)
    if first is not None and first.minutes:
        facts.append(("Takes", f"about {count(first.minutes, 'minute')}"))
    facts.append(("Money back", _money_back(guide.outcome.refunds)))
    facts.append(("Difficulty", _difficulty_fact(difficulty(guide), links)))
    if first is not None and first.screens and first.screens.finishes_with:
        facts.append(("Finish with", f"**{hide(first.screens.finishes_with)}**"))
    return facts


def facts_of_biller(biller: Biller) -> list[Fact]:
    """Give the facts of a biller."""
    return [*_first_facts(biller), ("Money back", _money_back(biller.outcome.refunds))]
