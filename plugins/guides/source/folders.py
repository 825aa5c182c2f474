"""The folders of docs/, by what lies in them."""

from collections.abc import Container

GUIDES = ("guides", "billers")
"""Ways to cancel, and their checks."""
RECORDS = (*GUIDES, "categories", "law")
"""Data of which a page is made."""
PAGES = (*RECORDS, "help", "browse", "contribute", "about", "services")
"""Whatever ends with `.md` and becomes a page."""


def lies_in(uri: str, folders: Container[str]) -> bool:
    """Whether a file, by its path below docs/, lies in one of some folders."""
    folder, mark, _ = uri.partition("/")
    return bool(mark) and folder in folders
