"""Rules about phone numbers and e-mail addresses: declared, sourced, and none besides."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import CONTACTS
from guides.rules.context import Checker, Subject
from guides.rules.lib import hosts, phone_numbers, urls
from guides.rules.lib.phone_numbers import PHONE_UNDECLARED
from guides.rules.links import is_valid_field, is_vendors
from guides.source.frontmatter import Loc
from guides.source.raw import at, merchant_key, records, texts
from guides.source.text import Passage, flat
from guides.source.words import has_any

_KINDS = {"phone": "number", "sms": "number", "fax": "number", "email": "address"}
_NUMBERS = ("phone", "sms", "fax")
# `name@host.tld`, also with `(at)` and `[dot]`; without brackets only where both words stand.
_AT = r"\s*(?:@|[\[({<]\s*(?:at|@)\s*[\])}>])\s*"
# Possessive, and from the start of a word only, so that no text takes long to read.
_MAIL = (
    rf"(?i)(?<![\w.+%'-])[\w.+%'-]++{_AT}[\w-]+(?:\s?\.\s?[\w-]+)*\s?\.\s?[a-z]{{2,}}"
    r"|(?<![\w.+-])[\w.+-]++\s+at\s+[\w-]+\s+(?:dot|punkt|point)\s+[a-z]{2,}"
)
"""Compiled when a text has one of the signs below, as few have."""
_MAIL_SIGNS = frozenset({"@", "at)", "at]", "at}", "at>", "at )", "at ]", "at }", " dot", " punkt", " point"})
_MESSENGERS = frozenset(
    {
        "zalo",
        "threema",
        "kik",
        "kakao",
        "matrix",
        "gram",
        "whats",
        "signal",
        "chat",
        "viber",
        "messenger",
        "discord",
        "line",
        "imessage",
        "skype",
    }
)
_WRITTEN_TO = _MAIL_SIGNS | _MESSENGERS
_MESSENGER_SIGNS = ("@", "#", ":", "=")
"""Signs of which every account at a messenger has one."""
_MESSENGER = (
    r"(?i)\b(?:telegram|whats ?app|signal|we ?chat|viber|messenger|discord|line app|imessage)\b[^.!?\n]{0,60}?"
    r"(?<![\w@/.])(@[\w.]{3,}|[\w.]+#\d{4})"
    r"|(?<![\w@/.])(@[\w.]{3,})[^.!?\n]{0,40}\b(?:telegram|whats ?app|signal|we ?chat|viber|discord)\b"
    r"|\b(?:telegram|whats ?app|we ?chat|viber|skype|kakao ?talk|zalo|threema|snapchat|kik|(?-i:LINE) (?=id))"
    r"(?: ?id| name| user(?:name)?| handle)?\s*[:=]\s*@?([\w.:+-]{4,})"
    r"|\bsignal\b[^.!?\n]{0,20}?([a-z]\w{2,}\.\d{2,})\b|(?<!\w)(@[\w.-]+:[\w-]+\.[a-z]{2,})"
)
"""Compiled when a text has such a sign, and a messenger’s name."""
_LONGEST_SHORT = 10
"""From more signs on, nobody means a short number with a country code before it."""
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]")


_FIX_PHONE = (
    "Declare it under the route that it is for, with the vendor’s page as its source: "
    'phone: {number: "+1…", source: https://…}; a short number with its country, also under `sms` or `fax`: '
    'sms: {number: "65075", country: GB, source: https://…}. Or remove it.'
)
_FIX_MAIL = (
    "Declare it under a route `via: email`, with the vendor’s page as its source: "
    "email: {address: …, source: https://…}. Or remove it."
)
_FIX_ELSEWHERE = "Remove it: contacts stand in a guide’s data only, with the vendor’s page as their source."
_FIX_OWN = (
    "If it is the publisher’s own, name it in mkdocs.yml, a number with its country: "
    '`extra: {contacts: [me@films.example, "+49301234567"]}`.'
)


def _fix(subject: Subject, of_guides: str) -> str:
    if subject.uri in OF_THE_PUBLISHER:
        return _FIX_OWN
    return of_guides if "routes" in subject.document.data else _FIX_ELSEWHERE


OF_THE_PUBLISHER = ("about/imprint.md", "about/privacy.md")
"""The pages that may have the contacts which the site's settings name."""


