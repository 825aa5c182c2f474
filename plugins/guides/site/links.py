"""The links of a page: to other pages of the site, and to the place where its sources lie."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, quote_plus, urlencode, urlsplit

from guides.source.settings import SettingsError


@dataclass(frozen=True, slots=True)
class Forge:
    """Where a kind of host has its pages for editing, reporting and discussing, below a repository's address.

    `marks` are words by one of which a host of this kind is known. `title` and `body` are what the
    page for an issue calls its fields, `file_name` and `file_text` what the page for a new file does.
    Only GitHub fills the fields of issue forms from an address; elsewhere they become lines of
    the issue's text. A page that takes no text has no names for it, a host without discussions no
    address for them.
    """

    marks: tuple[str, ...]
    edit: str
    new: str
    issue: str
    title: str = "title"
    body: str = "body"
    has_forms: bool = False
    file_name: str = ""
    file_text: str = ""
    discussions: str = ""


FORGES: Mapping[str, Forge] = MappingProxyType(
    {
        "github": Forge(
            ("github",),
            "edit",
            "new",
            "issues/new",
            has_forms=True,
            file_name="filename",
            file_text="value",
            discussions="discussions?discussions_q=",
        ),
        "gitlab": Forge(("gitlab",), "-/edit", "-/new", "-/issues/new", "issue[title]", "issue[description]"),
        # And Forgejo, which came out of it and runs Codeberg.
        "gitea": Forge(("codeberg", "gitea", "forgejo"), "_edit", "_new", "issues/new"),
    }
)
"""The kinds by the names that the settings have for them. Any other host gets no address: each would lead nowhere."""
_REQUEST = "Guide wanted: "
_EDIT = re.compile(r"^(?:-/|_)?edit/")
_AS_IT_CAME = "edit/"
"""How the place for editing begins in the mkdocs.yml that this site comes with; another is of its publisher."""


@dataclass(frozen=True, slots=True)
class Site:
    """What pages need to know of the site that they are part of."""

    name: str = ""
    url: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    email: str = ""
    form: str = ""
    is_offline: bool = False
    """Whether pages that were read open without a network."""
    kind: str = ""
    """What the settings say of which kind the repository's host is; nothing where its name has to tell."""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Site":
        """Take what the settings of an engine say, by the names that they have in mkdocs.yml. Raises SettingsError."""
        names = ("site_name", "site_url", "repo_url", "edit_uri")
        # What is no setting of an engine stands in `extra`, where the templates of every engine see it.
        extra = settings.get("extra") or {}
        answers = extra.get("feedback") or {}
        name, url, repo_url, edit_uri = (str(settings.get(setting) or "") for setting in names)
        email, form = (str(answers.get(place) or "") for place in ("email", "form"))
        kind = _kinds(extra).get(_host(repo_url), "")
        return cls(name, url, repo_url, edit_uri, email, form, is_offline=extra.get("offline") is True, kind=kind)

    @property
    def forge(self) -> Forge | None:
        """The kind of host of the repository; nothing where there is no repository, or nobody knows the kind."""
        return FORGES[self.kind] if self.kind else _by_name(self.repo_url)


def _host(repo_url: str) -> str:
    return urlsplit(repo_url).hostname or ""


def _kinds(extra: Mapping[str, Any]) -> Mapping[str, str]:
    """Read which hosts are of which kind: a site of one's own has a name that does not tell."""
    said = extra.get("forges") or {}
    if not isinstance(said, Mapping) or any(kind not in FORGES for kind in said.values()):
        example = "{git.your.example: gitlab}"
        raise SettingsError(f"`forges` of extra in mkdocs.yml gives hosts one of {', '.join(FORGES)}: {example}")
    return said


@lru_cache(10)
def _by_name(repo_url: str) -> Forge | None:
    host = _host(repo_url)
    return next((forge for forge in FORGES.values() if any(mark in host for mark in forge.marks)), None)


# Each page of a folder leads to the same others.
@lru_cache(20_000)
def _relative(path: str, folder: str) -> str:
    # Without the slashes the system is asked each time which folder this process is in.
    return posixpath.relpath(f"/{path}", f"/{folder}")


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page, given by its path below docs/.

    Those into the repository are empty where there is none, or where its host has no such pages.
    """

    uri: str
    site: Site

    def to(self, uri: str) -> str:
        """Give the relative link to a page or a file, by its path below docs/."""
        path, mark, anchor = uri.partition("#")
        return _relative(path, posixpath.dirname(self.uri)) + mark + anchor

    def _below(self, path: str) -> str:
        return f"{self.site.repo_url.rstrip('/')}/{path}"

    def issue(self, form: str, title: str, **values: str) -> str:
        """Give the address of a new issue that is filled in already, with a form of the repository if it has any."""
        forge = self.site.forge
        if forge is None:
            return ""
        if forge.has_forms:
            return self._below(f"{forge.issue}?{urlencode({'template': form, 'title': title, **values})}")
        lines = "".join(f"{name}: {value}\n" for name, value in values.items())
        return self._below(f"{forge.issue}?{urlencode({forge.title: title, forge.body: lines})}")

    def request(self) -> str:
        """Give the address at which a guide is asked for; the name of the service is put behind it."""
        forge = self.site.forge
        if forge is None:
            return ""
        if forge.has_forms:
            return self._below(f"{forge.issue}?template=request.yml&service=")
        return self._below(f"{forge.issue}?{quote(forge.title)}={quote(_REQUEST)}")

    def edit(self) -> str:
        """Give the address at which the page's file is edited; at a host of an unknown kind only its publisher's."""
        forge, place = self.site.forge, self.site.edit_uri.strip("/")
        if not self.site.repo_url or not place or (forge is None and place.startswith(_AS_IT_CAME)):
            return ""
        if forge is not None:
            place = _EDIT.sub(f"{forge.edit}/", place, count=1)
        return self._below(f"{place}/{self.uri}")

    def new_file(self, uri: str, text: str) -> str:
        """Give the address at which a new file with a text in it is begun; empty where the host has no such page."""
        forge = self.site.forge
        place = self.site.edit_uri.strip("/")
        if forge is None or not forge.file_text or not _EDIT.match(place):
            return ""
        folder, _, name = uri.rpartition("/")
        filled = urlencode({forge.file_name: name, forge.file_text: text})
        return self._below(f"{_EDIT.sub(f'{forge.new}/', place, count=1)}/{folder}?{filled}")

    def new(self, folder: str) -> str:
        """Give the address at which a file is added to a folder below docs/."""
        forge = self.site.forge
        if forge is None or not self.site.edit_uri:
            return ""
        place = _EDIT.sub(f"{forge.new}/", self.site.edit_uri.strip("/"), count=1)
        return self._below(f"{place}/{folder.strip('/')}")

    def discussion(self, title: str) -> str:
        """Give the address at which the page is discussed."""
        forge = self.site.forge
        return self._below(f"{forge.discussions}{quote_plus(title)}") if forge and forge.discussions else ""
