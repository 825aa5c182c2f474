"""The rule against asking readers for what no company needs in order to end a subscription.

A guide that says "send them your password" makes a victim, and one that says "never send your
password" saves one. So a sentence counts when a verb of giving stands before a secret, in the
same clause, and nothing between them or before them says no.
"""

import re
from collections.abc import Iterator, Sequence

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import CONTACTS
from guides.rules.context import Checker, Subject
from guides.rules.lib.wordlists import one_of
from guides.source.frontmatter import Loc
from guides.source.text import Passage

# No word begins at the end of another: to say so spares the look for each of them there.
_SECRET = re.compile(rf"\b(?=\w)(?:(?P<always>{one_of('secrets')})|{one_of('logins')})\b", re.IGNORECASE)
# Giving something to a person.
_SEND = (
    # “your e-mail and password” and “Confirm with your password” give nothing to anybody.
    r"(?:(?<!your )(?<!an )(?<!the )(?<!by )e-?mail(?! address)|(?:confirm|verify) (?:to them )?(?:your|the)"
    r"|(?:text|mail|post|fax|message|dm|whatsapp) (?:us|them|him|her|me|your|an?|the (?:agent|team|company|vendor))"
    r"|send|forward|(?:reply|answer|respond)(?:ing)? (?:to [\w ]{1,30} )?with|write (?:down|them|us|in|your)"
    r"|tell(?! your bank)|give|provide|share|include|attach|upload|submit|supply|disclose|reveal|dictate|quote"
    r"|read (?:out|them|him|her|your|(?:the|an|our) (?:agent|caller|desk|support))"
    r"|hand over|state your|have (?:ready|at hand|your)|put your)"
)
# Typing something where a page asks for it: honest for a password, not for a card's code.
_TYPE = r"(?:enter|type(?: in)?|fill in|key in|input|scan|photograph|take)"
_NEED = re.compile(
    r"\b(?:you(?:'ll| will)? need|needs?|require[sd]?|asks? for|have)\b",
    re.IGNORECASE,
)
NO = re.compile(
    r"\b(?:never|not|no|don't|doesn't|won't|cannot|can't|nobody|no one|neither|nor|without|refuse|avoid|stop|beware"
    r"|anyone who|whoever|if [^,.;]{1,25} (?:asks?|wants?|demands?)|scam\w*|fraud\w*"
    r"|last (?:four|4|three|3|two|2)(?: digits)?|hide|cover|black out|remove|instead of|change|reset|forgot\w*|lost)\b",
    re.IGNORECASE,
)
_NO_NO = re.compile(
    r"\b(?:not|don't|never) (?:hesitate|forget|fail|wait|delay|worry|be afraid|mind|only|just)\b"
    r"|\bnot? (?:longer|problem|doubt)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.!?;:\n]+\s|\s[–—-]\s|,\s(?=(?:and|but|so|then|or)\b)|\b(?:but|unless|until|otherwise)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\s+(?:(?:must|should|has to|have to|needs? to) be|is to be|are to be)"
    r" (?:sent|provided|given|e-?mailed|told|shared|submitted|included|attached|read out)\b"
    # Behind a stop, of the thing just named: “SSN; provide it.”
    r"|\s*[;:,–—-]\s*(?:please )?(?:provide|have|read|send|give|tell|quote|state) (?:it|them|this)\b",
    re.IGNORECASE,
)
# Words of which every secret has one: a look for them spares most texts the long expression.
_WORDS = frozenset(
    {
        *("pass", "card", "code", "cv2", "cvc", "cvv", "ssn", "social security", "insurance number", "otp", "iban"),
        *("bank login", "bank log-in", "banking log", "bank account", "credential", "phrase", "login d", "log-in d"),
        *("maiden name", "private key", "licen", " id", "aadhaar"),
    }
)
_PIN_WORDS = frozenset({"pin"})
_PIN = re.compile(r"\bpin\b", re.IGNORECASE)
"""The one secret whose word is a part of many others."""
_LONGEST_CLAUSE = 300
_BARE = re.compile(r"\s*(?:(?:and )?(?:your|the|a|an|both) )?\s*", re.IGNORECASE)
# What somebody else sends or checks: “Support can send you a new password”, “Films may verify your card”.
_OTHERS = r"(?<!\bmay )(?<!\bwill )(?<!\bcan )(?<!\bmight )(?<!\bcould )"
_YOU = re.compile(r"\byou(?:'ll| (?:can|may|will|could|might))\b", re.IGNORECASE)
_SENDING = re.compile(rf"{_OTHERS}\b{_SEND}\b(?! you\b)", re.IGNORECASE)
_TYPING = re.compile(rf"\b{_TYPE}\b", re.IGNORECASE)
_TOOL_WORDS = frozenset(
    {
        *("anydesk", "any desk", "rustdesk", "rust desk", "viewer", "logme", "log me", "quicksupport", "quick support"),
        *("supremo", "screenconnect", "screen connect", "assist", "splashtop", "remotepc", "hoptodesk", "iperius"),
        *("remote desktop", "ammyy", "dwservice"),
    }
)
_TOOL = re.compile(
    r"\b(any ?desk|team ?viewer|ultra ?viewer|rust ?desk|log ?me ?in(?: rescue)?|quick ?support|supremo"
    r"|screen ?connect|go ?to ?assist|zoho assist|quick ?assist|splashtop|remotepc|hop ?to ?desk|iperius(?: remote)?"
    r"|chrome remote desktop|ammyy(?: admin)?|dwservice)\b",
    re.IGNORECASE,
)
_RUN = re.compile(r"\b(?:install|download|open|start|run|allow|use|go to(?: the)?)\b[^.!?\n]{0,40}$", re.IGNORECASE)


