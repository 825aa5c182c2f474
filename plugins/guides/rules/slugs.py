"""The rule for file names, which are the addresses of pages."""

import re
import unicodedata

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60


def bad_slug(stem: str) -> tuple[str, str] | None:
    """Say what is wrong with a file name and what would be right, or nothing."""
    if _SLUG.fullmatch(stem) and len(stem) <= _LONGEST:
        return None
    ascii_only = unicodedata.normalize("NFKD", stem.replace("+", " plus ")).encode("ascii", "ignore").decode()
    proposal = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:_LONGEST].strip("-") or "name-of-the-service"
    message = (
        f"`{stem}.md` cannot be an address: it takes lower-case letters and digits, with single hyphens between words."
    )
    return message, f"Rename the file to `{proposal}.md`."
