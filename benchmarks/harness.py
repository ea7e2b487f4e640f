"""What the benchmarks share: figures with floors, the machine, the engine."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.parse.engine import WEIGHTS, Engine

FLOORS = Path(__file__).parent / "floors.toml"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; its floor, if any, is in ``floors.toml`` under the same name."""

    name: str
    value: float
    note: str = ""


def engine_from(folder: Path | None) -> Engine:
    """Return the engine with the package's weights, or those of a folder."""
    return Engine(folder or WEIGHTS)


def in_process(module: str, *arguments: str) -> dict[str, Any]:
    """Return the JSON object that a benchmark prints in a process of its own.

    Args:
        module: Name of the benchmark.
        *arguments: What it is called with.
    """
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *arguments], stdout=subprocess.PIPE, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def floors() -> dict[str, float]:
    """Return the committed floors by figure name."""
    return {name: float(value) for name, value in tomllib.loads(FLOORS.read_text("utf-8")).items()}


def machine() -> str:
    """Describe the machine in a line."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def finish(data: str, figures: list[Figure]) -> None:
    """Print the figures with their floors and leave with 1 if one has sunk."""
    least = floors()
    print(f"data: {data}\nmachine: {machine()}")
    width = max(len(figure.name) for figure in figures)
    sunk = False
    for figure in figures:
        floor = least.get(figure.name)
        mark = ""
        if floor is not None:
            below = figure.value < floor
            sunk = sunk or below
            mark = f"  floor {floor:.3f}{'  BELOW' if below else ''}"
        print(f"{figure.name:<{width}}  {figure.value:8.3f}{mark}{'  ' + figure.note if figure.note else ''}")
    if sunk:
        sys.exit(1)
