"""English glosses of labels that no indicator names, from the dictionary ``gloss.yaml``."""

from __future__ import annotations

import re
from functools import cache

from xclib.care.shipped import read_beside

#: A share of something else; two things of one number.
_SHARE = re.compile(r"(.+?)(?:占|相当于)(.+?)的?(?:比重|比例|比率|比)")
_TWO = re.compile("[、和与及]")


@cache
def gloss(label: str) -> str:
    """Return the English of a label, or nothing where the dictionary does not cover all of it.

    >>> gloss("新增高新技术企业"), gloss("高新技术企业数量"), gloss("岚江特产")
    ('new high-tech firms', 'high-tech firms, number', '')
    >>> gloss("新能源汽车产量增速"), gloss("服务业增加值占生产总值的比重"), gloss("公路和岚江特产")
    ('growth of output of electric vehicles', 'service-sector value added, share of gross regional product', '')
    """
    words: dict[str, dict[str, str]] = read_beside(__file__, "gloss.yaml")
    before, terms, after = words["before"], words["terms"], words["after"]
    if label in terms:
        return terms[label]
    for at in range(len(label) - 1, 0, -1):
        head, rest = label[:at], label[at:]
        if head in before and (found := gloss(rest)):
            return f"{before[head]} {found}"
        if head in terms and rest in terms:
            return f"{terms[head]}, {terms[rest]}"
    for at in range(1, len(label)):
        if label[at:] in after and (found := gloss(label[:at])):
            return f"{after[label[at:]]} {found}"
    return _joined(label)


def _joined(label: str) -> str:
    """Return the English of a share, or of two or more things with one number, where all of them have one."""
    if shares := _SHARE.fullmatch(label):
        part, whole = map(gloss, shares.groups())
        return f"{part}, share of {whole}" if part and whole else ""
    parts = [gloss(part) for part in _TWO.split(label)] if _TWO.search(label) else []
    return " and ".join(parts) if all(parts) else ""


def with_gloss(label: str) -> str:
    """Return a label as printed with its English behind it, where there is one.

    >>> with_gloss("老旧小区"), with_gloss("岚江特产")
    ('老旧小区 (old residential compounds)', '岚江特产')
    """
    english = gloss(label)
    return f"{label} ({english})" if english else label
