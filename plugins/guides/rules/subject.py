"""What the rules on one guide look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from guides.diagnostics import Diagnostic
from guides.frontmatter import Document
from guides.knowledge import hosts
from guides.knowledge.surroundings import NOWHERE, Surroundings
from guides.model import Biller, Guide
from guides.reading.body import Body
from guides.reading.prose import Prose
from guides.reading.written import at, records


@dataclass(frozen=True)
class Subject:
    """One file, read, and what stands around it.

    `page` is missing when its data are not valid, `uri` is the file's path below docs/.
    """

    document: Document
    body: Body
    page: Guide | Biller | None
    uri: str = ""
    around: Surroundings = NOWHERE

    @cached_property
    def prose(self) -> Prose:
        """The texts and the links of the file."""
        return Prose(self.document, self.body)

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """The hosts that the file declares as those of its service or biller."""
        field = "biller" if "biller" in self.document.data else "service"
        declared = at(self.document.data, field, "domains")
        return tuple(one for one in declared if isinstance(one, str)) if isinstance(declared, list) else ()

    @cached_property
    def billers(self) -> tuple[str, ...]:
        """The domains of the billers that the file's routes name."""
        named = {route.get("via") for _, route in records(self.document.data, "routes")}
        return tuple(domain for via, found in self.around.billers.items() if via in named for domain in found)

    @cached_property
    def vendors(self) -> tuple[str, ...]:
        """The domains of the service, its company and its billers, as far as somebody registered them."""
        vendor = at(self.document.data, "service", "vendor") or at(self.document.data, "biller", "vendor")
        kin = self.around.vendors.get(vendor, ()) if isinstance(vendor, str) else ()
        return tuple(one for one in (*self.domains, *kin, *self.billers) if hosts.owner(one) is not None)


Rule = Callable[[Subject], Iterator[Diagnostic]]
