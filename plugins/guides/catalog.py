"""Every rule of the checker: what it demands and why. The reference page is made from this."""

from collections.abc import Mapping
from dataclasses import dataclass

from guides.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What contributors read about a rule.

    `can_be_silenced` says whether a guide may name the rule under `ignore`, with a reason;
    what makes a file unreadable or a page unsafe cannot be silenced.
    """

    family: str
    demand: str
    severity: Severity = Severity.ERROR
    can_be_silenced: bool = False


FILE, DATA, DATES, TEXT, ACROSS = "The file", "The data", "Dates", "The text", "Between guides"
SILENCING = "Silencing a rule"

RULES: Mapping[str, RuleInfo] = {
    "encoding": RuleInfo(FILE, "A file is UTF-8, so that every reader sees the same characters."),
    "file-size": RuleInfo(FILE, "A file has at most 200,000 bytes. The longest sensible guide has a tenth of that."),
    "empty-file": RuleInfo(FILE, "A file has data and text."),
    "file-name": RuleInfo(
        FILE, "A file’s name is its address: lower-case letters and digits, words joined by hyphens."
    ),
    "file-place": RuleInfo(FILE, "A guide’s file ends with `.md` and is in no folder of its own."),
    "no-front-matter": RuleInfo(FILE, "A file begins with `---`, then its data, then `---`, then its text."),
    "front-matter-open": RuleInfo(FILE, "The data end with a line that has `---` and nothing else."),
    "front-matter-shape": RuleInfo(FILE, "The data are lines of the form `key: value`."),
    "yaml-syntax": RuleInfo(FILE, "The data are valid YAML. Quotes around a text mend most mistakes."),
    "yaml-alias": RuleInfo(FILE, "Values are written out: `&name` and `*name` hide what stands where."),
    "yaml-tag": RuleInfo(FILE, "Values carry no YAML tags such as `!!str`."),
    "yaml-key": RuleInfo(FILE, "A key is a word, not a list or a group."),
    "duplicate-key": RuleInfo(FILE, "A key stands once in its group; YAML itself would silently keep the last one."),
    "nesting": RuleInfo(FILE, "Data are at most twelve levels deep."),
    "unknown-key": RuleInfo(DATA, "Only declared fields stand in a guide, so that a typing error is not lost."),
    "missing-field": RuleInfo(DATA, "Required fields are there."),
    "wrong-type": RuleInfo(DATA, "A text is a text, a list a list, a whole number a whole number."),
    "unknown-value": RuleInfo(DATA, "A field with a closed set of words has one of them."),
    "text-length": RuleInfo(DATA, "A text is neither empty nor longer than its place on the page."),
    "text-form": RuleInfo(DATA, "A slug, a domain, a number or a code has its form."),
    "list-length": RuleInfo(DATA, "A list has as many items as it needs and as a page can show."),
    "number-range": RuleInfo(DATA, "A number is one that can be true."),
    "url-form": RuleInfo(DATA, "An address starts with `https://` and has neither a port nor a user name."),
    "hidden-character": RuleInfo(DATA, "A text has no invisible characters: they can make one name read as another."),
    "invalid-value": RuleInfo(DATA, "A value is what its field describes."),
    "no-steps": RuleInfo(DATA, "A route has steps, or is a biller’s route whose steps stand in the biller’s guide."),
    "no-check": RuleInfo(DATA, "A route with steps says when and against what it was checked."),
    "check-source": RuleInfo(DATA, "A check names its source; only `reported` goes without."),
    "date-form": RuleInfo(DATES, "A date is a real day, written YYYY-MM-DD."),
    "date-order": RuleInfo(DATES, "A text is not newer than its reading, and a check not older than the guide."),
    "heading-title": RuleInfo(TEXT, "Sections start at `##`; the page’s title comes from the data."),
    "heading-order": RuleInfo(TEXT, "Headings leave no level out, because screen readers navigate by them."),
    "heading-empty": RuleInfo(TEXT, "A heading has a text."),
    "raw-html": RuleInfo(TEXT, "A guide is Markdown; of HTML only `<kbd>` and `<br>` are let through."),
    "attribute-list": RuleInfo(TEXT, "Elements get no attributes of their own; `{…}` could carry styles and scripts."),
    "callout-kind": RuleInfo(TEXT, "A box is of a kind that exists."),
    "callout-empty": RuleInfo(TEXT, "A box has a text below its title."),
    "callout-title": RuleInfo(TEXT, "A question box has its question as the title."),
    "left-over-syntax": RuleInfo(
        TEXT, "Markup that nothing understands (`!!!`, `???`, `///`, `[!`) is not printed on a page."
    ),
    "authors-file": RuleInfo(ACROSS, "docs/about/authors.yml exists."),
    "author-key": RuleInfo(ACROSS, "An author’s key is written like a slug."),
    "unknown-author": RuleInfo(ACROSS, "Who signs a guide has an entry in docs/about/authors.yml."),
    "unknown-category": RuleInfo(ACROSS, "A category has a page in docs/categories/."),
    "unknown-related": RuleInfo(ACROSS, "A guide that another one names exists."),
    "biller-missing": RuleInfo(ACROSS, "A route without steps has a biller’s guide to take them from."),
    "biller-twice": RuleInfo(ACROSS, "A biller has one guide."),
    "route-twice": RuleInfo(ACROSS, "Two routes of a guide differ in channel, name, device, plan or region."),
    "name-twice": RuleInfo(ACROSS, "A name or an alias leads to one guide."),
    "address-twice": RuleInfo(ACROSS, "An address, former ones included, leads to one guide."),
    "domain-twice": RuleInfo(ACROSS, "A domain belongs to one service, or to services of one `vendor`."),
    "descriptor-twice": RuleInfo(
        ACROSS, "A line on a bank statement leads to one guide, or to guides of one `vendor`."
    ),
    "redirect-loop": RuleInfo(ACROSS, "A retired guide leads to one that is kept."),
    "ignore-unknown": RuleInfo(SILENCING, "A rule that a guide silences exists."),
    "ignore-refused": RuleInfo(SILENCING, "Only rules about taste and judgement can be silenced."),
    "ignore-unneeded": RuleInfo(SILENCING, "A silenced rule would fire without it.", Severity.WARNING),
}


def severity(rule: str) -> Severity:
    """Give the severity of a rule; a rule that is not listed here is a defect, and a KeyError."""
    return RULES[rule].severity
