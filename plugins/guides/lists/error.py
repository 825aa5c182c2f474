"""What is wrong with a page that asks for a list."""


class UnknownListError(ValueError):
    """A page asks for a list that does not exist."""
