from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
export = pytest.importorskip("training.export")


def stored(folder: Path, added: str | None) -> Path:
    torch.save({"network": {}, "labels": {}, "added": added}, folder / "network.pt")
    return folder


def test_what_learned_from_unlicensed_texts_is_not_written_into_the_package(tmp_path: Path) -> None:
    trained = stored(tmp_path, "some texts")
    with pytest.raises(ValueError, match="must not be shipped"):
        export.export(trained, export.PACKAGE / "verbale" / "parse" / "weights", tmp_path, "1")


def test_it_may_be_written_elsewhere_and_what_is_open_anywhere(tmp_path: Path) -> None:
    export.refuse_unlicensed(stored(tmp_path, "some texts"), tmp_path / "weights")
    export.refuse_unlicensed(stored(tmp_path, None), export.PACKAGE / "verbale" / "parse" / "weights")
