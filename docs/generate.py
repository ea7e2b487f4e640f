"""Write the generated parts of the documentation: ``python -m docs.generate``, or ``make docs``.

- ``docs/cli.md`` and ``docs/errors.md`` altogether;
- blocks between ``<!-- generated: NAME -->`` and ``<!-- end -->`` in any page;
- the outputs of the samples, by running them (left out with ``--without-samples``);
- with ``--rules``, the table of how often the rules are right, which needs the open data sets (training/README.md).
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from docs.reference import BLOCKS, PAGES
from docs.samples import ROOT, refreshed

_BLOCK = re.compile(r"(<!-- generated: ([\w ]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
#: Blocks that are measured, not derived, and stay as they are unless asked for.
MEASURED = frozenset(("rules",))


def written_pages() -> list[Path]:
    """Return the pages that may have generated parts, in order."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "training").rglob("*.md")]
    return sorted(found)


def with_blocks(page: str, measured: dict[str, str] | None = None) -> str:
    """Return a page with its generated blocks made anew.

    Args:
        page: The page.
        measured: Contents of measured blocks, by name; those not given stay.

    Raises:
        KeyError: A block has an unknown name.
    """

    def again(block: re.Match[str]) -> str:
        name = block[2]
        content = (measured or {}).get(name, block[3].strip()) if name in MEASURED else BLOCKS[name]()
        return f"{block[1]}{content}\n{block[4]}"

    return _BLOCK.sub(again, page)


def generated() -> dict[Path, str]:
    """Return every page as the code alone makes it, samples as they stand: what a test can compare."""
    pages = {ROOT / name: page() for name, page in PAGES.items()}
    for path in written_pages():
        if path not in pages:
            pages[path] = with_blocks(path.read_text("utf-8"))
    return pages


def main() -> None:
    """Write the pages that change, and name them."""
    parser = argparse.ArgumentParser(description="Write the generated parts of the documentation.")
    parser.add_argument("--without-samples", action="store_true", help="leave the outputs of samples as they are")
    parser.add_argument("--rules", action="store_true", help="measure the rules anew; needs the open data sets")
    arguments = parser.parse_args()
    measured = {}
    if arguments.rules:
        from docs.rules import rules_table

        measured["rules"] = rules_table()
    for path, page in generated().items():
        page = with_blocks(page, measured)
        if not arguments.without_samples:
            page = refreshed(page)
        if not path.exists() or path.read_text("utf-8") != page:
            path.write_text(page, "utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
