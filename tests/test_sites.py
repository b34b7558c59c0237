"""What workers of a run share is made once, whole, by whoever asks first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sites import Shared


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    made: list[int] = []

    def make(folder: Path) -> None:
        made.append(1)
        folder.mkdir()
        (folder / "a").write_text("whole", encoding="utf-8")

    with ThreadPoolExecutor(4) as workers:
        asked = [workers.submit(Shared(tmp_path).folder, "x", make) for _ in range(8)]
        assert {(ask.result() / "a").read_text(encoding="utf-8") for ask in asked} == {"whole"}
    assert made == [1]


def test_what_was_begun_and_not_finished_is_made_anew(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        folder.mkdir()
        (folder / "half").touch()
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        Shared(tmp_path).folder("x", fail)
    ready = Shared(tmp_path).folder("x", lambda folder: folder.mkdir())
    assert list(ready.iterdir()) == []


def test_data_come_back_as_they_were(tmp_path: Path) -> None:
    asked = [Shared(tmp_path).data("y", lambda n=n: {"页": [n, None]}) for n in range(2)]
    assert asked == [{"页": [0, None]}] * 2
