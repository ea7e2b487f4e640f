"""The five seed articles: every plainly quoted statement of theirs, with its speaker.

    python -m benchmarks.seeds [--folder ../shared/seeds] [--weights FOLDER]

What must be found is listed here as the place of each quotation among the outer ones of its text, and what its source
must hold: a name, title or pronoun as it stands there. The texts themselves are not part of the repository, so the
benchmark is skipped where the folder is missing.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.harness import Figure, engine_from, finish
from verbale.find.quotes import find_quotations
from verbale.parse.engine import Engine
from verbale.read import document_from_text
from verbale.run.analysis import analyze_document

FOLDER = Path(__file__).parents[2] / "shared" / "seeds"
#: File: place of the quotation -> what its source must hold.
WANTED: dict[str, dict[int, str]] = {
    "000": {
        4: "Kim Hyo-myung", 5: "Kim Hyo-myung", 8: "NATO document", 9: "Blinken", 10: "Blinken", 11: "Zhao Lijian",
        12: "Zhao", 14: "Zhao", 15: "Stoltenberg", 16: "Stoltenberg", 19: "spokesman", 20: "spokesman",
        26: "state media", 29: "White House",
    },
    "001": {
        0: "Stoltenberg", 3: "Mao Ning", 4: "Mao Ning", 5: "Mao", 6: "Mao", 7: "she", 8: "she", 9: "she",
        10: "NATO chief", 11: "NATO chief", 12: "He", 14: "researcher", 15: "researcher", 16: "researcher",
        17: "commentary", 18: "commentary", 19: "researcher", 20: "Stoltenberg", 21: "commentary", 22: "commentary",
        23: "article", 24: "It",
    },
    "002": {2: "Lin Jian", 3: "NATO", 4: "He", 5: "Lin"},
    "003": {1: "he", 3: "he", 4: "he", 5: "Zhao", 6: "Zhao", 9: "Zhao", 10: "He", 12: "Xinhua"},
    "004": {0: "statement", 1: "statement", 2: "NATO", 4: "Stoltenberg", 5: "Chinese representative"},
}  # fmt: skip


def measure(engine: Engine, folder: Path) -> tuple[list[Figure], list[str]]:
    """Return the share of quotations found, and found with their source; and a line for each that was not."""
    found = right = wanted = 0
    missing = []
    for path in sorted(folder.glob("*.txt")):
        document = document_from_text(path.read_text("utf-8"))
        statements = analyze_document(document, engine).statements
        outer = [q for q in find_quotations(document.text) if q.depth == 0]
        for place, name in WANTED.get(path.name[:3], {}).items():
            wanted += 1
            start, end = outer[place].inner
            holding = [s for s in statements if any(p.start < end and p.end > start for p in s.content)]
            quoted = [s for s in holding if s.kind != "indirect"]
            found += bool(quoted)
            good = any(s.source and name.lower() in s.source.text.lower() for s in quoted)
            right += good
            if not good:
                sources = [s.source.text if s.source else "nobody" for s in quoted]
                missing.append(f"  {path.name[:3]}, quotation {place}: {name}, not {'; '.join(sources) or 'found'}")
    figures = [
        Figure("seeds.quotations_found", found / wanted if wanted else 0.0, f"of {wanted}"),
        Figure("seeds.quotations_with_source", right / wanted if wanted else 0.0),
    ]
    return figures, missing


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="The plainly quoted statements of the seed articles.")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"skipped: no folder {arguments.folder}")
        return
    figures, missing = measure(engine_from(arguments.weights), arguments.folder)
    print("\n".join(missing))
    finish("the five seed articles", figures)


if __name__ == "__main__":
    main()
