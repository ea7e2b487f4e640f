"""Bad input: each case ends as stored or refused, in bounded time and memory, and the rest goes on.

    python -m benchmarks.hostile [NAME ...]

Makes each case in a temporary folder, reads it into a record in another process, and prints what became of it, the
seconds of the processor, and how far the memory rose above what the process held with the model and all libraries
loaded. Two figures stand for reading alone (bytes to articles), two for the whole work (the articles analysed and
stored as well). Cases that ask for a file of the system to be read, or for one to be written, are searched for it
afterwards. Needs Linux.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.formats import FORMATS
from benchmarks.harness import Figure, finish
from benchmarks.hostile_cases import GOOD, MARK, REPORTS, cases
from benchmarks.memory import memory, reset_memory
from benchmarks.mixed import ARTICLES
from verbale.read import read_inputs
from verbale.settings import Settings
from verbale.store import Record

_SECONDS = 120
_RISEN = 16  # megabytes; memory that a case took may stay with the process, which is then done with


def main() -> None:
    """Print what became of each case."""
    if sys.argv[1:2] == ["--worker"]:
        work(Path(sys.argv[2]))
        return
    chosen = {name: make for name, make in cases().items() if name in sys.argv[1:] or len(sys.argv) == 1}
    worst = dict.fromkeys(("read_seconds", "read_mb", "seconds", "mb"), 0.0)
    lost = opened = 0
    print(f"{'case':<32} {'bytes':>13} {'read s':>7} {'MB':>6} {'all s':>7} {'MB':>6}  stored  refused")
    with tempfile.TemporaryDirectory() as folder:
        worker = Worker(Path(folder))
        for name, make in chosen.items():
            path = Path(folder) / "cases" / name
            path.parent.mkdir(exist_ok=True)
            make(path)
            size = path.stat().st_size
            found = worker.measure(path)
            path.unlink()
            if found is None:
                print(f"{name:<32} {size:>13,}  no end in {_SECONDS} s, or the process broke down", flush=True)
                lost += 1
                continue
            for key in worst:
                worst[key] = max(worst[key], found[key])
            lost += not found["stored"] and not found["codes"]
            opened += found["secret"]
            figures = " ".join(
                f"{found[key]:>{7 if 'seconds' in key else 6}.{2 if 'seconds' in key else 0}f}" for key in worst
            )
            print(f"{name:<32} {size:>13,} {figures}  {found['stored']:>6}  {', '.join(found['codes'])}", flush=True)
        worker.stop()
    finish("cases made here", [
        Figure("hostile.slowest_read_seconds", worst["read_seconds"], "bytes to articles"),
        Figure("hostile.most_read_mb", worst["read_mb"], "above the program with its model; the limit is 64 and 64"),
        Figure("hostile.slowest_seconds", worst["seconds"], "analysed and stored as well"),
        Figure("hostile.most_mb", worst["mb"]),
        Figure("hostile.neither_stored_nor_refused", float(lost)),
        Figure("hostile.files_opened_or_written", float(opened + MARK.exists())),
    ])  # fmt: skip


class Worker:
    """A process that reads cases.

    Args:
        folder: Where it keeps its records.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def measure(self, path: Path) -> dict[str, Any] | None:
        """Return what became of a case; None if it had no end, or brought the process down."""
        if self._process is None:
            command = [sys.executable, "-m", "benchmarks.hostile", "--worker", str(self._folder)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            self._ask("", 600)
        found = self._ask(str(path), _SECONDS)
        if found is None or max(found["read_mb"], found["mb"]) > _RISEN:
            self.stop()
        return found

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, line: str, seconds: float) -> dict[str, Any] | None:
        """Return the answer to a line, or None if there is none in time."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], seconds)[0]:
            return None
        answer: dict[str, Any] | None = json.loads(self._process.stdout.readline() or "null")
        return answer


def work(folder: Path) -> None:
    """Measure the cases whose paths come in, one a line, and write what became of each.

    Args:
        folder: Where records are made.
    """
    # All libraries and the model are loaded before, as they are when a case stands among other files.
    warm = folder / "warm"
    warm.mkdir(exist_ok=True)
    (warm / "good.txt").write_text(GOOD)
    (warm / "french.txt").write_text(REPORTS["cp1252"])
    for name, make in FORMATS.items():
        (warm / name).write_bytes(make(ARTICLES[0]))
    record = folder / f"{os.getpid()}.db"
    with Record.open(record) as opened:
        opened.read([warm])
    for line in sys.stdin:
        path = line.strip()
        print(json.dumps(measure(Path(path), record) if path else {}), flush=True)


def measure(path: Path, record: Path) -> dict[str, Any]:
    """Return what becomes of a case, the seconds, and how far the memory rises in megabytes.

    Args:
        path: The case.
        record: The record into which it is read.
    """
    before = memory("VmRSS")
    reset_memory()
    start = time.process_time()
    for _ in read_inputs([path], Settings()):
        pass
    read_seconds, read_mb = time.process_time() - start, memory("VmHWM") - before
    start = time.process_time()
    with Record.open(record) as opened:
        summary = opened.read([path])
        seconds = time.process_time() - start
        secret = any("root:" in document.text for document in opened.documents())
    return {
        "read_seconds": read_seconds,
        "read_mb": read_mb,
        "seconds": seconds,
        "mb": memory("VmHWM") - before,
        "stored": summary.read + summary.known,
        "codes": sorted({refusal.code for refusal in summary.refused}),
        "secret": secret,
    }


if __name__ == "__main__":
    main()
