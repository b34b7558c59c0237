"""The order of a brief: what, where and when in the title, the answer on the first screen, three charts, the rest folded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

#: Findings on the first screen; what is more stands behind one click.
FIRST = 3
#: Charts in sight: from the section on that would bring more, each that holds a table or chart is folded under its heading.
CHARTS = 3
#: Characters of a list in a cell of a table that stay in sight, and more than which are folded.
SHORT, LONG = 400, 700
#: What parts the items of such a list.
_END = re.compile(r"；|; ")
#: Kinds of output that are folded: what was read, and every figure used.
FOLDED = ("read", "used")


def arrange(soup: BeautifulSoup, words: Mapping[str, Any], place: str) -> None:
    """Put a brief in the order in which it is read; the body is changed.

    ``soup``: cells of a brief; ``words``: the page's own words in its language; ``place``: where and when: added to the
    title.
    """
    _name(soup, place)
    _lead(soup)
    _shorten(soup, str(words["more"]))
    for cell in soup.find_all("td"):  # CSS selectors take ten times as long
        if len(cell.get_text()) > LONG:
            _shorten_cell(soup, cell, str(words["rest"]))
    for output in soup.find_all(True, attrs={"data-role": True}):
        if output["data-role"] in FOLDED:
            _fold(soup, output)
    _fold_rest(soup)


def _name(soup: BeautifulSoup, place: str) -> None:
    heading = soup.find("h1")
    if heading is None or not place:
        return
    where = soup.new_tag("span", attrs={"class": "where"})
    where.string = place
    heading.insert(0, where)
    where.insert_after(" ")


def _lead(soup: BeautifulSoup) -> None:
    """Put the headline numbers before the key findings."""
    numbers, findings = soup.find("dl", class_="headline"), soup.find(True, class_="key-findings")
    if numbers is None or findings is None:
        return
    first, cell = _opening(findings), _cell(numbers)
    first.get_attribute_list("class").append("lead")  # in place, so that it stays a list of classes
    moved = numbers.wrap(soup.new_tag("div", attrs={"class": "cell"})) if cell is findings else cell
    if moved is not first:
        first.insert_before(moved.extract())


def _shorten(soup: BeautifulSoup, more: str) -> None:
    """Leave three findings in sight."""
    for found in soup.select(".key-findings ul.findings, .key-findings > ul"):
        rest = found.find_all("li", recursive=False)[FIRST:]
        if rest:
            folded = _details(soup, more.format(n=len(rest)), "more")
            again = soup.new_tag("ul", attrs={"class": "findings"})
            again.extend([item.extract() for item in rest])
            folded.append(again)
            found.insert_after(folded)


def _shorten_cell(soup: BeautifulSoup, cell: Tag, more: str) -> None:
    """Leave the first items of a list in sight: the field of all that has no other holds two hundred of a communiqué."""
    seen = 0
    for part in list(cell.contents):
        seen += len(part.get_text())
        if seen > SHORT and isinstance(part, str) and (end := _END.search(part)):
            first, last = str(part)[: end.start()], str(part)[end.end() :]
            rest = [later.extract() for later in list(part.next_siblings)]
            n = 1 + sum(len(_END.findall(later)) for later in rest if isinstance(later, str))
            folded = _details(soup, more.format(n=n), "more")
            folded.extend([soup.new_string(last), *rest])
            part.replace_with(first)
            cell.append(folded)
            return


def _fold(soup: BeautifulSoup, output: Tag) -> None:
    """Fold the section in which an output stands; its heading stays in sight."""
    first = _opening(_cell(output))
    if first.find("h2") is None:
        folded = _details(soup, output.caption.get_text(" ", strip=True) if output.caption else "…", "folded")
        output.wrap(folded)
        return
    _fold_section(soup, _section(first))


def _section(first: Tag) -> list[Tag]:
    """Return the cells of a section, from the one with its heading to the last before the next heading."""
    section = [first]
    for later in first.find_next_siblings():
        if later.find(["h1", "h2"]):
            break
        section.append(later)
    return section


def _fold_rest(soup: BeautifulSoup) -> None:
    """Fold sections from the one on that would put more than `CHARTS` charts in sight; the first stays, whatever it has."""
    shown = 0
    openings = [_cell(heading) for heading in soup.find_all("h2") if heading.find_parent("details") is None]
    sections = [
        part for part in map(_section, openings) if not any("key-findings" in cell.get_attribute_list("class") for cell in part)
    ]
    for n, section in enumerate(sections):
        shown += sum(len(part.find_all("figure", class_="chart")) for part in section)
        if shown > CHARTS and n:
            for late in sections[n:]:
                if any(part.find(["table", "figure"]) for part in late):
                    _fold_section(soup, late)
            return


def _fold_section(soup: BeautifulSoup, section: list[Tag]) -> None:
    first = section[0]
    heading = first.find("h2")
    if heading is None:
        return
    folded = soup.new_tag("details", attrs={"class": "folded"})
    first.insert_before(folded)
    summary = soup.new_tag("summary")
    summary.append(heading.extract())
    folded.append(summary)
    folded.extend([part.extract() for part in section])


def _details(soup: BeautifulSoup, heading: str, kind: str) -> Tag:
    folded = soup.new_tag("details", attrs={"class": kind})
    summary = soup.new_tag("summary")
    summary.string = heading
    folded.append(summary)
    return folded


def _cell(tag: Tag) -> Tag:
    """Return the cell of the notebook in which a tag stands, or the tag itself outside of any."""
    return tag if "cell" in tag.get_attribute_list("class") else tag.find_parent(class_="cell") or tag


def _opening(cell: Tag) -> Tag:
    """Return the cell that opens the section of a cell: the last before it with a heading of the second rank, or itself."""
    if cell.find("h2"):
        return cell
    before = next((c for c in cell.find_previous_siblings() if c.find(["h1", "h2"])), None)
    return cell if before is None or not before.find("h2") else before
