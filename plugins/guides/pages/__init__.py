"""What a page shows and in which words: all that is decided before a template or a list is filled in."""
