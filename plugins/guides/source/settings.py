"""Reads the settings of the site from mkdocs.yml, for commands that run without an engine."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


class SettingsError(Exception):
    """The settings cannot be read; the message says why."""


class _Loader(yaml.SafeLoader):
    """Knows the tags of MkDocs: `!ENV` is looked up, what else an engine would make of a tag is left out."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:  # noqa: ANN401 - whatever the default is
    """Give the first variable that is set, or the last entry of the list, as MkDocs does."""
    if isinstance(node, yaml.SequenceNode):
        *variables, default = loader.construct_sequence(node)
    else:
        variables, default = [node.value], None
    return next((os.environ[name] for name in variables if name in os.environ), default)


def _nothing(_loader: yaml.SafeLoader, _suffix: str, _node: yaml.Node) -> None:
    return None


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("!", _nothing)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)


def read(path: Path) -> Mapping[str, Any]:
    """Read the settings; nothing where there is no such file. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    try:
        settings = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error
    return settings if isinstance(settings, dict) else {}
