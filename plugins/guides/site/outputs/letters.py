"""What the form for letters reads: the channels that take a text, and the sentences of law that it may use.

Those are only what is in force, by place. The channels are those of the one table, so that no script lists them.
"""

import json

from guides.collection import Collection
from guides.model.channels import CHANNELS
from guides.model.words import Status

PATH = "assets/letters.json"


def file(collection: Collection) -> str:
    """Give each channel's name and manner, and each sentence with its place and what it is for."""
    ways = {via: {"name": row.letter, "manner": row.manner} for via, row in CHANNELS.items() if row.letter}
    laws = [
        {"place": entry.page.place, "for": rule.letter_for, "text": rule.letter}
        for entry in sorted(collection.laws.values(), key=lambda entry: entry.page.place)
        for rule in entry.page.law
        if rule.letter and rule.status is Status.IN_FORCE
    ]
    return json.dumps({"ways": ways, "laws": laws}, ensure_ascii=False, separators=(",", ":")) + "\n"
