"""What a run has to do: reports × notebooks × languages, each with what its brief depends on and why it must be made, if so.

Nothing heavy is imported here: a run that finds nothing changed ends before anything that reads tables or notebooks is loaded.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path

from xclib.briefs import fingerprint
from xclib.briefs.kernel import UNREAD, fit_parameters, read_cells
from xclib.briefs.manifest import Brief, hash_file
from xclib.care.settings import read_settings
from xclib.data.raw import data_root, shipped, spare_raw
from xclib.errors import BriefError, RawDataError, UnknownNameError, unknown
from xclib.model.areas import NATION
from xclib.words.wording import LANGS, check_lang

_ORDER = ("overview", "scorecard", "growth", "fiscal", "livelihood", "environment", "targets", "promises")
#: What a report's id may be made of.
_ID = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


@dataclass(frozen=True)
class Job:
    """One brief to be kept or made."""

    notebook: Path
    report: str
    lang: str
    #: Languages in which the same brief exists or is about to.
    langs: tuple[str, ...]
    parameters: Mapping[str, object]
    out: Path
    data: Path
    #: Hashes of what the brief depends on, by name.
    inputs: Mapping[str, str] = field(default_factory=dict)
    #: Why it must be made; empty where the page that is there is up to date.
    why: str = ""
    #: Reports of which the brief reads nothing.
    apart: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The page, below the output folder."""
        return page_of(self.report, self.notebook, self.lang)

    @property
    def stem(self) -> str:
        """Notebook and language: ``growth.zh``."""
        return f"{self.notebook.stem}.{self.lang}"

    @property
    def name(self) -> str:
        """As a person says it: ``growth (zh)``."""
        return f"{self.notebook.stem} ({self.lang})"

    @property
    def failed(self) -> Path:
        """Where the executed notebook of a failed attempt is kept."""
        return self.out / "failed" / self.report / self.stem

    @property
    def mark(self) -> str:
        """The fingerprint of the brief: one hash over those of all that it is made from."""
        return fingerprint.hash_values(dict(self.inputs))


@dataclass(frozen=True)
class Matrix:
    """Which briefs a run is about: reports × notebooks × languages, with further parameters for all of them."""

    reports: Sequence[str] = ()
    notebooks: Sequence[str | Path] | None = None
    langs: Sequence[str] = LANGS
    parameters: Mapping[str, object] = field(default_factory=dict)


def page_of(report: str, notebook: Path, lang: str) -> str:
    """Return the page of a brief, below the output folder.

    >>> page_of("cn-110102-plan-2024", Path("notebooks/growth.ipynb"), "zh")
    'cn-110102-plan-2024/growth.zh.html'
    """
    return f"{report}/{notebook.stem}.{lang}.html"


def read_matrix(path: Path) -> Matrix:
    """Read a matrix from a YAML file with any of ``reports``, ``notebooks``, ``languages`` and ``parameters``.

    Raises `UnknownNameError`: the file is missing or says something else.
    """
    settings = read_settings(path) or {}
    kinds = {"reports": list, "notebooks": list, "languages": list, "parameters": dict}
    if not isinstance(settings, dict) or not all(isinstance(settings[n], kinds.get(n, ())) for n in settings):
        advice = "give lists of reports, notebooks and languages, and parameters by name"
        raise UnknownNameError("not a matrix of briefs", where=str(path), advice=advice)
    lists = {name: [str(value) for value in settings.get(name, ())] for name in ("reports", "notebooks", "languages")}
    return Matrix(
        lists["reports"],
        lists["notebooks"] or None,
        lists["languages"] or LANGS,
        {str(name): value for name, value in settings.get("parameters", {}).items()},
    )


