"""The links of a page: to other pages of the site, and to the repository."""

import posixpath
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Site:
    """What pages need to know of the site that they are part of."""

    name: str = ""
    url: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    email: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page, given by its path below docs/."""

    uri: str
    site: Site

    def to(self, uri: str) -> str:
        """Give the relative link to a page or a file, by its path below docs/."""
        path, mark, anchor = uri.partition("#")
        return posixpath.relpath(path, posixpath.dirname(self.uri) or ".") + mark + anchor

    def issue(self, form: str, **values: str) -> str:
        """Give the address of an issue form of the repository that is filled in already."""
        return f"{self.site.repo_url.rstrip('/')}/issues/new?{urlencode({'template': form, **values})}"

    def edit(self) -> str:
        """Give the address at which the page's file is edited."""
        return f"{self.site.repo_url.rstrip('/')}/{self.site.edit_uri.strip('/')}/{self.uri}"

    def discussion(self, title: str) -> str:
        """Give the address at which the page is discussed."""
        return f"{self.site.repo_url.rstrip('/')}/discussions?{urlencode({'discussions_q': title})}"
