"""What a guide may say: the shape of its front matter, field by field.

The docstring under each field is the one description of it. The JSON schema, the reference
page for contributors and the editor support are all generated from here. No I/O. What holds
between several fields stands in guides.rules.
"""

from guides.model.guide import (
    Author,
    Authority,
    Biller,
    Category,
    Change,
    ChangedPage,
    Dispute,
    Guide,
    OtherPage,
    Page,
    Picture,
    Source,
    Watched,
)
from guides.model.known import KnownService, KnownServices, NameSource
from guides.model.law import Law, LawRule
from guides.model.merchant import BillerIdentity, Merchant, Service
from guides.model.outcome import Access, Deadline, Fee, Instead, Outcome, Rule
from guides.model.route import Check, Reading, Route, Step

__all__ = [
    "Access",
    "Author",
    "Authority",
    "Biller",
    "BillerIdentity",
    "Category",
    "Change",
    "ChangedPage",
    "Check",
    "Deadline",
    "Dispute",
    "Fee",
    "Guide",
    "Instead",
    "KnownService",
    "KnownServices",
    "Law",
    "LawRule",
    "Merchant",
    "NameSource",
    "OtherPage",
    "Outcome",
    "Page",
    "Picture",
    "Reading",
    "Route",
    "Rule",
    "Service",
    "Source",
    "Step",
    "Watched",
]
