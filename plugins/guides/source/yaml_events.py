"""Gives the events of a YAML text, the same from both of PyYAML's parsers.

libyaml is twenty times faster and is what machines have. A browser has only the parser in Python,
which refuses `?` inside brackets and says some mistakes in other words; here it learns both, so
that an author is told the same wherever a file is read.
"""

from collections.abc import Iterator

import yaml

_SPACE = "\0 \t\r\n\x85\u2028\u2029"


class PythonLoader(yaml.BaseLoader):
    """The parser in Python, with `?` inside brackets as libyaml takes it: a character like any other."""

    def scan_plain(self) -> yaml.ScalarToken:
        """Scan a text without quotes: PyYAML's own function, but for one character."""
        chunks: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        spaces: list[str] = []
        while self.peek() != "#":
            length = 0
            while not self._ends_plain(length):
                length += 1
            if length == 0:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start) or []
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return yaml.ScalarToken("".join(chunks), True, start, end)  # noqa: FBT003 - PyYAML's signature

    def _ends_plain(self, length: int) -> bool:
        character = self.peek(length)
        if character in _SPACE or (self.flow_level and character in ",[]{}"):
            return True
        after = _SPACE + (",[]{}" if self.flow_level else "")
        return character == ":" and self.peek(length + 1) in after


def _as_libyaml_says(error: yaml.MarkedYAMLError) -> yaml.MarkedYAMLError:
    """Give an error of the parser in Python the words and the place that libyaml has for it."""
    problem, mark = error.problem or "", error.problem_mark
    if problem.startswith("expected <block end>"):
        is_list = "block collection" in (error.context or "")
        problem = "did not find expected '-' indicator" if is_list else "did not find expected key"
    elif problem.startswith("found character"):
        problem = "found character that cannot start any token"
    elif problem.startswith("expected '<document start>'"):
        problem = "did not find expected <document start>"
    elif problem.startswith(("expected ',' or", "expected alphabetic", "expected the node content")):
        problem = f"did not find {problem.partition(', but')[0].replace('the node', 'node')}"
    elif problem.startswith("expected a comment or a line break"):
        problem = "did not find expected comment or line break"
    elif problem.startswith("found unknown escape") and mark is not None:
        mark = yaml.Mark(mark.name, mark.index - 1, mark.line, mark.column - 1, None, 0)
    return yaml.MarkedYAMLError(error.context, error.context_mark, problem, mark)


def with_python(text: str) -> Iterator[yaml.Event]:
    """Parse with the parser in Python. Raises yaml.YAMLError."""
    try:
        yield from yaml.parse(text, Loader=PythonLoader)
    except yaml.MarkedYAMLError as error:
        raise _as_libyaml_says(error) from error


def _with_libyaml(text: str) -> Iterator[yaml.Event]:
    return iter(yaml.CBaseLoader(text).get_event, None)


events = _with_libyaml if hasattr(yaml, "CBaseLoader") else with_python
"""Parses a text with the fastest parser that there is. Raises yaml.YAMLError."""