def _declared(subject: Subject, kind: str) -> Iterator[tuple[Loc, str, list[str]]]:
    """Give each number or address that a route declares, with its place and the route's regions."""
    if subject.uri in OF_THE_PUBLISHER and kind in {"email", "phone"}:
        for contact in subject.context.contacts:
            if ("@" in contact) == (kind == "email"):
                yield (), contact, []
    for loc, route in records(subject.document.data, "routes"):
        value = at(route, kind, _KINDS[kind])
        if isinstance(value, str):
            regions = route.get("regions")
            yield (*loc, kind, _KINDS[kind]), value, list(map(str, regions)) if isinstance(regions, list) else []


def _numbers(subject: Subject) -> Iterator[tuple[Loc, str, list[str]]]:
    """Give each number that a route declares, to call or to write to."""
    named = {key for _, route in records(subject.document.data, "routes") for key in route}
    for kind in _NUMBERS:
        if kind in named or subject.uri in OF_THE_PUBLISHER:
            yield from _declared(subject, kind)


def _regions(subject: Subject) -> list[str]:
    """Give the countries that the guide's routes name, in which its numbers may be written."""
    return [
        region[:2]
        for _, route in records(subject.document.data, "routes")
        if isinstance(regions := route.get("regions"), list)
        for region in regions
        if isinstance(region, str) and region not in {"EU", "EEA"}
    ]


PHONE_INVALID = Rule(
    "phone-invalid",
    CONTACTS,
    "A phone number is one that can exist in its country.",
    bad='routes:\n  - via: phone\n    phone: {number: "+1800555", source: https://films.example/contact}',
    good='routes:\n  - via: phone\n    phone: {number: "+18005551234", source: https://films.example/contact}',
)


def declared_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """A declared number can exist."""
    for loc, number, _ in _numbers(subject):
        if re.fullmatch(r"\+\d{7,15}", number) and not phone_numbers.is_valid(number):
            message = f"`{number}` cannot be a phone number: too many or too few digits, or a prefix that no one has."
            fix = "Copy it again from the vendor’s page: + and the country code, without the 0 in front."
            if len(number) <= _LONGEST_SHORT:
                fix = f'{fix} A short number has no country code: number: "150", country: GB.'
            yield PHONE_INVALID.at(subject.document, subject.document.locate(loc), message, fix)


PHONE_COSTLY = Rule(
    "phone-costly",
    CONTACTS,
    "A declared number is no premium, personal or satellite number: calling one can cost more than a subscription.",
    bad='routes:\n  - via: phone\n    phone: {number: "+19005551234", source: https://films.example/contact}',
    good='routes:\n  - via: phone\n    phone: {number: "+18005551234", source: https://films.example/contact}',
)
PHONE_REGION = Rule(
    "phone-region",
    CONTACTS,
    "A number belongs to a country in which its route is open.",
    bad="routes:\n  - via: phone\n    regions: [US]\n"
    '    phone: {number: "+442079460000", source: https://films.example/contact}',
    good="routes:\n  - via: phone\n    regions: [GB]\n"
    '    phone: {number: "+442079460000", source: https://films.example/contact}',
)


def kinds_of_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """A declared number costs no fortune, and is one of the route's own countries."""
    for loc, number, regions in _numbers(subject):
        if not number.startswith("+") or not phone_numbers.is_valid(number):
            continue
        place = subject.document.locate(loc)
        if what := phone_numbers.costly(number):
            message = f"`{number}` is a {what} number; a call can cost more than the subscription."
            yield PHONE_COSTLY.at(subject.document, place, message, "Give the vendor’s ordinary number, or none.")
            continue
        countries = {region[:2] for region in regions}
        home = phone_numbers.homes(number)
        if home and countries and not {"EU", "EEA"} & {*regions} and not home & countries:
            message = f"`{number}` begins with the code of another country than {', '.join(sorted(countries))}."
            yield PHONE_REGION.at(
                subject.document, place, message, "Give the number of the route’s own country, or correct `regions`."
            )


