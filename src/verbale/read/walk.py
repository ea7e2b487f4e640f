"""The files among the paths that a user names."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.read.items import Refusal

PathLike = str | os.PathLike[str]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, and its display name."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class InputAddress:
    """An address on the network that a user names among the paths."""

    url: str


def walk(paths: Iterable[PathLike]) -> Iterator[InputFile | InputAddress | Refusal]:
    """Yield the files and addresses among the inputs in sorted order, and a refusal for each that cannot be one."""
    walked: set[tuple[int, int]] = set()
    for path in dict.fromkeys(sorted(os.fspath(path) for path in paths)):
        if _ADDRESS.match(path):
            yield InputAddress(path)
            continue
        waiting = [Path(path)]  # a stack: folders may be nested deeper than Python calls
        while waiting:
            found = _look(waiting.pop(), walked)
            if isinstance(found, list):
                waiting.extend(reversed(found))
            else:
                yield found


def display(path: str) -> str:
    r"""Return a path as a string that can be shown and stored; bytes that are no UTF-8 appear as ``\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _look(path: Path, walked: set[tuple[int, int]]) -> InputFile | Refusal | list[Path]:
    """Return what a path is: a file, something that is refused, or a folder's entries (none if walked before)."""
    name = display(str(path))
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            folder = (status.st_dev, status.st_ino)
            if folder in walked:
                return []
            walked.add(folder)
            return sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return Refusal(name, "V105")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        return Refusal(name, "V106", type(error).__name__)
    if not stat.S_ISREG(status.st_mode):
        # Opening a pipe or a device could wait for ever.
        return Refusal(name, "V109", "not a regular file")
    return InputFile(name, path)
