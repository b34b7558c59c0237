"""What waits for a person: a folder a page, with its figures, what changed, and the page as it was fetched."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from xclib.care.files import put, swap_folder
from xclib.care.settings import read_record
from xclib.care.terminal import plain
from xclib.data.raw import read_raw
from xclib.errors import UnknownNameError, XclibError
from xclib.formats.fetch import Response
from xclib.html.downloads import to_csv as to_safe_csv
from xclib.reading.report import read, read_corrections, register, register_row, to_csv, within_limits_of
from xclib.reading.view import Reading
from xclib.watch.changes import BY_PLACE, Carried, Comparison, carry, compare, words_of
from xclib.watch.listed import Watched

#: Below the data folder; never committed.
FOLDER = "review"
#: Where a page has fewer of the registered figures than this, it may be half a page.
FEW = 2 / 3
#: A reviewer's corrections of a page that changed while it waited, which belong to no figure of the new one.
LOST = "corrections-lost.csv"


class LostWordsError(XclibError):
    """Something that a person wrote belongs to a figure that is not there any more.

    Attributes
    ----------
    lost : tuple of str
        A line each.
    """

    def __init__(self, lost: Sequence[str], where: str, name: str) -> None:
        rows = "one row" if len(lost) == 1 else f"{len(lost)} rows"
        advice = f"put the valid corrections into corrections.csv beside it, then run `xclib watch --accept {name} --drop-lost`"
        super().__init__(f"what a person wrote has lost its figure in {rows}; nothing was written", where=where, advice=advice)
        self.lost = tuple(lost)


@dataclass(frozen=True)
class Review:
    """What a folder for review says of itself."""

    id: str
    url: str
    report: str
    sha256: str
    figures_sha256: str
    #: Of the registered figures that it was compared with; empty where the report is new.
    base_sha256: str
    fetched_at: str
    final_url: str = ""
    charset: str = ""
    media_type: str = ""
    page: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    warnings: Sequence[str] = ()

    @property
    def watched(self) -> Watched:
        """The page as the list had it."""
        return Watched(self.url, self.id, **self.page)

    @property
    def key(self) -> tuple[object, ...]:
        """What a review is about; where it stays, the review does."""
        return (self.report, self.figures_sha256, self.base_sha256, self.page)


@dataclass(frozen=True)
class Compared:
    """A page read, and what is different from what is registered."""

    #: What is to be reviewed, before anybody put it up.
    review: Review
    answer: Response
    reading: Reading
    row: dict[str, str]
    rows: list[dict[str, str]]
    registered: list[dict[str, str]] | None
    found: Comparison
    #: What a person wrote of the registered figures, at its new places.
    carried: Carried


def read_page(page: Watched, answer: Response, root: Path) -> Compared:
    """Read what a server answered and compare it with what is registered.

    Raises `XclibError`: it is no report, or does not say of which area and year, or a registered file is bad.
    """
    reading = read(answer, area=page.area, kind=page.kind, year=page.year)
    row = register_row(reading, area_code=page.area_code, root=root)
    rows = within_limits_of(reading, reading.rows)
    file = root / "raw" / row["report_id"] / "figures.csv"
    registered, base, carried = None, "", Carried({})
    if row["report_id"] in {known["report_id"] for known in read_raw(root / "raw" / "reports.csv", "reports")}:
        registered = read_raw(file, "figures")
        base = sha256(_read(file)).hexdigest()
        tables = {name: read_raw(path, name) for name in BY_PLACE if (path := file.with_name(f"{name}.csv")).is_file()}
        carried = carry(registered, rows, tables, reading.source.lines, f"{row['report_id']}/")
    found = compare(registered or [], rows)
    content = json.dumps([words_of(row) for row in rows], ensure_ascii=False)
    listed = {name: value for name, value in asdict(page).items() if name not in ("id", "url")}
    pages, figures = (sha256(data).hexdigest() for data in (answer.data, content.encode()))
    place = (answer.url, answer.charset, answer.media_type)
    review = Review(page.id, page.url, row["report_id"], pages, figures, base, "", *place, page=listed, counts=found.counts)
    return Compared(review, answer, reading, row, rows, registered, found, carried)


def put_up(found: Compared, folder: Path, now: str) -> Review:
    """Write the folder for review, whole or not at all; it replaces an earlier one of the page, whose corrections stay."""
    kept, doubts = _reviewers(found, folder / found.review.id)
    review = replace(found.review, fetched_at=now, warnings=[*_warn(found), *doubts])
    staged = folder / f".{review.id}.{os.getpid()}.new"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    try:
        put(staged / "page.bin", found.answer.data)
        put(staged / "figures.csv", to_csv("figures", found.rows))
        names = ("kind", "label", "before", "after", "place_before", "place_after", "fields")
        lines = [[getattr(c, n) if n != "fields" else " ".join(c.fields) for n in names] for c in found.found.changes]
        put(staged / "changes.csv", to_safe_csv(names, lines))
        put(staged / "changes.txt", tell_changes(review, found))
        put(staged / "text.html", within_limits_of(found.reading, found.reading.to_html, whole=True))
        for name, data in kept.items():
            put(staged / name, data)
        # Last, and what makes the folder one: a reader of it never meets half a review.
        put(staged / "review.json", json.dumps(asdict(review), ensure_ascii=False, indent=1) + "\n")
        swap_folder(staged, folder / review.id)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return review


def _reviewers(found: Compared, waiting: Path) -> tuple[dict[str, bytes], list[str]]:
    """Return the files with the reviewer's corrections of a page that changed while it waited, and doubts about them."""
    kept = {name: _read(path) for name in ("corrections.csv", LOST) if (path := waiting / name).is_file()}
    if "corrections.csv" not in kept:
        return kept, [f"{LOST} holds corrections that belong to no figure now"] if kept else []
    try:
        figures, fixes = read_raw(waiting / "figures.csv", "figures"), read_raw(waiting / "corrections.csv", "corrections")
        moved = carry(figures, found.rows, {"corrections": fixes})
        lost = [
            *(read_raw(waiting / LOST, "corrections") if LOST in kept else ()),
            *(moved.rows_lost or {}).get("corrections", ()),
        ]
    except XclibError:
        return {LOST: kept["corrections.csv"]}, [f"your corrections cannot be read and lie in {LOST}"]
    if "corrections" in moved.tables:
        kept["corrections.csv"] = to_csv("corrections", moved.tables["corrections"]).encode()
    if lost:
        kept[LOST] = to_csv("corrections", lost).encode()
    return kept, [f"yours, now in {LOST}: {line}" for line in moved.lost]


