"""Where pages are made: the Markdown extension, and what connects it to MkDocs and to Zensical."""
