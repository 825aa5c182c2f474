"""Asks git what the pages were at an earlier revision."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from guides.source.folders import GUIDES, lies_in
from guides.source.frontmatter import Document, FrontMatterError, decode, parse, parse_data
from guides.source.limits import MAX_BYTES

_NOTHING = "0" * 40
"""What git calls the content of a file that is not there."""


class HistoryError(Exception):
    """Git cannot tell what was; the message says why and what helps."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a revision held, as far as the files of today differ from it.

    Files are named by their path below docs/. `before` has the touched guides and billers
    that existed then; a file that could not be read has no document. `renamed` leads from
    an old name to the new one, where git sees that a file was moved.
    """

    touched: frozenset[str]
    before: Mapping[str, Document | None]
    renamed: Mapping[str, str]
    trusted: Mapping[str, tuple[Document | None, Document | None]] = field(default_factory=dict)
    """Pages of law and the lists in about/ that say whom to trust, as far as they differ: then, and now."""
    said: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The texts, then and now, of the touched files that `before` does not have as data. What is no text, or too
    much of it, is described in its place; what was not there is empty."""
    elsewhere: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The same of what differs outside of docs/, named from the top of the repository."""

    def added(self) -> frozenset[str]:
        """Give the guides and billers that the revision lacked."""
        return frozenset(uri for uri in self.touched if lies_in(uri, GUIDES) and uri not in self.before)


@dataclass(frozen=True, slots=True)
class _Repository:
    folder: Path

    def ask(self, *words: str, give: bytes = b"") -> bytes:
        """Run git; what it has to say about a failure becomes the error's message."""
        environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
        try:
            done = subprocess.run(  # noqa: S603 - the words are ours; the one revision is checked first
                ["git", *words],  # noqa: S607 - the git of whoever runs this
                cwd=self.folder,
                env=environment,
                input=give,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise HistoryError("`--since` needs git, which is not installed") from error
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise HistoryError(said[0].removeprefix("fatal: ") if said else f"git {words[0]} failed")
        return done.stdout

    def knows(self, *words: str) -> str | None:
        """Give the first word of an answer, or nothing when git has none."""
        try:
            return self.ask(*words).decode().strip() or None
        except HistoryError:
            return None

    def base(self, revision: str) -> str:
        """Find the commit at which the work of today parted from a revision.

        What happened on the main branch since then is not part of the change.
        """
        is_shallow = self.knows("rev-parse", "--is-shallow-repository") == "true"
        deepen = (
            " This clone is shallow: it has only the last commits. Get the others with `git fetch --unshallow`; "
            "in a GitHub workflow, set `fetch-depth: 0` for actions/checkout."
        )
        commit = None if revision.startswith("-") else self.knows("rev-parse", "--verify", f"{revision}^{{commit}}")
        if commit is None:
            hint = (
                deepen if is_shallow else " `git branch --all` and `git tag` list names; `git fetch` brings new ones."
            )
            raise HistoryError(f"there is no revision `{revision}` here.{hint}")
        if self.knows("rev-parse", "--verify", "HEAD^{commit}") is None:
            raise HistoryError("this repository has no commit yet, so nothing can be compared")
        if base := self.knows("merge-base", commit, "HEAD"):
            return base.split()[0]
        hint = deepen if is_shallow else ""
        raise HistoryError(f"`{revision}` and the commit that is checked out have no history in common.{hint}")

    def blobs(self, names: list[str]) -> list[bytes]:
        """Read the contents of files by their object names."""
        answer = self.ask("cat-file", "--batch", give="".join(f"{name}\n" for name in names).encode())
        contents, start = [], 0
        for _ in names:
            end = answer.index(b"\n", start)
            words = answer[start:end].split()
            if len(words) != 3:  # noqa: PLR2004 - name, kind, size; a conflict leaves a name without content
                contents.append(b"")
                start = end + 1
                continue
            size = int(words[2])
            contents.append(answer[end + 1 : end + 1 + size])
            start = end + 1 + size + 1
        return contents


@dataclass(frozen=True, slots=True)
class _Difference:
    before: str
    after: str
    blob: str
    is_new: bool


def _differences(repository: _Repository, base: str) -> list[_Difference]:
    """List the files below the folder that differ from a commit, named from that folder."""
    raw = repository.ask("diff", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--relative", base, "--", ".")
    words = iter(os.fsdecode(raw).split("\0")[:-1])
    differences = []
    for head in words:
        _, _, blob, _, status = head.split(" ")
        before = next(words)
        after = next(words) if status[0] in "RC" else before
        differences.append(_Difference(before, after, blob, is_new=status[0] in "AC"))
    others = os.fsdecode(repository.ask("ls-files", "-z", "--others", "--exclude-standard", "--", "."))
    return [*differences, *(_Difference(name, name, "", is_new=True) for name in others.split("\0")[:-1])]


def _document(content: bytes, path: str) -> Document | None:
    read_it = parse_data if path.endswith(".yml") else parse
    try:
        return read_it(decode(content, path), path)
    except FrontMatterError:
        return None


def _is_trusted(name: str) -> bool:
    """Whether a file below docs/ says what the law is, or whom readers and guides may trust."""
    return (name.startswith("law/") and name.endswith(".md")) or (name.startswith("about/") and name.endswith(".yml"))


def _is_read(name: str) -> bool:
    """Whether a file below docs/ is compared as data and not only as a text."""
    return lies_in(name, GUIDES) or _is_trusted(name)


def _now(path: Path) -> Document | None:
    """Read a file as it is on the disk; a link is not followed."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        return _document(file.read(MAX_BYTES + 1), path.as_posix())


def _text(content: bytes) -> str:
    """Give a file as a person reads it, or say what it is."""
    if len(content) > MAX_BYTES:
        return f"more than {MAX_BYTES:,} bytes"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    return text if "\0" not in text else f"{len(content):,} bytes that are no text, {sha256(content).hexdigest()[:12]}"


def _text_now(path: Path) -> str:
    if path.is_symlink():
        return f"a link to {path.readlink()}"
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return _text(file.read(MAX_BYTES + 1))


def _elsewhere(repository: _Repository, base: str) -> dict[str, tuple[str, str]]:
    """Give what differs outside of the folder, from the top of the repository: each text then and now."""
    prefix = repository.knows("rev-parse", "--show-prefix") or ""
    raw = repository.ask("diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", base)
    words = iter(os.fsdecode(raw).split("\0")[:-1])
    blobs = {}
    for head in words:
        blobs[next(words)] = head.split(" ")[2]
    others = repository.ask("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/")
    blobs |= dict.fromkeys(os.fsdecode(others).split("\0")[:-1], _NOTHING)
    names = sorted(name for name in blobs if not name.startswith(prefix))
    top = Path(repository.knows("rev-parse", "--show-toplevel") or repository.folder)
    contents = repository.blobs([blobs[name] for name in names])
    return {name: (_text(content), _text_now(top / name)) for name, content in zip(names, contents, strict=True)}


def added(docs: Path) -> frozenset[str]:
    """Give the files below `docs` that the last commit lacks; none where there is no git that could tell."""
    repository = _Repository(docs)
    try:
        if repository.knows("rev-parse", "--is-inside-work-tree") != "true":
            return frozenset()
        return frozenset(one.after for one in _differences(repository, "HEAD") if one.is_new or one.before != one.after)
    except HistoryError:
        return frozenset()


def read(docs: Path, revision: str) -> Past:
    """Compare the files below `docs`, as they are on the disk, with a revision.

    Raises HistoryError when there is no repository, no such revision or no common history.
    """
    repository = _Repository(docs)
    if repository.knows("rev-parse", "--is-inside-work-tree") != "true":
        # Git's own words, if it has any that help: a missing git, a folder of somebody else.
        repository.ask("rev-parse", "--is-inside-work-tree")
        raise HistoryError(f"{docs} is not in a git repository, so nothing can be compared")
    base = repository.base(revision)
    differences = _differences(repository, base)
    old = [difference for difference in differences if not difference.is_new]
    contents = dict(zip((one.before for one in old), repository.blobs([one.blob for one in old]), strict=True))
    before = {name: _document(content, name) for name, content in contents.items() if _is_read(name)}
    touched = frozenset(name for difference in differences for name in (difference.before, difference.after))
    texts = sorted(name for name in touched if before.get(name) is None or _is_trusted(name))
    return Past(
        touched=touched,
        before={name: document for name, document in before.items() if not _is_trusted(name)},
        renamed={
            difference.before: difference.after
            for difference in differences
            if difference.before != difference.after and not difference.is_new
        },
        trusted={name: (before.get(name), _now(docs / name)) for name in sorted(touched) if _is_trusted(name)},
        said={name: (_text(contents.get(name, b"")), _text_now(docs / name)) for name in texts},
        elsewhere=_elsewhere(repository, base),
    )
