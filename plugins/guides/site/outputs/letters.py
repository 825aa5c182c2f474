"""The sentences of law that a reader's letter may use: only what is in force, by place."""

import json

from guides.collection import Collection
from guides.model.words import Status

PATH = "assets/letters.json"


def file(collection: Collection) -> str:
    """Give each sentence with its place and what it is for, as the form for letters reads it."""
    lines = [
        {"place": entry.page.place, "for": rule.letter_for, "text": rule.letter}
        for entry in sorted(collection.laws.values(), key=lambda entry: entry.page.place)
        for rule in entry.page.law
        if rule.letter and rule.status is Status.IN_FORCE
    ]
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":")) + "\n"
