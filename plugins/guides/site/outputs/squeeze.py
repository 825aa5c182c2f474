"""Pages without the white space that templates leave between elements: no reader sees it, and every page has it."""

import re

_KEPT = re.compile(r"<(pre|textarea|script|style)\b.*?</\1\s*>|<[^>]*>|\s*\n\s*", re.DOTALL | re.IGNORECASE)


def squeeze(html: str) -> str:
    """Write a line break for several, with what indents them; tags, scripts and texts with a form of their own stay."""
    return _KEPT.sub(lambda found: found[0] if found[0].startswith("<") else "\n", html).lstrip()
