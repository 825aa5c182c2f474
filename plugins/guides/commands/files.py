"""Writes files so that nobody ever reads a half of one."""

import os
import tempfile
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Put content in the place of a file at one stroke, with the permissions of the file that was there."""
    mode = path.stat().st_mode & 0o7777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