EMAIL_HOST = Rule(
    "email-host",
    CONTACTS,
    "An e-mail address is at one of the vendor’s domains.",
    bad="routes:\n  - via: email\n    email: {address: films@mail.example, source: https://films.example/contact}",
    good="routes:\n  - via: email\n    email: {address: help@films.example, source: https://films.example/contact}",
)


def declared_mail(subject: Subject) -> Iterator[Diagnostic]:
    """A declared e-mail address is one of the vendor's."""
    for loc, address, _ in _declared(subject, "email"):
        host = address.rpartition("@")[2].lower()
        # Any other form has been reported by the model.
        has_form = re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", host)
        if has_form and not is_vendors(subject, host) and not subject.lacks_domains:
            own = ", ".join(subject.domains) or "none"
            message = f"`{address}` is not at one of the domains of this guide ({own})."
            fix = "Use the vendor’s own address. If the host is the vendor’s, add it to `domains`."
            yield EMAIL_HOST.at(subject.document, subject.document.locate(loc), message, fix)


CONTACT_SOURCE = Rule(
    "contact-source",
    CONTACTS,
    "A number or an address comes from the vendor’s own page.",
    bad='routes:\n  - via: phone\n    phone: {number: "+18005551234", source: https://numbers.example/films}',
    good='routes:\n  - via: phone\n    phone: {number: "+18005551234", source: https://films.example/contact}',
)


def sourced(subject: Subject) -> Iterator[Diagnostic]:
    """A number or an address comes from the vendor's own page."""
    for loc, route in records(subject.document.data, "routes") if not subject.lacks_domains else ():
        for kind in (*_NUMBERS, "email", "address"):
            source = at(route, kind, "source")
            if not isinstance(source, str) or not is_valid_field(source) or is_vendors(subject, urls.host_of(source)):
                continue
            own = ", ".join(subject.domains) or "none"
            host = urls.host_of(source)
            message = f"The source is at `{host}`, not at one of the domains of this guide ({own})."
            fix = "Give the vendor’s own page that has it. Other sites repeat planted numbers and addresses."
            place = subject.document.locate((*loc, kind, "source"))
            yield CONTACT_SOURCE.at(subject.document, place, message, fix)


def _is_service_name(subject: Subject, passage: Passage, written: str) -> bool:
    """Whether a number in letters is the service's own name, such as 1-800-Flowers."""
    if written.replace("-", "").replace(" ", "").isdigit() or not passage.loc:
        return False
    name = at(subject.document.data, merchant_key(subject.document.data), "name")
    return isinstance(name, str) and _folded(written) in _folded(name)


def _folded(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text.lower())


def undeclared_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """Whatever looks like a phone number is declared, with a source."""
    known = frozenset(declared for _, declared, _ in _numbers(subject))
    short = {declared.strip("*#") for declared in known if not declared.startswith("+")}
    regions = _regions(subject)
    prose = subject.prose
    words = prose.words_among(phone_numbers.DIGIT_WORDS), prose.words_among(phone_numbers.OTHER_WORDS)
    for place in sorted(phone_numbers.likely(prose.plain, prose.small)):
        passage = prose.passages[place]
        if passage.loc[:1] == ("routes",) and passage.loc[-1] in _NUMBERS:
            continue  # reported by the model: a text stands in the place of the group
        for number in phone_numbers.find(passage.plain, regions, *words):
            if (
                number.written.strip("*# ") in short
                or phone_numbers.same(number, known, regions)
                or _is_service_name(subject, passage, number.written)
            ):
                continue
            position = prose.locate(passage, number.written, number.offset)
            message = f"“{' '.join(number.written.split())}” looks like a phone number, and no route declares it."
            fix = _fix(subject, _FIX_PHONE)
            if "statement" in passage.loc:
                fix = "Leave the digits out of the line; readers find it without them."
            yield PHONE_UNDECLARED.at(subject.document, position, message, fix)


