"""JSON that is not a line an article: arrays of objects, alone or inside an object, read one object at a time."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Generator, Iterator
from typing import BinaryIO

from verbale.codebook.columns import folded, layer_keys, list_keys
from verbale.errors import VerbaleError

_CHUNK = 1 << 16
_DEEPEST = 3  # objects around a list of articles
_BLANK = re.compile(r"[ \t\r\n\ufeff]*+")
_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# GDELT and others leave control characters in strings.
_DECODER = json.JSONDecoder(strict=False)

Rows = Generator[tuple[bytes, object], None, dict[str, object]]


def objects_of(file: BinaryIO, limit: int) -> Iterator[tuple[bytes, object]]:
    """Yield the values of a JSON array with their bytes; or of the list of articles in an object, or the object.

    Several values one after the other are read too. Only the value in hand is in memory.

    Args:
        file: The file.
        limit: The longest value, in characters.

    Raises:
        VerbaleError: V103, V104, V107, V112 or V114, at the first thing that is wrong; what came before was yielded.
    """
    text = _Characters(file, limit)
    if text.peek() not in ("[", "{"):
        raise VerbaleError("V107")
    while begins := text.peek():
        if begins == "[":
            yield from _elements(text)
        elif begins == "{":
            text.kept = 0
            if found := (yield from _object(text, 0)):
                yield json.dumps(found, sort_keys=True).encode(), found
        else:
            raise VerbaleError("V114", "JSON: something after its end")
        text.take(",")


class _Characters:
    """The characters of a file from a position on, no more of them than a value needs."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        file.seek(0)
        head = file.read(4)
        file.seek(0)
        encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8-sig")
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._file = file
        self._limit = limit
        self._text = ""
        self._position = 0
        self._ended = False
        self.kept = 0

    def peek(self) -> str:
        """Return the next character that is not blank, or nothing at the end."""
        while True:
            self._position = _BLANK.match(self._text, self._position).end()  # type: ignore[union-attr]
            if self._position < len(self._text) or not self._read():
                return self._text[self._position : self._position + 1]

    def peek_inside(self) -> str:
        """Return the character after the next one, blanks apart."""
        self.peek()
        while True:
            place = _BLANK.match(self._text, self._position + 1).end()  # type: ignore[union-attr]
            if place < len(self._text) or not self._read():
                return self._text[place : place + 1]

    def take(self, character: str) -> bool:
        """Step over the next character if it is this one, and tell whether it was."""
        if self.peek() != character:
            return False
        self._position += 1
        return True

    def value(self) -> tuple[bytes, object]:
        """Step over the next value and return its bytes and it.

        Raises:
            VerbaleError: V104, it is too long; V112, it is nested too deeply; V114, there is none.
        """
        if not self.peek():
            raise VerbaleError("V114", "it ends within the list")
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._position)
            except RecursionError:
                raise VerbaleError("V112", "JSON") from None
            except json.JSONDecodeError as error:
                if len(self._text) - self._position > self._limit:
                    raise VerbaleError("V104", f"the limit is {self._limit:,} characters") from None
                if not self._read():
                    raise VerbaleError("V114", f"JSON: {error.msg}") from None
                continue
            except ValueError:
                raise VerbaleError("V114", "JSON: a number is too long") from None
            # A number at the end of what has been read may go on.
            if end == len(self._text) and self._read():
                continue
            raw = self._text[self._position : end]
            self._position = end
            return raw.encode("utf-8", "replace"), value

    def keep(self, size: int) -> None:
        """Note that something is kept of the object in hand.

        Raises:
            VerbaleError: V104, it is too much together.
        """
        self.kept += size
        if self.kept > self._limit:
            raise VerbaleError("V104", f"the limit is {self._limit:,} characters")

    def _read(self) -> bool:
        """Read on, as much again as is in hand, and tell whether there was more."""
        if self._ended:
            return False
        data = self._file.read(max(_CHUNK, len(self._text) - self._position))
        try:
            more = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise VerbaleError("V103", f"{error.encoding} breaks") from None
        self._ended = not data
        self._text = self._text[self._position :] + more
        self._position = 0
        return bool(data)


def _elements(text: _Characters) -> Iterator[tuple[bytes, object]]:
    """Yield the values of the array that comes next."""
    text.take("[")
    if text.take("]"):
        return
    while True:
        yield text.value()
        if text.take(","):
            continue
        if text.take("]"):
            return
        raise VerbaleError("V114", "it ends within the list" if not text.peek() else "JSON: no comma")


def _object(text: _Characters, depth: int) -> Rows:
    """Yield the values of the list in the object that comes next; return its fields, or none if it had a list."""
    text.take("{")
    fields: dict[str, object] = {}
    listed = False
    if text.take("}"):
        return fields
    while True:
        if text.peek() != '"':
            raise VerbaleError("V114", "JSON: no name of a field")
        name = str(text.value()[1])
        if not text.take(":"):
            raise VerbaleError("V114", "JSON: no colon")
        key, begins = folded(name), text.peek()
        if begins == "[" and key in list_keys() and text.peek_inside() in ("{", "]"):
            listed = True
            yield from _elements(text)
        elif begins == "{" and key in layer_keys() and depth < _DEEPEST:
            inner = yield from _object(text, depth + 1)
            fields[name] = inner
            listed = listed or not inner
        else:
            raw, fields[name] = text.value()
            text.keep(len(raw))
        if text.take(","):
            continue
        if text.take("}"):
            return {} if listed else fields
        raise VerbaleError("V114", "it ends within the object" if not text.peek() else "JSON: no comma")