def _warn(found: Compared) -> list[str]:
    warnings = list(found.reading.source.warnings)
    if found.reading.source.kind == "html" and b"</html" not in found.answer.data.lower():
        warnings.append("the page has no end: it may be half a page")
    if found.registered and found.found.same + found.found.counts["changed"] < FEW * len(found.registered):
        warnings.append("many of the registered figures are gone: it may be half a page, or another one")
    return warnings


def tell_changes(review: Review, found: Compared) -> str:
    """Return what changed in lines for a person."""
    head = "new" if found.registered is None else f"registered with {len(found.registered)} figures"
    counts = ", ".join(f"{n} {kind}" for kind, n in review.counts.items())
    stay = f"{found.found.same} as before" + (f", {found.found.moved} of them at another place" if found.found.moved else "")
    lines = [f"{review.report}: {found.row['title_zh']} ({head})", review.url, f"fetched {review.fetched_at}", ""]
    lines += [f"warning: {warning}" for warning in review.warnings]
    lines += [f"{counts}; {stay}", ""]
    for change in found.found.changes:
        number, place = (" → ".join(filter(None, two))
            for two in ((change.before, change.after), (change.place_before, change.place_after)))  # fmt: skip
        lines.append(f"{change.kind:<8} {change.label}: {number}  [{place}]")
    lines += [f"lost     {line}" for line in found.carried.lost]
    return "\n".join(map(plain, lines)) + "\n"


