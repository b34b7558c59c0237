"""English glosses of labels that no indicator names, from the dictionary ``gloss.yaml``."""

from __future__ import annotations

from functools import cache

from xclib.care.shipped import read_beside


@cache
def gloss(label: str) -> str:
    """Return the English of a label, or nothing where the dictionary does not cover all of it.

    >>> gloss("新增高新技术企业"), gloss("高新技术企业数量"), gloss("岚江特产")
    ('new high-tech firms', 'high-tech firms, number', '')
    """
    words: dict[str, dict[str, str]] = read_beside(__file__, "gloss.yaml")
    before, terms = words["before"], words["terms"]
    if label in terms:
        return terms[label]
    for at in range(len(label) - 1, 0, -1):
        head, rest = label[:at], label[at:]
        if head in before and (found := gloss(rest)):
            return f"{before[head]} {found}"
        if head in terms and rest in terms:
            return f"{terms[head]}, {terms[rest]}"
    return ""


def with_gloss(label: str) -> str:
    """Return a label as printed with its English behind it, where there is one.

    >>> with_gloss("老旧小区"), with_gloss("岚江特产")
    ('老旧小区 (old residential compounds)', '岚江特产')
    """
    english = gloss(label)
    return f"{label} ({english})" if english else label
