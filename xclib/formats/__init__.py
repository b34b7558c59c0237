"""Files, bytes and web addresses turned into plain lines of text, whatever their format.

Knows nothing of paragraphs, parts and figures: `xclib.extract.document` reads the lines.
"""

from xclib.formats.read import read_source
from xclib.formats.source import SourceTable, SourceText

__all__ = ["SourceTable", "SourceText", "read_source"]
