"""Run the benchmarks one after the other: ``make bench``."""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "trees", "entities", "attribution", "quotations", "forms", "acts", "seeds", "linking", "coreference",
    "damaged_names", "times", "copies", "utterances",
    "quote_pairs", "rewritten", "pages", "page_metadata", "roles", "mixed",
    "hostile", "warc_speed", "speed",
)  # fmt: skip


def main() -> None:
    """Run all, and leave with 1 if a figure has sunk below its floor."""
    failed = []
    for module in MODULES:
        print(f"\n== {module}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{module}"], check=False).returncode:
            failed.append(module)
    if failed:
        sys.exit(f"\nbelow the floor or failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
