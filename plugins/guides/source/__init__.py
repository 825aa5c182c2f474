"""A file becomes a Document: front matter, YAML, places, the Markdown body, its texts and links, and its history."""
