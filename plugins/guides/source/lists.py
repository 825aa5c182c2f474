"""The lines by which a page asks for a list, or for a place that a script fills: `<!-- guides: billers -->`.

They are the only thing in angle brackets that a page of docs/ may have, so the checker has to
know them; what they are replaced with is made in site/lists/.
"""

import re

LINE = re.compile(r"<!-- guides: *(?P<name>[a-z-]+)(?: +(?P<words>[a-z0-9 -]+?))? *-->")
"""Such a line, and perhaps what of: `<!-- guides: some netflix spotify -->`."""
SOME, GROUP, END = "some", "group", "end"
"""A list of guides that the line names; the beginning and the end of a part of the page with a look of its own."""
GROUPS = ("hero", "list", "three")
"""The looks that a part of a page can have."""
NAMES = (
    *("guides", "filters", "categories", "of-category", "billers", "by-biller", "by-channel", "by-difficulty"),
    *("by-what-differs", "checked", "changed", "recently-changed", "corrections", "retired", "authors", "disclaimer"),
    *("difficulty", "statements", "law", "law-sources", "laws", "missing", "ask", "correct", "write", "new-guide"),
    *("fields", "rules", "find", "results", "guides-list", "known", "ways", "write-page"),
    *(SOME, GROUP, END),
)
"""Every list that there is; a test compares them with those that are made."""
