"""The errors and warnings that xclib raises: one base class, few children.

Every message says what was found, where, and what to do about it, in one line: the command line prints it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class XclibError(Exception):
    """Base class of all errors that xclib raises on purpose.

    Parameters
    ----------
    message : str
        What was wrong.
    where : str, optional
        The file, line, report or notebook concerned.
    advice : str, optional
        What the reader can do now.

    Examples
    --------
    >>> print(XclibError("no such report 'x'", where="data/raw/reports.csv", advice="see `xclib reports`"))
    data/raw/reports.csv: no such report 'x'; see `xclib reports`
    """

    #: Exit status of the command line.
    exit_code = 1

    def __init__(self, message: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.message, self.where, self.advice = message, where, advice

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head}; {self.advice}" if self.advice else head


class UnknownNameError(XclibError):
    """A report, topic, indicator, language or notebook that does not exist."""

    exit_code = 2


#: As many names are listed where none is near.
LISTED = 15
#: Characters of a Chinese name of which one may be wrong: half of 西城.
_FEW = 3


def suggest(name: object, known: Iterable[str] | Mapping[str, str]) -> str:
    """Return what a person may have meant, or what there is.

    Parameters
    ----------
    name : object
        What was given.
    known : iterable of str, or mapping
        The names that exist; a mapping leads from further names (titles, other languages) to these.

    Examples
    --------
    >>> suggest("gdp_grwth", ["gdp", "gdp_growth", "cpi"])
    'did you mean gdp_growth?'
    >>> suggest("Xicheng", {"Xicheng District": "110102", "110102": "110102"})
    'did you mean 110102 (Xicheng District)?'
    >>> suggest("weather", ["growth", "fiscal"])
    'choose one of growth, fiscal'
    >>> suggest("西诚", {"西城": "110102"}), suggest("Paris", {"西城": "110102"})
    ('did you mean 110102 (西城)?', 'choose one of 110102 (西城)')
    """
    import difflib

    names = dict(known) if isinstance(known, Mapping) else {k: k for k in known}
    folded: dict[str, str] = {}
    for entry in names:
        folded.setdefault(entry.casefold(), entry)
    wanted = str(name).strip().casefold()
    wide = any("\u4e00" <= c <= "\u9fff" for c in wanted)
    near = difflib.get_close_matches(wanted, folded, n=5, cutoff=0.5 if wide and len(wanted) <= _FEW else 0.65)
    # A piece of a name is near to it, too; a letter or two are a piece of too many.
    near += [entry for entry in folded if len(wanted) >= (2 if wide else 4) and wanted in entry and entry not in near]
    best: dict[str, str] = {}
    for key in near:
        best.setdefault(names[folded[key]], folded[key])
    if best:
        shown = [code if code == entry else f"{code} ({entry})" for code, entry in list(best.items())[:3]]
        return f"did you mean {', '.join(shown)}?"
    codes: dict[str, str] = {}
    for entry, code in names.items():
        # A number says nothing without its name.
        if code not in codes or codes[code] == code:
            codes[code] = f"{code} ({entry})" if code.isdigit() and entry != code else code
    more = f", … ({len(codes)} in all)" if len(codes) > LISTED else ""
    return f"choose one of {', '.join(list(codes.values())[:LISTED])}{more}" if codes else "there is none yet"


def unknown(
    kind: str, name: object, known: Iterable[str] | Mapping[str, str], *, where: str = "", message: str = ""
) -> UnknownNameError:
    """Return an UnknownNameError that suggests similar names.

    Parameters
    ----------
    kind : str
        What it should name: report, topic, status.
    name : object
        What was given.
    known : iterable of str, or mapping
        As `suggest` takes it.
    where : str, optional
        File or function concerned.
    message : str, optional
        What was wrong, where "unknown kind" does not say it.

    Examples
    --------
    >>> print(unknown("status", "targets", ["actual", "target", "rule"]))
    unknown status 'targets'; did you mean target?
    """
    return UnknownNameError(message or f"unknown {kind} {name!r}", where=where, advice=suggest(name, known))


class RawDataError(XclibError):
    """A raw file that is missing, corrupt or breaks its schema."""

    exit_code = 3


class DocumentError(XclibError):
    """A document that cannot be read as a report."""

    exit_code = 4


class BriefError(XclibError):
    """A notebook that could not be turned into a brief."""

    exit_code = 5


class BusyError(XclibError):
    """A folder that another run holds."""

    exit_code = 7
