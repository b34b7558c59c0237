"""Words: numbers and bounds in both languages, and the catalogues of sentences that notebooks print."""

from xclib.words.catalogue import Facts, Saying, Words, is_text, of_nation, read_catalogue, read_shared, texts
from xclib.words.numbers import cite, given, in_words

__all__ = [
    "Facts",
    "Saying",
    "Words",
    "cite",
    "given",
    "in_words",
    "is_text",
    "of_nation",
    "read_catalogue",
    "read_shared",
    "texts",
]