def read_register(data: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the register by report id, as printed."""
    try:
        with (data / "raw" / "reports.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["report_id"]: row for row in csv.DictReader(file)}
        if bad := [name for name in rows if not _ID.fullmatch(name or "")]:
            raise ValueError(repr(bad[0]))  # folders are named after it
        return rows
    except (OSError, ValueError, KeyError, csv.Error) as error:
        from xclib.data import store

        store.load(data)  # says what is wrong with it
        reason = " ".join(str(error).split())
        raise RawDataError(f"cannot be read: {reason}", where="data/raw/reports.csv", advice="correct the file") from None


def newest_date(row: Mapping[str, str], data: Path) -> str:
    """Return the newest date of what a brief may draw on: the report, and the context facts, which go on after it."""
    dates = [row.get("published") or row.get("delivered") or ""]
    with (data / "raw" / "context.csv").open(encoding="utf-8", newline="") as file:
        dates += [line.get("source_date") or "" for line in csv.DictReader(file)]
    return max(date for date in dates if date[:1].isdigit() or date == dates[0])


def find_notebooks(names: Sequence[str | Path] | None = None) -> list[Path]:
    """Return the paths of notebooks by name or path; all of the project's, in the order of the topics, if none are named."""
    # Data may lie elsewhere (XCLIB_DATA); then the notebooks are those that came with xclib.
    folders = [home / "notebooks" for home in (data_root().resolve().parent, shipped())]
    folder = next((f for f in folders if any(f.glob("*.ipynb"))), folders[0])
    there = {path.stem: path for path in folder.glob("*.ipynb")}
    if names is None:
        if not there:
            raise UnknownNameError(
                "no notebooks here", where=str(folder), advice="make a project with `xclib init DIR`, and work in it"
            )
        return [there[name] for name in sorted(there, key=place)]
    found = []
    for name in names:
        path = Path(name) if str(name).endswith(".ipynb") else there.get(str(name), Path(name))
        if not path.is_file():
            raise unknown("notebook", str(name), sorted(there))
        found.append(path.resolve())
    if len({path.stem for path in found}) < len(found):
        raise UnknownNameError("two notebooks of one name", advice="name each once")
    return found


def place(name: str) -> tuple[int, str]:
    """Return the place of a notebook in the order of the topics."""
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


@dataclass(frozen=True)
class Asked:
    """A matrix whose words are all known: the data, its reports, and the notebooks with their further parameters."""

    data: Path
    register: Mapping[str, Mapping[str, str]]
    reports: Sequence[str]
    notebooks: Mapping[Path, Mapping[str, object]]
    langs: Sequence[str]

    def lacks_a_page(self, out: Path) -> bool:
        """Whether a page is not there, so that something is to be made whatever the inputs of the others are."""
        return not all((out / page_of(*brief)).is_file() for brief in product(self.reports, self.notebooks, self.langs))


def check(matrix: Matrix, out: Path) -> Asked:
    """Refuse what cannot be asked for.

    Raises `UnknownNameError`: no such report, notebook, language or parameter; `XclibError`: ``out`` lies among the raw data,
    where each page would change what the next one is made from.
    """
    spare_raw(out)
    for lang in matrix.langs:
        check_lang(lang)
    data, given = data_root().resolve(), _checked_values(matrix.parameters)
    register, paths = read_register(data), find_notebooks(matrix.notebooks)
    if not register:
        raise RawDataError("names no report", where="data/raw/reports.csv", advice="add one with `xclib read FILE --add`")
    for report in matrix.reports:
        if report not in register:
            raise unknown("report", report, list(register), where="data/raw/reports.csv")
    reports, langs = [*dict.fromkeys(matrix.reports or register)], [lang for lang in LANGS if lang in matrix.langs]
    return Asked(data, register, reports, {path: _fitted(path, given) for path in paths}, langs)


def plan(matrix: Matrix, out: Path, old: Mapping[str, Brief], *, force: bool = False) -> list[Job]:
    """Return a job for each brief of a matrix, in order; it raises what `check` raises."""
    asked = check(matrix, out)
    data, digests, shared = asked.data, fingerprint.digest_data(asked.data), fingerprint.hash_tools()
    notebooks = [(path, fitted, hash_notebook(path)) for path, fitted in asked.notebooks.items()]
    jobs = []
    for report in asked.reports:
        beside = {(b.notebook, b.lang) for b in old.values() if b.report == report and b.run_at and (out / b.path).is_file()}
        unrelated = _unrelated(report, asked.register)
        for path, fitted, hashed in notebooks:
            apart = () if fitted.get("compare") or _reads_all(path) else unrelated
            read = fingerprint.hash_data(data, apart, digests)
            langs = tuple(lang for lang in LANGS if lang in matrix.langs or (path.stem, lang) in beside)
            for lang in asked.langs:
                parameters = {"report": report, "lang": lang, **fitted}
                given = fingerprint.hash_values({**parameters, "langs": langs})
                inputs = {"notebook": hashed, "parameters": given, "data": read, **shared}
                job = Job(path, report, lang, langs, parameters, out, data, inputs, apart=apart)
                jobs.append(_judged(job, old.get(job.path), force))
    return jobs


def _unrelated(report: str, register: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Return the reports of which the brief of another one reads nothing: those of other provinces."""
    own = register[report]["area_code"]
    return tuple(sorted(name for name, row in register.items() if not _is_kin(own, row["area_code"])))


def _is_kin(area: str, other: str) -> bool:
    """Whether one area may lie within the other, or both in one province."""
    return NATION in (area, other) or area[:2] == other[:2]


#: What reads the figures of all reports.
_ALL = re.compile(r"\bxc(?:lib)?\.(?:figures|search)\(|\bfront\b|\bstore\b")


def _reads_all(path: Path) -> bool:
    """Whether the brief of a notebook may depend on every report: one's own notebook, or one that asks for all figures."""
    try:
        return path.stem not in _ORDER or any(kind == "code" and _ALL.search(source) for kind, source, _ in read_cells(path))
    except (*UNREAD, BriefError):
        return True


def _judged(job: Job, old: Brief | None, force: bool) -> Job:
    """Say why a brief must be made, in a few words."""
    changed = [name for name in job.inputs if old and old.inputs.get(name) != job.inputs[name]]
    page = job.out / job.path
    if old is None or not old.run_at:
        why = "never made"
    elif force:
        why = "forced"
    elif changed:
        why = f"{', '.join(changed)} changed"
    elif not page.is_file():
        why = "the page is missing"
    elif hash_file(page, bare=True) != old.html_sha256:
        why = "the page was altered"
    elif hash_file(page.with_suffix(".ipynb")) != old.ipynb_sha256:
        why = "the executed notebook is missing or was altered"
    else:
        why = ""
    return replace(job, why=why)


def hash_notebook(path: Path) -> str:
    """Hash what a person wrote into a notebook, its words and the modules beside it; empty where it cannot be read."""
    try:
        # Outputs and execution counts do not matter.
        hashed, others = fingerprint.hash_values(read_cells(path)), fingerprint.beside(path)
        return fingerprint.hash_values([hashed, fingerprint.hash_files(others, path.parent)]) if others else hashed
    except (*UNREAD, BriefError):
        return ""  # it fails later, by itself


def _checked_values(parameters: Mapping[str, object]) -> dict[str, object]:
    for name, value in parameters.items():
        if name in ("report", "lang"):
            raise UnknownNameError(f"{name} is no further parameter", advice="name the report and the languages themselves")
        try:
            json.dumps(value, allow_nan=False)
        except (TypeError, ValueError):
            advice = "a parameter is text, a number, true or false, or a list of these"
            raise UnknownNameError(f"parameter {name} cannot be {value!r}", advice=advice) from None
    return dict(parameters)


def _fitted(path: Path, given: Mapping[str, object]) -> Mapping[str, object]:
    """Refuse a mistyped parameter before anything runs; a broken notebook fails later, by itself."""
    try:
        return fit_parameters(path, given)
    except BriefError:
        return given