def without_double_no(clause: str) -> str:
    """Leave out what sounds like a no and is none: “do not hesitate to send them”."""
    return _NO_NO.sub("", clause)


def before(text: str, start: int) -> str:
    """Give the clause in front of a secret."""
    begin = max(0, start - _LONGEST_CLAUSE)
    for match in _CLAUSE.finditer(text, begin, start):
        begin = match.end()
    return text[begin:start]


def _is_asked(secret: re.Match[str], clause: str, loc: Loc) -> bool:
    if _PASSIVE.match(secret.string, secret.end()):
        return True
    if NO.search(without_double_no(clause)):
        return False
    if _SENDING.search(_YOU.sub("you", clause)):
        return True
    if secret["always"] is None:
        return False
    is_needed = "requires" in loc or _NEED.search(clause) is not None
    return is_needed or _TYPING.search(clause) is not None


def _asked(passage: Passage, lead: str = "") -> Iterator[tuple[str, int]]:
    """Give the secrets that a passage asks for; `lead` is the line above a list: “Send them:”."""
    text = passage.plain.replace("\u2019", "'")
    for secret in _SECRET.finditer(text):
        clause = before(text, secret.start())
        if _BARE.fullmatch(clause):
            clause = f"{lead} {clause}"
        if _is_asked(secret, clause, passage.loc):
            yield secret.group(), secret.start()


SECRET_REQUEST = Rule(
    "secret-request",
    CONTACTS,
    "No text asks readers for a social security number, a whole card number, a card’s code, a password in a "
    "letter, or to let somebody into their machine.",
    bad="Send them your password.",
    good="Never send them your password.",
)


def _lead(above: str, passages: Sequence[Passage]) -> str:
    """Give the line above a list, `Send them:`, behind some more texts: it stands until a sentence ends."""
    for passage in passages:
        end = passage.plain.rstrip()[-1:]
        if end == ":":
            above = passage.plain.replace("\u2019", "'")
        elif end == ".":
            above = ""
    return above


def requests(subject: Subject) -> Iterator[Diagnostic]:
    """No text asks readers for a secret, or to let a stranger into their machine."""
    prose = subject.prose
    asking, with_tool, with_pin = map(prose.numbers_with, (_WORDS, _TOOL_WORDS, _PIN_WORDS))
    lead, last = "", 0
    for number in sorted(asking | with_tool | with_pin):
        passage = prose.passages[number]
        lead, last = _lead(lead, prose.passages[last:number]), number
        may_ask = number in asking or (number in with_pin and _PIN.search(passage.plain))
        for what, offset in _asked(passage, lead) if may_ask else ():
            position = prose.locate(passage, what, offset)
            message = f"The text seems to ask readers for their {what}: nobody needs it to end a subscription."
            fix = (
                "Remove it. If it is a warning, say so in the same clause: “Never send your password”. "
                "If the vendor really asks for it, say that readers should refuse, and name another way."
            )
            yield SECRET_REQUEST.at(subject.document, position, message, fix)
        for match in _TOOL.finditer(passage.plain) if number in with_tool else ():
            clause = before(passage.plain, match.start())
            if not _RUN.search(clause) or NO.search(clause) or _is_own(subject, match.group(1)):
                continue
            position = prose.locate(passage, match.group(1), match.start())
            message = f"The text lets a stranger into the reader’s machine with {match.group(1)}."
            fix = "Remove it: only swindlers ask for that."
            yield SECRET_REQUEST.at(subject.document, position, message, fix)


def _is_own(subject: Subject, tool: str) -> bool:
    name = "".join(letter for letter in tool.lower() if letter.isalnum())
    return any(name in domain.replace("-", "") for domain in subject.domains)


CHECKERS: tuple[Checker, ...] = (requests,)
