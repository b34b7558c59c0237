"""The command-line interface: arguments turned into calls of the library."""

from __future__ import annotations

import argparse
import atexit
import codecs
import errno
import gc
import io
import json
import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from xclib import __version__
from xclib.care.files import spare
from xclib.care.terminal import note, plain, say, written_out
from xclib.cli import COMMANDS, EXAMPLE, OPTIONS, Run, command, option
from xclib.errors import UnknownNameError, XclibError
from xclib.model.codes import KINDS

if TYPE_CHECKING:
    import pandas as pd

    from xclib.reading.view import Reading

#: Name of what is done with characters that an encoding lacks: written out as in JSON, so that JSON stays what it is.
_LACKED = "xclib.written-out"


def _write_out(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(written_out, error.object[error.start : error.end])), error.end


codecs.register_error(_LACKED, _write_out)


def settle() -> None:
    """Make the standard streams take anything: a closed one leads nowhere, and what an encoding lacks is written out.

    A closed one is opened, so that no file of ours gets its number, to be written into by whatever prints.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it gets the lowest number that is free
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))
        stream = getattr(sys, name)
        if number and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_LACKED)


def hush() -> None:
    """Lead standard output nowhere, where it takes no more: what is left of it would fail again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


EXIT_CODES = """exit codes:
  0  done
  1  could not be done
  2  unknown command, report, topic, indicator or language
  3  a raw file is missing or bad; nothing was written
  4  a document cannot be read as a report
  5  a brief could not be made; the last good one is still in place
  6  figures of a watched page wait for review
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="xclib",
        description="Read the figures out of Chinese government reports and turn them into sourced economic briefs.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"xclib {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in ("briefs", "watch", "workshop", "doctor"):
        import_module(f"xclib.cli.{module}")  # their commands come behind those of this file
    for run, name, about, example in COMMANDS:
        sub = commands.add_parser(
            name,
            help=about,
            description=about[0].upper() + about[1:] + ".",
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=run)
        apart: Any = None
        for names, settings in OPTIONS.get(run, ()):
            if settings.get("apart"):
                apart = apart or sub.add_mutually_exclusive_group()
            place = apart if settings.get("apart") else sub
            place.add_argument(*names, **{k: v for k, v in settings.items() if k != "apart"})
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    ``argv``: the words after ``xclib``; those of the process where not given.

    >>> main(["source", "nothing"])
    2
    """
    if argv is None:
        # The process is ours and ends soon: nothing of it needs to be collected, a tenth of a second after pandas.
        atexit.register(gc.freeze)
        settle()
    options = _parser().parse_args(argv)
    try:
        _refuse_half_characters(options)
        with warnings.catch_warnings(record=True) as caught:
            code = cast(int, options.run(options))
        for warning in caught:
            note(f"xclib: {warning.message}")
        return code
    except XclibError as error:
        note(f"xclib: {' '.join(str(error).split())}")
        return error.exit_code
    except KeyboardInterrupt:
        note("xclib: stopped")
        return 130
    except BrokenPipeError:
        # The reader of the pipe has gone, as with `| head`: no error, and nothing more to say.
        hush()
        return 0
    except (OSError, MemoryError) as error:
        note(f"xclib: {_refusal(error)}")
        return 1
    except RuntimeError as error:
        if "Symlink loop" not in str(error):  # what Python before 3.13 says of a link that leads back to itself
            raise
        note(f"xclib: {error}; name another place")
        return 1


#: What names files: bytes that are no text may be the name of one.
_FILES = ("source", "paths", "matrix", "out", "topic")


def _refuse_half_characters(options: argparse.Namespace) -> None:
    """Refuse bytes of the command line that are no text, before they stand in a register that nobody could read."""
    for name, given in vars(options).items():
        words = given if isinstance(given, list) else [given]
        for word in (text for inner in words for text in (inner if isinstance(inner, list) else [inner])):
            if name not in _FILES and isinstance(word, str) and not _is_whole(word):
                raise UnknownNameError(f"{word!r} is no text", where=f"--{name.replace('_', '-')}", advice="write it in UTF-8")


