"""How an outcome relates to its promise, and whether it keeps it."""

from __future__ import annotations

import math
import re

from xclib.ledgers.likeness import cover, differ, parts_of, pieces, read_phrase, read_rules, row_patterns, word_pattern
from xclib.ledgers.statements import CLAUSE, COUNTS, ITEM, Statement, count_otherwise
from xclib.model.indicators import read_indicators
from xclib.model.units import parse_unit

#: What 左右 leaves open: points of a rate, and a share of anything else.
_POINTS, _SHARE = 0.5, 0.05
#: Characters before a number in which 高出 speaks of it.
_GAP = 8
#: What an item of a list says that is not begun as the first is: 开工182个、完成146个.
_ENDED = "完成"
#: Characters of the head of a list that may say what is done.
_HEAD = 6
#: Characters behind a number that may say what is done.
_BEHIND = 20
#: How many times a promise an outcome hardly is, and the share of characters of its name from which on it may be.
_MANY, _NAMED_SO = 2.5, 0.75
#: Characters of a name above which it names one thing by itself.
_LONG = 4
#: What parts names of one number.
_LISTED = re.compile("[、和及与]")
#: What a counted thing invests or earns: 100个项目完成投资50亿元 does not say how many were done.
_EARNS = re.compile(r"[^，。；：！、]{0,16}(?:投资|收入|产值)[^，。；：！、]{0,6}\d")
#: Rounding of a conversion of units.
_TINY = 1e-9
#: Share of an outcome's name below which it is wider than the promise, and of the promise's that it has then.
_WIDER, _PART = 0.75, 0.4


def relate(promise: Statement, outcome: Statement) -> str:
    """Return ``same``, ``stage``, ``scope`` or ``form``."""
    ours, theirs = promise.subject, outcome.subject
    if not _same_form(promise, outcome):
        return "form"
    if _other_stage(promise, outcome):
        return "stage"
    named = theirs in ours or ours in theirs or promise.phrase.thing == outcome.phrase.thing
    # With the words just before each figure, those of the clause before its own among them.
    near = ("，".join(CLAUSE.split(row["before"])[-2:])[-24:] for row in (promise, outcome))
    sides = [name + words for name, words in zip((ours, theirs), near, strict=True)]
    # 进出口总额增长24%，其中出口83亿; 脱贫村面貌改善，建成公路7公里: named as the promise is, it is no part of it.
    if named:
        sides[1] = theirs + word_pattern("passing").sub("", sides[1][len(theirs) :])
    ours, theirs = (name + _rank(row) for name, row in ((ours, promise), (theirs, outcome)))
    apart = word_pattern("narrower").search(sides[1]) and not word_pattern("narrower").search(sides[0])
    adds = _adds(ours, theirs) or (_adds(theirs, ours) and not _one_of(promise, theirs))
    if apart or adds or differ(parts_of(ours), parts_of(theirs)):
        return "scope"
    if promise.value == outcome.value:
        return "same"
    chosen = {word_pattern("chosen").search(side) is None for side in (ours, theirs)}
    earns = [row["unit_code"] == "NR" and _EARNS.match(row["after"]) is not None for row in (promise, outcome)]
    return "scope" if len(chosen) > 1 or _out_of_size(promise, outcome) or (earns[1] and not earns[0]) else "same"


def _out_of_size(promise: Statement, outcome: Statement) -> bool:
    """Whether an amount is several times another of a name that is not quite the same: 篮球场30片, 公共球场195片."""
    if promise["measure"] != "level" or _code(promise) == "PT":
        return False
    aim, got = promise.value, outcome.value
    if min(aim, got) <= 0 or max(aim, got) <= _MANY * min(aim, got):
        return False
    ours, theirs = (frozenset(row.phrase.thing) for row in (promise, outcome))
    return len(ours & theirs) < _NAMED_SO * math.sqrt(len(ours) * len(theirs))


def _rank(row: Statement) -> str:
    """Return the rank at the head of the list in which a figure stands: 新增市级以上农场5家、产业园2个."""
    ranks = word_pattern("ranks")
    found = None if read_phrase(row.own_item).acts or ranks.search(row.own_item) else ranks.search(_list_head(row))
    return found[0] if found else ""


def _same_form(promise: Statement, outcome: Statement) -> bool:
    codes = [_code(row) for row in (promise, outcome)]
    above = word_pattern("apart")
    if above.search(outcome["before"][-_GAP:]) and not above.search(promise["before"][-_GAP:]):
        return False
    # 每个县新增企业1家, and 6家 in all.
    each = {word_pattern("each").search(row.name + row.clause) is None for row in (promise, outcome)}
    if len(each) > 1 and promise.value != outcome.value:
        return False
    if promise.measure != outcome.measure or not (codes[0] == codes[1] or set(codes) <= set(COUNTS)):
        return False
    return codes[0] == "PT" or not count_otherwise(promise, outcome)


def _code(row: Statement) -> str:
    """Return the code of a unit, of 一半 that of a share."""
    return "PT" if row["unit"] == "" and abs(row["value"]) < 1 else str(row["unit_code"])


