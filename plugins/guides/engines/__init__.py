"""Where pages are made: the Markdown extension, and what connects it to MkDocs and to Zensical."""

import gc

# What is imported and read stays to the end of the build. To look through all of it for garbage, again and again while
# it grows, takes a twentieth of a rebuild.
gc.set_threshold(100_000)
