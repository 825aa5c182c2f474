"""Files in docs/about/ that say who or what is trusted: one record a key, read like front matter."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from pydantic import BaseModel

from guides.diagnostics import Diagnostic
from guides.frontmatter import Document, FrontMatterError, parse
from guides.reading.messages import validate

M = TypeVar("M", bound=BaseModel)


@dataclass(slots=True)
class Register(Generic[M]):
    """The valid records of a file and what is wrong with the others. `document` is missing when it cannot be read."""

    records: dict[str, M] = field(default_factory=dict)
    document: Document | None = None
    found: list[Diagnostic] = field(default_factory=list)


def read(
    text: Callable[[], str], shown: str, model: type[M], bad_key: Callable[[Document, str], Diagnostic | None]
) -> Register[M]:
    """Read a register. `text` reads the file and may refuse; `bad_key` says what is wrong with a key."""
    register: Register[M] = Register()
    try:
        # The file is data only; with fences around it the guides' reader serves.
        register.document = document = parse(f"---\n{text()}\n---\n", shown)
    except FrontMatterError as error:
        # The fence that was added is no line of the file.
        register.found.extend(replace(one, line=max(one.line - 1, 1)) for one in error.diagnostics)
        return register
    for key in document.data:
        if problem := bad_key(document, key):
            errors = [problem]
        else:
            record, errors = validate(model, document, key)
            if record is not None:
                register.records[key] = record
        register.found.extend(replace(one, line=one.line - 1) for one in errors)
    return register