def _other_stage(promise: Statement, outcome: Statement) -> bool:
    """Whether a work is begun or under way where its end was promised, or the other way."""
    sides = [row.name + row.own_item[-16:] for row in (promise, outcome)]
    # 开工建设甲街区9公里、乙管廊30公里: what begins a list holds of all of it.
    sides = [
        side if _stage_of(side) or _ENDED in side else side + _list_head(row)
        for side, row in zip(sides, (promise, outcome), strict=True)
    ]
    # 133个项目年内全部开工: what is promised of the things counted stands behind them.
    if not _stage_of(sides[0]):
        sides[0] += ITEM.split(promise["after"])[0][:_BEHIND]
    # 茶馆9处、书屋7处建成投用: what ends a list holds of all of it.
    if _stage_of(sides[0]) and not _stage_of(sides[1]):
        sides[1] += CLAUSE.split(outcome["after"])[0][-_HEAD:]
    stages = [_stage_of(side) for side in sides]
    if all(stages):
        return stages[0] != stages[1]
    if stages[1] == len(read_rules()["stages"]) and word_pattern("hurried").search(sides[0]):
        return True
    begun = word_pattern("begun")
    if begun.search(sides[1]) and not stages[0]:
        return not word_pattern("moving").search(sides[0])
    moving, counted = word_pattern("moving"), outcome["measure"] == "level" and outcome["unit_code"] == "NR"
    return bool(counted and moving.search(sides[1]) and not moving.search(sides[0]) and not stages[0])


def _stage_of(words: str) -> int:
    """Return the latest stage of a work of which words speak; 0 for none."""
    return max((n for n, mark in enumerate(row_patterns("stages"), 1) if mark.search(words)), default=0)


def _list_head(row: Statement) -> str:
    """Return the first words of the list in which a figure stands; empty where there is no list."""
    first, *others = row.own_clause.split("、")
    return first[:_HEAD] if others else ""


def _adds(ours: str, theirs: str) -> bool:
    """Whether one of two names has a further kind beside that of the other: 黄标车, 黄标车和老旧车."""
    joined = re.compile("[和及与]|、.*、")
    # 公办中小学、幼儿园 of 公办中小学.
    first, *more = theirs.split("、")
    own = read_phrase(ours).thing
    if "、" not in ours and more and (read_phrase(first).thing == own or (len(own) > _LONG and first.endswith(own))):
        return True
    if not joined.search(theirs) or joined.search(ours):
        return False
    forward, back = cover([pieces(read_phrase(ours).thing)], [pieces(read_phrase(theirs).thing)])
    return bool(back[0, 0] < _WIDER and forward[0, 0] > _PART)


def _one_of(promise: Statement, theirs: str) -> bool:
    """Whether an outcome is named as one of several things of which a promised rate holds alike: 甲、乙、丙均增长5%."""
    things = [read_phrase(name).thing for name in _LISTED.split(promise.name)]
    return promise["measure"] == "growth" and read_phrase(theirs).thing in things


def judge(promise: Statement, outcome: Statement, relation: str = "same") -> str:
    """Return whether an outcome keeps a promise: ``kept``, ``missed`` or ``open``.

    A cap is kept at or under it, a floor at or over it, a bare number where the outcome is at least as good, a range from its
    lower end; 左右 allows half a point of a rate and a twentieth of anything else. An outcome that is only a bound keeps or
    misses a promise where its whole interval does; one of 左右 at the very floor may lie on either side.

    ``promise``, ``outcome``: rows with ``value``, ``value_high``, ``unit``, ``bound``, ``measure``, ``label``, ``scope`` and
    ``indicator``. ``relation``: as `relate` returns it; anything but ``same`` is ``open``.

    >>> row = {"value": 8.0, "value_high": None, "unit": "%", "measure": "growth", "label": "产值"}
    >>> row |= {"scope": "", "indicator": ""}
    >>> about, less, floor = (Statement(row | more) for more in ({"bound": "~"}, {"bound": "=", "value": 7.5}, {"bound": ">="}))
    >>> judge(about, less), judge(floor, about)
    ('kept', 'open')
    """
    if relation != "same":
        return "open"
    aim = promise.value
    rate = parse_unit(promise["unit"]).dimension in ("share", "points")
    slack = (_POINTS if rate else abs(aim) * _SHARE) if promise["bound"] == "~" else 0.0
    down = _lower_is_better(promise)
    top = promise.canonical("value_high")
    aim = max(aim, top) if down and not math.isnan(top) else aim
    sign = -1.0 if down else 1.0
    edge = sign * aim - slack - _TINY * max(1.0, abs(aim))
    low, high = sorted(sign * end for end in _ends(outcome))
    # 6%左右 of a promised 6%以上 may be a little less.
    if (
        outcome["bound"] == "~"
        and promise["bound"] in (">=", ">", "<=", "<")
        and abs(low - sign * aim) <= abs(edge - sign * aim)
    ):
        return "open"
    if low >= edge:
        return "kept"
    return "missed" if high < edge else "open"


def _ends(outcome: Statement) -> tuple[float, float]:
    """Return the ends of an outcome: its interval where it is only a bound, else as printed."""
    if outcome["bound"] in ("=", "~"):
        value, top = outcome.value, outcome.canonical("value_high")
        return value, value if math.isnan(top) else top
    return outcome.canonical("low"), outcome.canonical("high")


def _lower_is_better(row: Statement) -> bool:
    if row["bound"] in ("<=", "<"):
        return True
    if row["bound"] in (">=", ">"):
        return row.value < 0
    entry = read_indicators().get(row["indicator"])
    if entry is not None and entry.direction in ("up", "down"):
        return entry.direction == "down"
    falls = any(word in row.name for word in read_rules()["falling"].split())
    return falls or (row.value < 0 and row["measure"] in ("growth", "change"))