def read_review(folder: Path, name: str) -> Review:
    """Return what waits under a name.

    Raises `UnknownNameError`: nothing waits under it.
    """
    waiting = list_reviews(folder)
    if name not in waiting:
        advice = f"waiting are {', '.join(waiting)}" if waiting else "nothing waits"
        raise UnknownNameError(f"nothing waits for review under {name!r}", where=str(folder), advice=advice)
    return waiting[name]


def list_reviews(folder: Path) -> dict[str, Review]:
    """Return all that waits for review, by name; a folder that is not whole is none."""
    found = {}
    for path in sorted(folder.glob("*/review.json")):
        with suppress(OSError, ValueError, TypeError, RecursionError):
            review = read_record(Review, json.loads(path.read_text(encoding="utf-8")))
            if review.id == review.watched.id == path.parent.name and not review.id.startswith("."):
                found[review.id] = review
    return found


def read_changes(folder: Path, name: str) -> list[str]:
    """Return in lines what changed in one that waits."""
    read_review(folder, name)
    return _read(folder / name / "changes.txt").decode("utf-8", "replace").split("\n")[:-1]


def accept(folder: Path, name: str, root: Path, *, drop_lost: bool = False) -> str:
    """Register what waits under a name, exactly as it was put up, and return the report's id.

    Raises `XclibError`: the page, its figures or what is registered are not what was reviewed; nothing is written then;
    `LostWordsError`: something that a person wrote belongs to a figure that is not there any more, and was not let go by
    `drop_lost`.
    """
    review = read_review(folder, name)
    home = folder / name
    page = _read(home / "page.bin")
    if sha256(page).hexdigest() != review.sha256:
        raise XclibError("the page was altered since it was put up", where=str(home), advice="say `xclib watch --anew`")
    answer = Response(page, review.final_url, review.media_type, review.charset)
    found = read_page(review.watched, answer, root)
    file = root / "raw" / review.report / "figures.csv"
    same = found.review.figures_sha256 == review.figures_sha256
    if same and found.registered is not None and not found.found.changes:
        shutil.rmtree(home)  # it was registered already, by a run that was stopped before it could say so
        return review.report
    if found.review.report != review.report or not same:
        raise XclibError("xclib reads other figures than were put up", where=str(home), advice="say `xclib watch --anew`")
    if found.review.base_sha256 != review.base_sha256:
        raise XclibError("was changed since the review was put up", where=str(file), advice="say `xclib watch --anew`")
    if found.carried.lost and not drop_lost:
        raise LostWordsError(found.carried.lost, str(home), name)
    tables = dict(found.carried.tables)
    if (home / "corrections.csv").is_file():
        read_corrections(found.reading, home / "corrections.csv")
        standing = tables.get("corrections")
        if standing is None and (file.with_name("corrections.csv")).is_file():
            standing = read_raw(file.with_name("corrections.csv"), "corrections")
        # The reviewer's word on a field wins over an earlier one.
        named = {(c["line"], c["start"], c["field"]): c for c in (*(standing or ()), *found.reading.corrections)}
        tables["corrections"] = list(named.values())
    report = register(
        found.reading,
        area_code=review.watched.area_code,
        again=found.registered is not None,
        root=root,
        tables=tables,
        **_kept(found, root),
    )
    shutil.rmtree(home)
    return report


def reject(folder: Path, name: str) -> Review:
    """Throw away what waits under a name."""
    review = read_review(folder, name)
    shutil.rmtree(folder / name)
    return review


def _kept(found: Compared, root: Path) -> dict[str, str]:
    """Return what a person wrote into the register beyond what the text says."""
    rows = read_raw(root / "raw" / "reports.csv", "reports")
    old = next((r for r in rows if r["report_id"] == found.row["report_id"]), None)
    names = ("area_en", "title_zh", "title_en", "delivered")
    kept = {n: old[n] for n in names if old[n]} if old else {}
    return {"source_url": found.review.url, **kept}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise XclibError(f"cannot be read: {error.strerror}", where=str(path), advice="say `xclib watch --anew`") from None