def _begins(passage: Passage) -> bool:
    """Whether a text begins with digits, which may go on those before it; any signs may stand around them."""
    return next(filter(str.isalnum, passage.plain), "").isdigit()


def _ends(passage: Passage) -> bool:
    return next(filter(str.isalnum, reversed(passage.plain)), "").isdigit()


def _columns(subject: Subject) -> Iterator[list[Passage]]:
    """Give the cells of each column of each table, from top to bottom."""
    at_place = {(passage.position.line, passage.text): passage for passage in subject.prose.passages if not passage.loc}
    columns: list[list[Passage]] = []
    column = 0
    for inside, token in zip(subject.body.tokens, subject.body.tokens[1:], strict=False):
        if inside.type == "table_open":
            columns = []
        elif inside.type == "tr_open":
            column = 0
        elif inside.type in {"td_open", "th_open"} and token.map:
            line = subject.document.body_line + token.map[0]
            columns += [[] for _ in range(column + 1 - len(columns))]
            if cell := at_place.get((line, flat(token.children or [])[0])):
                columns[column].append(cell)
            column += 1
        elif inside.type == "tbody_close":
            yield from columns


def _chains(subject: Subject) -> Iterator[Sequence[Passage]]:
    """Give texts that follow each other, each ending with a digit and the next beginning with one."""
    for passages in (subject.prose.passages, *_columns(subject)):
        pairs = enumerate(pairwise(passages), 1)
        breaks = [place for place, (one, other) in pairs if not (_ends(one) and _begins(other))]
        for start, stop in pairwise([0, *breaks, len(passages)]):
            if stop - start > 1:
                yield passages[start:stop]


def stacked_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """A number that is spread over the items of a list or the cells of a table is one all the same."""
    known = frozenset(declared for _, declared, _ in _numbers(subject))
    regions = _regions(subject)
    for chain in _chains(subject) if any(map(_ends, subject.prose.passages)) else ():
        joints, end = [], -1
        for passage in chain:
            end += len(passage.plain.strip()) + 1
            joints.append(end)
        for number in phone_numbers.find(" ".join(passage.plain.strip() for passage in chain), regions):
            stop = number.offset + len(number.written)
            crossed = [place for place in joints[:-1] if number.offset < place < stop]
            is_one = crossed and phone_numbers.has_shape(number.written)
            if is_one and not phone_numbers.same(number, known, regions):
                first = chain[joints.index(crossed[0])]
                position = subject.prose.locate(first, first.plain.strip())
                message = f"“{number.written}” looks like a phone number, spread over several items or cells."
                fix = f"{_fix(subject, _FIX_PHONE)} If it is none, say in each what the digits count."
                yield PHONE_UNDECLARED.at(subject.document, position, message, fix)


def numbers_in_addresses(subject: Subject) -> Iterator[Diagnostic]:
    """A page's address has no number in it either: search engines show it."""
    places: list[tuple[Loc, str]] = [((), subject.uri.rpartition("/")[2].removesuffix(".md"))]
    places += texts(subject.document, "former_slugs")
    for loc, slug in places:
        for number in phone_numbers.find(slug):
            message = f"The address `{slug}` has “{number.written}” in it, which looks like a phone number."
            fix = "Name the file after the service." if not loc else "Remove it."
            yield PHONE_UNDECLARED.at(subject.document, subject.document.locate(loc), message, fix)


def _plain_mail(written: str) -> str:
    text = re.sub(_AT, "@", written, flags=re.IGNORECASE)
    text = re.sub(r"\s+(?:dot|punkt|point)\s+", ".", text, flags=re.IGNORECASE)
    return re.sub(r"\s+at\s+", "@", text, flags=re.IGNORECASE).replace(" ", "").strip(".'").lower()


