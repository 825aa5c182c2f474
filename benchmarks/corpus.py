"""Writes a large collection that is made of real guides, for measuring.

The texts are those of the repository, with other names, so that sizes and shapes are true.
"""

import re
import shutil
from itertools import cycle, islice
from pathlib import Path

import names

ROOT = Path(__file__).parent.parent


def write(target: Path, number: int) -> Path:
    """Copy the site’s pages to `target` and fill its guides up to `number`, if it has fewer; return its docs folder."""
    docs = target / "docs"
    shutil.copytree(ROOT / "docs", docs)
    shutil.copytree(ROOT / "overrides", target / "overrides")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    # The folders to watch are not copied.
    (target / "mkdocs.yml").write_text(re.sub(r"^watch:.*\n", "", settings, flags=re.MULTILINE), "utf-8")
    models = sorted(path for path in (docs / "guides").glob("*.md") if path.name != "index.md")
    for index, model in enumerate(islice(cycle(models), max(0, number - len(models)))):
        slug = re.sub(r"[^a-z0-9]+", "-", names.name(index).lower().replace("+", " plus")).strip("-")
        (docs / "guides" / f"{slug}.md").write_text(_renamed(model.read_text("utf-8"), index), "utf-8")
    return docs


def _renamed(text: str, index: int) -> str:
    """Give a guide claims of its own: name, aliases, domains and descriptors lead to one guide only."""
    front, fence, body = text.removeprefix("---\n").partition("\n---\n")
    name = re.search(r"^  name: (.+)$", front, re.MULTILINE)
    front = re.sub(
        r"^  (aliases|history|statement|vendor|former_slugs):.*\n(?:    .*\n)*", "", front, flags=re.MULTILINE
    )
    front = re.sub(r"^related:.*\n(?:  .*\n)*", "", front, flags=re.MULTILINE)
    lines = [f"  name: {names.name(index)}", f"  aliases: [{', '.join(names.aliases(index))}]"]
    lines += [f"  statement: [{', '.join(found)}]" for found in [names.statement(index)] if found]
    front = re.sub(r"^  name: .+$", "\n".join(lines), front, count=1, flags=re.MULTILINE)
    domains = re.search(r"^  domains: \[(.+)\]$", front, re.MULTILINE)
    if name is None or domains is None:
        message = f"a guide without name or domains in one line: {front[:80]}"
        raise ValueError(message)
    own = names.domain(index)
    # Domains of one vendor: too unlike each other for a typing error, and without the words that bait has.
    parts = ("", "meadows", "orchard", "harbour", "mountain", "riverside", "evergreen", "northern")
    declared = dict.fromkeys(domains.group(1).split(", "))
    others = {old: own.replace(".", f"{part}.") for old, part in zip(declared, parts, strict=False)}
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(old)}\b" for old in sorted(others, key=len, reverse=True)))
    lines = f"---\n{front}{fence}{body}".split("\n")
    # The description has a limit that longer names would pass; an address in it is that of another domain now.
    return "\n".join(
        re.sub(r"[\w.-]+@[\w.-]+\w", "them", line)
        if line.startswith("description:")
        else pattern.sub(lambda found: others[found.group()], line)
        for line in lines
    )
