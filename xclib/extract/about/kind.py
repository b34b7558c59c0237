"""The kind of a report, from its titles or the words of its text."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from xclib.extract.about.seen import NUMBERED, Seen, best
from xclib.extract.about.words import read_weights

#: Weight from which a title says the kind.
_TITLED = 3.0


@lru_cache(2)
def kind_of_title(seen: Seen) -> str:
    """Return the kind that the titles say; empty where they say none for certain."""
    scores: dict[str, float] = defaultdict(float)
    for place, title in enumerate(seen.titles):
        for kind, rows in read_weights("titles").items():
            # The first title counts most; each kind counts once a title.
            weight = max((w for w, p in rows if p.search(title)), default=0.0) - 0.4 * min(place, 8)
            scores[kind] = max(scores[kind], weight - 3.5 * (NUMBERED.match(title) is not None))
    titled, score, _ = best(scores.items())
    return titled if titled and score >= _TITLED else ""


@lru_cache(2)
def read_kind(seen: Seen) -> tuple[str, float]:
    """Return the kind by the titles, else by the words of the text."""
    if titled := kind_of_title(seen):
        return titled, 0.995
    scores: dict[str, float] = defaultdict(float)
    opening = seen.text[:30000]
    for kind, rows in read_weights("bodies").items():
        scores[kind] = sum(w for w, p in rows if p.search(opening))
    found, score, margin = best(scores.items())
    return (found or "", 0.98 if score >= 6 and margin >= 3 else 0.92 if score >= 5 and margin >= 2 else 0.5)
