"""How runs of a Word file look: whether a reader sees them, and whether they stand above the line."""

from __future__ import annotations

from collections.abc import Iterator

from xclib.formats.docx_parts import Element, attribute, name_of

#: Properties that decide it.
_LOOKS = ("vanish", "strike", "dstrike", "vertAlign", "color", "sz", "shd", "highlight", "position")
#: Half-points of type that nobody can read.
_TINY = 3
#: Styles that are based on one another are followed so far.
_CHAIN = 20
_WHITE = frozenset(["ffffff", "fefefe"])
_NO_FILL = frozenset(["", "auto", "none", "nil", "clear", "white", *_WHITE])

Looks = dict[str, str]


class Styles:
    """The styles of a Word file, as far as they hide or raise words.

    ``styles``: the part ``word/styles.xml``.
    """

    def __init__(self, styles: Element | None) -> None:
        self._own: dict[str, tuple[str, Looks]] = {}
        self._default: Looks = {}
        self._named: dict[str, Looks] = {}
        if styles is None:
            return
        self._default = _looks(styles.find("{*}docDefaults/{*}rPrDefault/{*}rPr"))
        for style in styles.iterfind("{*}style"):
            base = attribute(style.find("{*}basedOn"))
            self._own[attribute(style, "styleId")] = (base, _looks(style.find("{*}rPr")))

    def unread(self, run: Element) -> str:
        """Return why a reader of the document does not read a run, as a phrase; empty where they do."""
        looks = self._of(run)
        if _is_on(looks.get("strike")) or _is_on(looks.get("dstrike")):
            return "struck out and"
        size = looks.get("sz", "")
        hidden = _is_on(looks.get("vanish")) or (size.isdecimal() and int(size) <= _TINY)
        if hidden or (looks.get("color", "").lower() in _WHITE and not _is_filled(run, looks)):
            return "hidden (by Word, white or tiny) and"
        return ""

    def is_raised(self, run: Element | None) -> bool:
        """Whether a run is a superscript, by itself or by its style."""
        return run is not None and self._of(run).get("vertAlign") == "superscript"

    def _of(self, run: Element) -> Looks:
        own, looks = run.find("{*}rPr"), self._default
        paragraph = next(run.iterancestors("{*}p"), None)
        of_paragraph = None if paragraph is None else paragraph.find("{*}pPr/{*}pStyle")
        for name in (attribute(of_paragraph), attribute(run.find("{*}rPr/{*}rStyle"))):
            if name and (of_style := self._look_up(name)):
                looks = looks | of_style
        return looks if own is None or not len(own) else looks | _looks(own)

    def _look_up(self, name: str) -> Looks:
        if name not in self._named:
            looks: Looks = {}
            for own in reversed(list(self._chain(name))):
                looks = looks | own
            self._named[name] = looks
        return self._named[name]

    def _chain(self, name: str) -> Iterator[Looks]:
        for _ in range(_CHAIN):
            if name not in self._own:
                return
            name, looks = self._own[name]
            yield looks


def _looks(properties: Element | None) -> Looks:
    found = {}
    for element in properties if properties is not None else ():
        if (name := name_of(element)) in _LOOKS:
            found[name] = attribute(element, "fill" if name == "shd" else "val")
    return found


def _is_on(value: str | None) -> bool:
    return value is not None and value not in ("0", "false", "off")


def _is_filled(run: Element, looks: Looks) -> bool:
    """Whether something lies behind a run on which white type is seen: its own colour, the paragraph's, the cell's."""
    fills = [looks.get("shd", ""), looks.get("highlight", "")]
    for path, above in (("{*}pPr/{*}shd", "p"), ("{*}tcPr/{*}shd", "tc"), ("{*}tblPr/{*}shd", "tbl")):
        fills += [
            attribute(found, "fill")
            for ancestor in run.iterancestors(f"{{*}}{above}")
            if (found := ancestor.find(path)) is not None
        ]
    # The style of a table may fill its head, and a drawing what stands in it: neither is looked up.
    behind = next(run.iterancestors("{*}tbl", "{*}txbxContent"), None) is not None
    return behind or any(fill.lower() not in _NO_FILL for fill in fills)
