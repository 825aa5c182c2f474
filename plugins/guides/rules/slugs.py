"""The rule for file names, which are the addresses of pages."""

import re
import unicodedata

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60


def slugify(text: str) -> str:
    """Turn a name into an address: `Disney+` into `disney-plus`; empty when no letter of it is a Latin one."""
    ascii_only = unicodedata.normalize("NFKD", text.replace("+", " plus ")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:_LONGEST].strip("-")


def bad_slug(stem: str) -> tuple[str, str] | None:
    """Say what is wrong with a file name and what would be right, or nothing."""
    if _SLUG.fullmatch(stem) and len(stem) <= _LONGEST:
        return None
    proposal = slugify(stem) or "name-of-the-service"
    message = (
        f"`{stem}.md` cannot be an address: it takes lower-case letters and digits, with single hyphens between words."
    )
    return message, f"Rename the file to `{proposal}.md`."
