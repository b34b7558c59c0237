"""The errors and warnings that xclib raises: one base class, few children.

Every message says what was found, where, and what to do about it, in one line: the command line prints it as it is.
"""

from __future__ import annotations


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


class RawDataError(XclibError):
    """A raw file that is missing, corrupt or breaks its schema."""

    exit_code = 3


class DocumentError(XclibError):
    """A document that cannot be read as a report."""

    exit_code = 4


class BriefError(XclibError):
    """A notebook that could not be turned into a brief."""

    exit_code = 5


class XclibWarning(UserWarning):
    """Base class of all warnings of xclib."""


class AmbiguousFigureWarning(XclibWarning):
    """A number that the rules could read in more than one way."""
