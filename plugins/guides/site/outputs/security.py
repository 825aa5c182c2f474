"""`security.txt`: who hears of a weakness of the site (RFC 9116), where the publisher has said so.

A build has no clock, so that it checks the form of the day alone; `guides stale` says when it has come.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from guides.source.settings import SettingsError

PATHS = (".well-known/security.txt", "security.txt")
"""Where it belongs, and where it may lie too: some hosts publish no folder that begins with a dot."""
_SCHEMES = ("https://", "mailto:", "tel:")
_EXAMPLE = "`extra: {security: {contact: https://your.example/report, expires: 2027-11-01}}`"


@dataclass(frozen=True, slots=True)
class Security:
    """What the publisher says: where to write to, the best place first, and until when that holds."""

    contacts: tuple[str, ...]
    expires: datetime


def _expires(value: object) -> datetime:
    """Read a day or a moment; what has no zone is meant in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise SettingsError(f"`expires` of security in mkdocs.yml is a day such as 2027-11-01: {_EXAMPLE}")
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


def of(settings: Mapping[str, Any]) -> Security | None:
    """Read the settings of the site; nothing where they name no contact. Raises SettingsError."""
    said = (settings.get("extra") or {}).get("security")
    if said is None:
        return None
    if not isinstance(said, Mapping) or set(said) != {"contact", "expires"}:
        raise SettingsError(f"security in mkdocs.yml has a contact and a day on which that expires: {_EXAMPLE}")
    contacts = said["contact"] if isinstance(said["contact"], list) else [said["contact"]]
    for contact in contacts or [None]:
        if not isinstance(contact, str) or not contact.startswith(_SCHEMES) or not contact.isprintable():
            raise SettingsError(
                f"a contact of security in mkdocs.yml begins with https://, mailto: or tel:: {_EXAMPLE}"
            )
    return Security(tuple(contacts), _expires(said["expires"]))


def text(security: Security, url: str) -> str:
    """Write the file; `url` is the address of the site."""
    lines = [f"Contact: {contact}" for contact in security.contacts]
    lines.append(f"Expires: {security.expires:%Y-%m-%dT%H:%M:%SZ}")
    if url.startswith("https://"):
        lines.append(f"Canonical: {url.rstrip('/')}/{PATHS[0]}")
    return "\n".join([*lines, "Preferred-Languages: en", ""])


def write(site: Path, security: Security | None, url: str) -> None:
    """Write the file into a built site, in both places where it is looked for; where none is set, none."""
    if security is not None:
        for path in PATHS:
            (site / path).parent.mkdir(exist_ok=True)
            (site / path).write_text(text(security, url), encoding="utf-8", newline="")
