"""What the rules on one guide look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guides.body import Body
from guides.diagnostics import Diagnostic
from guides.frontmatter import Document
from guides.model import Biller, Guide


@dataclass(frozen=True, slots=True)
class Subject:
    """One file, read. `page` is missing when its data are not valid."""

    document: Document
    body: Body
    page: Guide | Biller | None


Rule = Callable[[Subject], Iterator[Diagnostic]]
