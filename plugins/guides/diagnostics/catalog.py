"""Every rule of the checker: what it demands and why. The reference page is made from this."""

from collections.abc import Mapping
from dataclasses import dataclass

from guides.diagnostics.diagnostic import Severity


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
LINKS, CONTACTS, PICTURES = "Links", "Phone numbers, addresses and secrets", "Pictures"
SILENCING = "Silencing a rule"
CHANGE = "What a change may do"

RULES: Mapping[str, RuleInfo] = {
    "encoding": RuleInfo(FILE, "A file is UTF-8, so that every reader sees the same characters."),
    "file-size": RuleInfo(FILE, "A file has at most 60,000 bytes. The longest sensible guide has a quarter of that."),
    "line-length": RuleInfo(FILE, "A line has at most 2,000 characters."),
    "paragraph-length": RuleInfo(FILE, "A paragraph, a list or a table has at most 5,000 characters."),
    "empty-file": RuleInfo(FILE, "A file has data and text."),
    "file-name": RuleInfo(
        FILE, "A file’s name is its address: lower-case letters and digits, words joined by hyphens."
    ),
    "file-place": RuleInfo(FILE, "A guide’s file ends with `.md` and is in no folder of its own."),
    "symlink": RuleInfo(FILE, "A file is a file: a link could publish what lies outside the site’s pages."),
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
    "link-scheme": RuleInfo(LINKS, "A link starts with `https://`, or is a way to another page of this site."),
    "link-https": RuleInfo(LINKS, "A link is encrypted: `https://`, not `http://`."),
    "link-host": RuleInfo(
        LINKS,
        "A link leads to one of the domains that the guide declares, to those of a biller that it names, to an "
        "authority in docs/about/authorities.yml, or to a page that it cites as a source.",
    ),
    "link-look-alike": RuleInfo(
        LINKS,
        "A host does not imitate one that a guide declares: no letters of other alphabets, no `rn` for `m`, no single "
        "letter more or less, no `lessons-refund.com`.",
    ),
    "link-user": RuleInfo(LINKS, "An address names no user: what stands before `@` only looks like a host."),
    "link-port": RuleInfo(LINKS, "An address names no port."),
    "link-ip": RuleInfo(LINKS, "An address has a name for its host, not a number in whatever spelling."),
    "link-host-form": RuleInfo(LINKS, "A host is written in plain letters: no `%41`, no dot at its end."),
    "link-characters": RuleInfo(LINKS, "An address has no backslash and no hidden character, encoded or not."),
    "link-shortener": RuleInfo(LINKS, "An address shows where it leads: no `bit.ly`, no `amzn.to`."),
    "link-redirect": RuleInfo(LINKS, "An address does not send readers on to another one that it has inside."),
    "link-open-host": RuleInfo(LINKS, "A link does not lead to a form, a document or a video that anybody could make."),
    "link-tracking": RuleInfo(
        LINKS, "An address has no parameters that track readers or pay somebody for them: `utm_source`, `gclid`, `ref`."
    ),
    "link-text-host": RuleInfo(LINKS, "A link whose text names a host leads to that host."),
    "link-empty": RuleInfo(LINKS, "A link has a text and an address."),
    "link-text": RuleInfo(
        LINKS, "A link’s text says where it leads, not “click here”.", Severity.WARNING, can_be_silenced=True
    ),
    "link-missing": RuleInfo(LINKS, "A link to another page of this site leads to a file that exists."),
    "anchor-missing": RuleInfo(LINKS, "A link to a place on a page leads to a heading that exists."),
    "text-host": RuleInfo(LINKS, "A host that stands in a text without a link is one that a link might have, too."),
    "check-elsewhere": RuleInfo(
        LINKS, "The source of an `official-page` or `walkthrough` is the vendor’s, a biller’s or an authority’s page."
    ),
    "source-elsewhere": RuleInfo(
        LINKS, "A source is the vendor’s own page, or there is none.", Severity.WARNING, can_be_silenced=True
    ),
    "domain-shared": RuleInfo(
        LINKS, "A declared domain is the vendor’s alone, not one below which anybody can publish: `co.uk`, `github.io`."
    ),
    "domain-look-alike": RuleInfo(LINKS, "A declared domain cannot be taken for one of another guide."),
    "domain-same-name": RuleInfo(
        LINKS,
        "Domains of one name and different endings belong to one company.",
        Severity.WARNING,
        can_be_silenced=True,
    ),
    "phone-invalid": RuleInfo(CONTACTS, "A phone number is one that can exist in its country."),
    "phone-undeclared": RuleInfo(
        CONTACTS,
        "A phone number stands under the `phone` of a route, with the vendor’s page as its source, and nowhere else "
        "undeclared: not in words, not in letters, not in a title.",
    ),
    "email-host": RuleInfo(CONTACTS, "An e-mail address is at one of the vendor’s domains."),
    "email-undeclared": RuleInfo(
        CONTACTS, "An e-mail address stands under the `email` of a route, with its source; a messenger’s nowhere."
    ),
    "contact-source": RuleInfo(CONTACTS, "A number or an address comes from the vendor’s own page."),
    "contact-link": RuleInfo(CONTACTS, "A link calls or writes only to what a route declares, and fills in nothing."),
    "secret-request": RuleInfo(
        CONTACTS,
        "No text asks readers for a social security number, a whole card number, a card’s code, a password in a "
        "letter, or to let somebody into their machine.",
    ),
    "authority-host": RuleInfo(LINKS, "A host in docs/about/authorities.yml is one that an authority has for itself."),
    "mixed-letters": RuleInfo(TEXT, "A word has letters of one alphabet."),
    "date-form": RuleInfo(DATES, "A date is a real day, written YYYY-MM-DD."),
    "date-order": RuleInfo(DATES, "A text is not newer than its reading, and a check not older than the guide."),
    "date-future": RuleInfo(
        DATES, "No date lies in the future. Found by `guides check`, not by a build, which knows no clock."
    ),
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
    "heading-twice": RuleInfo(TEXT, "Headings differ from each other.", Severity.WARNING, can_be_silenced=True),
    "promise": RuleInfo(
        TEXT,
        "The guide’s own words promise nothing: no “always”, “instantly”, “guaranteed”. Quotations and labels may.",
        Severity.WARNING,
        can_be_silenced=True,
    ),
    "small-talk": RuleInfo(
        TEXT, "A step is not talked small: no “just click”, “simply open”.", Severity.WARNING, can_be_silenced=True
    ),
    "body-length": RuleInfo(
        TEXT, "The text of a guide has about 350 to 900 words.", Severity.WARNING, can_be_silenced=True
    ),
    "image-remote": RuleInfo(PICTURES, "A picture comes from this site, so that readers ask nobody else for it."),
    "image-missing": RuleInfo(PICTURES, "A picture exists below docs/assets/images/."),
    "image-licence": RuleInfo(PICTURES, "A picture has its author and licence in docs/about/images.yml."),
    "image-alt": RuleInfo(PICTURES, "A picture has a text for those who do not see it."),
    "image-size": RuleInfo(PICTURES, "A picture has at most 1,600 by 2,400 pixels and 300,000 bytes."),
    "image-form": RuleInfo(PICTURES, "A picture is a PNG, a JPEG, a WebP or an SVG file, and ends with that name."),
    "image-location": RuleInfo(PICTURES, "A picture does not carry the place where it was taken."),
    "image-active": RuleInfo(PICTURES, "An SVG file draws, and does nothing else: no scripts, no addresses, no HTML."),
    "picture-key": RuleInfo(PICTURES, "docs/about/images.yml lists pictures by their path below docs/assets/images/."),
    "copied-paragraph": RuleInfo(
        ACROSS, "A paragraph stands in one guide only.", Severity.WARNING, can_be_silenced=True
    ),
    "copied-text": RuleInfo(
        ACROSS, "A guide is not another one with the name exchanged.", Severity.WARNING, can_be_silenced=True
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
    "address-lost": RuleInfo(CHANGE, "An address that was published leads to a guide for good."),
    "published-moved": RuleInfo(CHANGE, "The day on which a guide first appeared does not change."),
    "check-outcome": RuleInfo(
        CHANGE, "A check with a new date says what it found: `outcome: confirmed`, or an entry under `changes`."
    ),
    "checks-many": RuleInfo(
        CHANGE, "One change moves the dates of at most twenty checks: nobody compares more in one sitting."
    ),
    "ignore-unknown": RuleInfo(SILENCING, "A rule that a guide silences exists."),
    "ignore-refused": RuleInfo(SILENCING, "Only rules about taste and judgement can be silenced."),
    "ignore-unneeded": RuleInfo(SILENCING, "A silenced rule would fire without it.", Severity.WARNING),
}


def severity(rule: str) -> Severity:
    """Give the severity of a rule; a rule that is not listed here is a defect, and a KeyError."""
    return RULES[rule].severity
