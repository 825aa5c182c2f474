"""Data files in docs/about/ that say who or what is trusted: one record a key."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from guides.diagnostics import Diagnostic
from guides.source.frontmatter import Document, FrontMatterError
from guides.source.schema_errors import validate

M = TypeVar("M", bound=BaseModel)


@dataclass(slots=True)
class DataFile(Generic[M]):
    """The valid records of a file and what is wrong with the others. `document` is missing when it cannot be read."""

    records: dict[str, M] = field(default_factory=dict)
    document: Document | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read(
    read_file: Callable[[], Document], model: type[M], bad_key: Callable[[Document, str], Diagnostic | None]
) -> DataFile[M]:
    """Read a data file. `read_file` may refuse; `bad_key` says what is wrong with a key."""
    file: DataFile[M] = DataFile()
    try:
        file.document = document = read_file()
    except FrontMatterError as error:
        file.diagnostics.extend(error.diagnostics)
        return file
    for key in document.data:
        if problem := bad_key(document, key):
            file.diagnostics.append(problem)
            continue
        record, errors = validate(model, document, key)
        file.diagnostics.extend(errors)
        if record is not None:
            file.records[key] = record
    return file