def _without_next_sentence(written: str) -> str:
    """Leave out the word behind a full stop, where what stands before it is an address already."""
    before, _, after = written.rpartition(". ")
    is_whole = before and after[:1].isupper() and hosts.is_known_ending(before.rpartition(".")[2].lower())
    return before if is_whole else written


EMAIL_UNDECLARED = Rule(
    "email-undeclared",
    CONTACTS,
    "An e-mail address stands under the `email` of a route, with its source; a messenger’s nowhere.",
    bad="Write to help@films.example.",
    good="Write to the address that the route names.",
)


def undeclared_mail(subject: Subject) -> Iterator[Diagnostic]:
    """Whatever looks like an e-mail address or a messenger's is declared, with a source."""
    known = {address.lower() for _, address, _ in _declared(subject, "email")}
    signs, messengers = map(subject.prose.words_among, (_MAIL_SIGNS, _MESSENGERS))
    for passage in subject.prose.passages_with(_WRITTEN_TO):
        if passage.loc and passage.loc[-2:] == ("email", "address"):
            continue
        text = passage.plain
        has_sign, has_name = has_any(passage.small, signs), has_any(passage.small, messengers)
        # Both as it stands and without tricks: one spells out its dots, the other its digits.
        forms = dict.fromkeys((text, passage.text)) if has_sign else ()
        mails = (_without_next_sentence(match.group()) for form in forms for match in re.finditer(_MAIL, form))
        accounts = [mail for mail in mails if _plain_mail(mail) not in known]
        if has_name and has_any(text, _MESSENGER_SIGNS):
            accounts += [next(filter(None, match.groups())) for match in re.finditer(_MESSENGER, text)]
        for written in dict.fromkeys(accounts):
            position = subject.prose.locate(passage, written, max(text.find(written), 0))
            message = f"“{written}” looks like an e-mail address or an account to write to, and no route declares it."
            fix = _fix(subject, _FIX_MAIL)
            yield EMAIL_UNDECLARED.at(subject.document, position, message, fix)


CONTACT_LINK = Rule(
    "contact-link",
    CONTACTS,
    "A link calls or writes only to what a route declares, and fills in nothing.",
    bad="[Call them](tel:+18005550199)",
    good="[Your account](https://films.example/account)",
)


def contact_links(subject: Subject) -> Iterator[Diagnostic]:
    """A link that calls or writes does so to a declared number or address, and to nobody else."""
    phones = {number for _, number, _ in _numbers(subject)}
    mail = {address.lower() for _, address, _ in _declared(subject, "email")}
    reported = set()
    for link in subject.prose.links:
        scheme = urls.scheme(link.url)
        if scheme not in {"tel", "mailto"} or link.kind == "reference":
            continue
        target = unquote(link.url.strip().partition(":")[2]).strip()
        if scheme == "tel" and re.sub(r"[^\d+]", "", target) in phones and re.fullmatch(r"\+[\d ().-]+", target):
            continue
        if scheme == "mailto" and target.lower() in mail:
            continue
        if (link.url, link.position.line) in reported:
            continue
        reported.add((link.url, link.position.line))
        what = "calls a number" if scheme == "tel" else "writes to an address"
        message = f"`{link.url}` {what} that no route declares."
        if scheme == "mailto" and target.partition("?")[0].lower() in mail:
            message = f"`{link.url}` fills in more than the address: copies or a text that readers would send unread."
        fix = "Remove the link: the page links what a route declares under `phone` or `email` by itself."
        yield CONTACT_LINK.at(subject.document, link.position, message, fix)


CHECKERS: tuple[Checker, ...] = (
    declared_numbers,
    kinds_of_numbers,
    declared_mail,
    sourced,
    undeclared_numbers,
    stacked_numbers,
    numbers_in_addresses,
    undeclared_mail,
    contact_links,
)
