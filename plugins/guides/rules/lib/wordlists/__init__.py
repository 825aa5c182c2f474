"""Lists that rules read: one entry a line, `#` starts a comment. Reviewed like code, edited without knowing any."""

from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> frozenset[str]:
    """Give the entries of a list, by its file name without the ending."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)


def one_of(name: str) -> str:
    """Give a regular expression for any entry of a list of such, the longest first."""
    longest_first = sorted(entries(name), key=lambda entry: (-len(entry), entry))
    return f"(?:{'|'.join(longest_first)})"
