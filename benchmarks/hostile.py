"""Bad input: each case ends as stored or refused, the rest goes on, in bounded time.

    python -m benchmarks.hostile

Makes the cases in a temporary folder with one good article among them, reads the folder, and prints what became of
each and how long it took by itself.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.harness import Figure, finish
from verbale.store import Record

GOOD = "Talks fail\n\nThe talks have failed, the minister said on Monday. “We will try again,” she added.\n"
CASES: dict[str, bytes] = {
    "good.txt": GOOD.encode(),
    "empty.txt": b"",
    "blank.txt": b" \n\t\n ",
    "binary.txt": bytes(range(256)) * 400,
    "image.png": b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "utf16.txt": GOOD.encode("utf-16"),
    "cp1252.txt": GOOD.encode("cp1252"),
    "cut_utf8.txt": GOOD.encode()[:-1] + "’".encode()[:2],
    "one_line_50mb.txt": b"The minister said no. " * 2_400_000,
    "one_line_50mb.jsonl": b'{"text": "' + b"a" * 50_000_000,
    "million_quotes.txt": b'"' * 1_000_000,
    "quotes_190k.txt": b'"' * 190_000,
    "quoted_words.txt": b'"a" ' * 45_000,
    "curly.txt": "“".encode() * 100_000,
    "brackets.txt": b"(" * 190_000,
    "one_word.txt": b"a" * 190_000,
    "no_stops.txt": b"the minister said that " * 8_000,
    "lines.txt": b"a\n" * 95_000,
    "emoji.txt": "😀“é”".encode() * 45_000,
    "bad_lines.jsonl": b'{"text": "The minister said no."}\nnot json\n[1]\n{"text": 5}\n{"text": "She said yes."}\n',
    "surrogates.jsonl": b'{"text": "The minister \\ud83d said no."}\n',
    "nested.jsonl": b'{"text": ' + b"[" * 200_000 + b"\n",
}


def main() -> None:
    """Print what became of each case."""
    slowest, lost = 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        cases = Path(folder) / "cases"
        cases.mkdir()
        for name, content in CASES.items():
            (cases / name).write_bytes(content)
        print(f"{'case':<22} {'bytes':>11} {'seconds':>8}  stored  refused")
        for name, content in CASES.items():
            start = time.perf_counter()
            with Record.open(f"{folder}/{name}.db") as record:
                summary = record.read([cases / name])
            seconds = time.perf_counter() - start
            slowest = max(slowest, seconds)
            lost += not summary.read and not summary.refused
            codes = ", ".join(sorted({refusal.code for refusal in summary.refused}))
            print(f"{name:<22} {len(content):>11,} {seconds:>8.2f}  {summary.read:>6}  {codes}", flush=True)
        with Record.open(f"{folder}/all.db") as record:
            together = record.read([cases])
        print(f"together: {together.read} stored, {len(together.refused)} refused, {together.known} known")
    finish(
        "cases made here",
        [Figure("hostile.slowest_seconds", slowest), Figure("hostile.neither_stored_nor_refused", float(lost))],
    )


if __name__ == "__main__":
    main()