def _is_whole(text: str) -> bool:
    try:
        return bool(text.encode()) or not text
    except UnicodeEncodeError:
        return False


def _refusal(error: OSError | MemoryError) -> str:
    """Return one line of what the system refuses: room, files, memory."""
    if isinstance(error, MemoryError):
        return "there is not enough memory; close other programs, or ask for less"
    reason, name = error.strerror or " ".join(str(error).split()) or type(error).__name__, error.filename
    if name is None and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hush()
        name = "standard output"
    advice = {errno.EMFILE: "allow more: ulimit -n 1024", errno.ENOSPC: "make room"}.get(error.errno or 0, "try again")
    return f"{name}: {reason}; {advice}" if name is not None else f"{reason}; {advice}"


def _deliver(frame: pd.DataFrame, options: argparse.Namespace, columns: Sequence[str], table: str = "figures") -> int:
    if options.to is not None:
        from xclib.data.exports import export

        export(frame, options.to, table=table)
        note(f"{len(frame)} rows written to {options.to}")
    elif frame.empty:
        note("nothing found")
    else:
        _print_table(frame, columns)
        note(f"{len(frame)} rows")
    return 0


#: Heads of columns that are not their names.
_HEADS = {"n": "#", "shown": "figure", "span": "interval"}


def _print_table(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    heads = [_HEADS.get(name, name) for name in columns]
    if not sys.stdout.isatty():
        # Another program reads: tabs, and nothing cut.
        say("\t".join(heads))
        for row in frame[list(columns)].itertuples(index=False):
            say("\t".join(_shown(v) for v in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name, head in zip(columns, heads, strict=True):
        table.add_column(head, justify="right" if name in ("shown", "value", "low", "high") else "left", overflow="fold")
    for row in frame[list(columns)].itertuples(index=False):
        table.add_row(*(Text(_shown(v)) for v in row))
    Console().print(table)


def _shown(value: Any) -> str:  # noqa: ANN401 - any cell
    if value is None or value != value:
        return ""
    return f"{value:g}" if isinstance(value, float) else plain(str(value).replace("\t", " "))


#: What is shown of each figure.
_FIGURE = ("place", "label", "shown", "span", "measure", "status", "period", "indicator")


def _with_words(frame: pd.DataFrame) -> pd.DataFrame:
    from xclib.words.wording import format_figure, format_interval, full_label, part_of_year

    rows = cast("list[dict[str, Any]]", frame.to_dict("records"))
    return frame.assign(
        place=[r.get("place") or f"{r['line']}:{r['start']}" for r in rows],
        label=[full_label(r) for r in rows],
        shown=[format_figure(r) for r in rows],
        span=[format_interval(r["low"], r["high"], r["unit"]) if r["low"] != r["high"] else "" for r in rows],
        period=[part_of_year(r) for r in rows],
    )


_to = option("--to", type=Path, metavar="FILE", help="write to FILE instead: .csv .parquet .xlsx .dta .json .jsonl")


@command("reports", "list the registered reports", "xclib reports")
def _reports(options: argparse.Namespace) -> int:
    from xclib.data import front

    _print_table(front.reports(), ("report_id", "area_code", "area_zh", "kind", "year", "published", "title_zh"))
    return 0


@command("figures", "show the figures of a report", f"xclib figures {EXAMPLE} --topic fiscal")
@option("report", help="report id, see `xclib reports`")
@option("--topic", help="keep one topic: growth, fiscal, livelihood, environment, culture, governance")
@option("--status", help="keep one status: actual, target, rule")
@option("--indicator", help="keep one indicator of the catalogue, as gdp_growth")
@option("--part", help="keep one part: review, plan, annex, glossary")
@option("--period", help="keep one year")
@_to
def _figures(options: argparse.Namespace) -> int:
    from xclib.data import front

    chosen = _chosen(options, ("topic", "status", "indicator", "part", "period"))
    frame = front.figures(options.report, **chosen, stored=True)
    return _deliver(frame if options.to else _with_words(frame), options, (*_FIGURE, "topic"))


@command("search", "find figures by text in their label or context", "xclib search 养老")
@option("text", help="Chinese or English")
@option("--report", help="search one report")
@_to
def _search(options: argparse.Namespace) -> int:
    from xclib.data import front

    frame = front.search(options.text, report=options.report, stored=True)
    shown = frame if options.to else _with_words(frame).assign(report=frame["report_id"])
    return _deliver(shown, options, ("report", *_FIGURE, "topic"))


@command("plan", "show the plan table of a report's annex", f"xclib plan {EXAMPLE} --nature binding")
@option("report", help="report id")
@option("--topic", help="keep one topic")
@option("--nature", help="anticipatory (预期性) or binding (约束性)")
@_to
def _plan(options: argparse.Namespace) -> int:
    from xclib.data import front

    frame = front.plan(options.report, topic=options.topic, nature=options.nature)
    shown = ("number", "part", "name_zh", "scope", "unit", "plan", "nature", "indicator")
    return _deliver(frame, options, shown, table="plan")


@command("series", "show all statements of an indicator for an area", "xclib series gdp 110102")
@option("indicator", help="code of the catalogue")
@option("area", help="GB/T 2260 code, as 110102")
@option("--status", help="keep one status: actual, preliminary, target")
@_to
def _series(options: argparse.Namespace) -> int:
    from xclib.data import front

    frame = front.series(options.indicator, options.area, status=options.status, stored=True)
    shown = ("period", "status", "as_printed", "value", "low", "high", "unit_code", "vintage", "base", "grade", "source_url")
    return _deliver(frame, options, shown, table="context")


@command("source", "show the source of a figure, with a link to it", f"xclib source {EXAMPLE}:26:418")
@option("figure", help="figure id: report:line:start")
def _source(options: argparse.Namespace) -> int:
    from xclib.data.front import source

    for line in str(source(options.figure)).splitlines():
        say(line)
    return 0


#: What the user may know of a source, what of it no reading can do without, and the columns that `--add` registers.
_KNOWN = ("area", "area_code", "kind", "year", "encoding")
_REQUIRED = ("area", "kind", "year")
_REGISTERED = ("area_en", "title_zh", "title_en", "delivered", "published", "source_url")


def _columns(run: Run) -> Run:
    for name in reversed(_REGISTERED):
        option(f"--{name.replace('_', '-')}", default="", help=f"with --add: column {name} of data/raw/reports.csv")(run)
    return run


@command(
    "read",
    "read the figures of a report: a file or a web address",
    "xclib read docs/sample/qinglan-2031.html --view review.html",
)
@option("source", nargs="+", help="HTML, docx, PDF, text or Markdown file, or an http(s) address")
@option("--about", action="store_true", help="only print area, kind, year, title and date of each source as JSON")
# What the user knows of a source better than its text says.
@option("--doc", default="", help="document id in .jsonl records")
@option("--area", default="", help="the area that reports, such as 青岚市, if the text does not name it")
@option("--area-code", default="", help="its six-digit GB/T 2260 code, instead of or in addition to the name")
@option("--kind", default="", help=f"kind of report, if the text does not name it: {', '.join(KINDS)}")
@option(
    "--year",
    type=int,
    help="year planned for (work, plan and budget reports) or reported on (communiques, bulletins, final accounts)",
)
@option("--encoding", help="encoding of the text, such as gb18030, if the file declares a wrong one")
@option("--corrections", type=Path, metavar="CSV", help="file of corrections, which override what was read")
# What can be done with the figures that were read.
@option("--view", type=Path, metavar="HTML", help="write a page with the text, its figures marked, beside the table")
@option("--json", action="store_true", help="print each figure as a line of JSON, as in .jsonl records")
@option("--explain", type=int, metavar="N", help="show which rules read figure N, and why numbers near it were left out")
@option("--add", action="store_true", help="add the report to data/raw, so that `xclib briefs` can use it")
@option("--again", action="store_true", help="with --add: replace a report that is already registered")
@_columns
@option("--to", type=Path, metavar="FILE", help="write the figures to FILE: .csv .parquet .xlsx .dta .json, or .jsonl records")
def _read(options: argparse.Namespace) -> int:
    from xclib.care.confined import warm

    warm("xclib.reading.report")
    from xclib.reading import report as reader

    if options.about:
        return _about(options)
    if len(options.source) > 1:
        raise UnknownNameError("several sources", advice="pass one source, or use --about")
    for target in (options.view, options.to):
        spare(target, options.source[0], options.corrections)
    reading = _open(options.source[0], options)
    if options.explain is not None:
        for line in reading.explain(options.explain):
            say(line)
        return 0
    if options.view:
        page = reader.within_limits_of(reading, reading.to_html, whole=True)
        note(f"{reader.put_text(options.view, page)}: {reading!r}")
    if options.to:
        reader.write(reading, options.to, doc=options.doc)
        note(f"{len(reading)} figures written to {options.to}")
    if options.add:
        _register(reading, options)
    _show(reading, options)
    return 0


def _open(source: str, options: argparse.Namespace) -> Reading:
    """Read a source, with the user's corrections, and note what is doubtful about it."""
    from xclib.reading import report as reader

    reading = reader.read(source, doc=options.doc, **_chosen(options, _KNOWN))
    for warning in reading.source.warnings:
        note(f"xclib: {source}: {warning}")
    for name in _REQUIRED:
        if not getattr(reading.document, name):
            note(f"xclib: {source}: the {name} is not known: give --{name}")
    if options.corrections:
        reader.read_corrections(reading, options.corrections)
    return reading


def _chosen(options: argparse.Namespace, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(options, name) for name in names}


def _register(reading: Reading, options: argparse.Namespace) -> None:
    """Add a report to the raw data, and note what in it to look at first."""
    from xclib.reading import report as reader

    if guessed := [f"{name} {getattr(reading.document, name)}" for name in _REQUIRED if not getattr(options, name)]:
        note(f"look first at {', '.join(guessed)}: read from the text, not given")
    for doubt in reading.doubts():
        note(f"look first at {doubt}")
    columns = _chosen(options, _REGISTERED)
    report = reader.register(reading, area_code=options.area_code, again=options.again, **columns)
    note(f"registered as {report}; `xclib briefs {report}` makes its briefs")


def _show(reading: Reading, options: argparse.Namespace) -> None:
    """Print the figures, as JSON or, where they went nowhere else, as a table; note those without a label."""
    if unnamed := [f"{f.line}:{f.start}" for f in reading.figures if not f.label]:
        note(f"{len(unnamed)} figures without a label, to be named by hand: {', '.join(unnamed[:8])}")
    if options.json:
        for record in reading.to_records(options.doc):
            say(json.dumps(record, ensure_ascii=False))
    elif not (options.view or options.to or options.add):
        _print_table(_with_words(reading.table), ("n", *_FIGURE))
        note(repr(reading))


def _about(options: argparse.Namespace) -> int:
    """Print one JSON object per source; unreadable sources are reported on standard error and skipped."""
    from xclib.reading import report as reader

    worst = 0
    for source in options.source:
        try:
            say(json.dumps(reader.about(source, **_chosen(options, _KNOWN)), ensure_ascii=False))
        except XclibError as error:
            note(f"xclib: {' '.join(str(error).split())}")
            worst = max(worst, error.exit_code)
    return worst


@command("corpus", "read many reports into one data set", "xclib corpus read reports/ --to corpus")
@option("verb", choices=["read"], help="what to do")
@option("paths", nargs="+", help="folders, zip or tar archives, Parquet files with a column text, or reports")
@option("--to", type=Path, required=True, metavar="FOLDER", help="output folder; an interrupted run is resumed")
@option("--workers", type=int, default=1, help="processes that read (default: 1)")
@option("--cluster", default="", metavar="ADDRESS", help="Dask scheduler that reads instead, as tcp://host:8786")
@option("--anew", action="store_true", help="read everything again, also what an earlier run finished")
def _corpus(options: argparse.Namespace) -> int:
    from xclib.corpus.run import read_corpus

    run = read_corpus(options.paths, options.to, workers=options.workers, resume=not options.anew, cluster=options.cluster)
    note(str(run))
    return 0


@command("panel", "show headline figures of many reports", "xclib panel gdp_growth --status target --period 2003-2024")
@option("indicator", nargs="?", help="codes, as gdp_growth or gdp,cpi; default: all")
@option("--level", help="nation, province, major city or prefecture; several with commas")
@option("--status", help="actual, target or plan")
@option("--area", help="GB/T 2260 codes or names, with commas")
@option("--period", help="a year, years with commas, or a first and a last year as 2003-2024")
@option("--wide", action="store_true", help="areas in rows and years in columns")
@_to
def _panel(options: argparse.Namespace) -> int:
    from xclib.panels.query import load_panel

    asked = _listed(options, ("indicator", "level", "status", "area"))
    frame = load_panel(period=options.period or None, wide=options.wide, **asked)
    if options.wide:
        frame = frame.reset_index()
        heads = [" ".join(map(str, name)).strip() if isinstance(name, tuple) else str(name) for name in frame]
        return _deliver(frame.set_axis(heads, axis=1), options, heads, table="panel")
    shown = ("area", "level", "indicator", "status", "period", "as_printed", "low", "high", "unit", "flag", "doc", "line")
    return _deliver(frame, options, shown, table="panel")


@command("ledger", "show numeric promises and what became of them", "xclib ledger 浙江 2014 --answer silent")
@option("area", nargs="?", help="GB/T 2260 codes or names, with commas; default: all")
@option("year", nargs="?", help="a year, years with commas, or a first and a last year as 2003-2024")
@option("--answer", help="figure, words, open or silent")
@option("--verdict", help="kept, missed or open")
@option("--level", help="nation, province, major city or prefecture; several with commas")
@option("--indicator", help="codes, as gdp_growth, with commas")
@option("--topic", help="growth, fiscal, livelihood, environment, culture, governance")
@_to
def _ledger(options: argparse.Namespace) -> int:
    from xclib.ledgers.store import load_ledger

    asked = _listed(options, ("area", "answer", "verdict", "level", "indicator", "topic"))
    frame = load_ledger(year=options.year or None, **asked)
    promised, answered = ("area", "year", "label", "number", "unit"), ("answer", "out_number", "out_unit", "relation")
    shown = (*promised, *answered, "verdict", "score", "doc", "line")
    return _deliver(frame, options, shown, table="ledger")


def _listed(options: argparse.Namespace, names: Iterable[str]) -> dict[str, Any]:
    """Return options that take several values with commas."""
    return {name: value.split(",") if value else None for name, value in _chosen(options, names).items()}


@command("build", "build data/processed from data/raw", "xclib build")
@option("--force", action="store_true", help="rebuild even if nothing changed")
def _build(options: argparse.Namespace) -> int:
    from xclib.briefs import fingerprint
    from xclib.data import store
    from xclib.data.raw import own_root, shown_path

    root = own_root()
    key = fingerprint.hash_build(root)
    if not options.force and store.is_current(root / "processed", key):
        note(f"{shown_path(root / 'processed')}: up to date")
        return 0
    tables = store.build(root)
    store.mark_current(root / "processed", key)
    counts = ", ".join(f"{name} {len(frame)}" for name, frame in tables.items())
    note(f"{shown_path(root / 'processed')}: {counts} rows")
    return 0


@command("init", "create a project folder with data, notebooks and catalogues", "xclib init reports")
@option("folder", type=Path, metavar="DIR", help="a new or empty folder")
def _init(options: argparse.Namespace) -> int:
    from xclib.data.raw import lay_out

    folder = lay_out(options.folder)
    there = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
    note(f"{folder}: project created; next: {there}xclib briefs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
