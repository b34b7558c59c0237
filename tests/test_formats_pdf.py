"""PDF files with a text layer, and those without one."""

import io
import re

import numpy as np
import pytest
import zhplot  # noqa: F401 - registers the Chinese font
from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from xclib.errors import DocumentError
from xclib.formats import read_source
from xclib.formats.pdf_lines import PlacedTable, PrintedLine, PrintedPage, drop_furniture, find_title, join_lines, split_columns

WIDTH, HEIGHT, SIZE, LEADING, LEFT, TOP = 595, 842, 12, 22, 72, 100
FONT = next(f.fname for f in fontManager.ttflist if f.name.startswith("Noto Sans SC") or "NotoSansSC" in f.fname)
PER_LINE = 37
SENTENCE = "全区生产总值完成320.5亿元，同比增长5.8%，其中第一产业增加值12.3亿元，增长2.1%；第二产业增加值110亿元，增长6.4%。"


def set_lines(paragraphs: list[str]) -> list[tuple[float, str]]:
    """Break paragraphs as a printer does: two characters of indent, lines full but for the last."""
    lines: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        left, used, start = 2.0, 2.0, 0
        for n, char in enumerate(paragraph):
            width = 0.56 if char.isascii() else 1.0
            if used + width > PER_LINE:
                lines.append((left, paragraph[start:n]))
                left, used, start = 0.0, 0.0, n
            used += width
        lines.append((left, paragraph[start:]))
    return lines


def printed(
    pages: list[list[tuple[float, str]]], *, head: str = "", foot: str = "— {} —", grids=(), image: bool = False
) -> bytes:
    stream = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}), PdfPages(stream) as pdf:
        for number, lines in enumerate(pages, 1):
            figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))

            def put(x, y, text, figure=figure, size=SIZE):
                figure.text(x / WIDTH, 1 - y / HEIGHT, text, font=FontProperties(fname=FONT), fontsize=size, va="baseline")

            if image:
                axes = figure.add_axes((0, 0, 1, 1))
                axes.imshow(np.arange(10_000).reshape(100, 100))
                axes.axis("off")
            for n, (indent, text) in enumerate(lines):
                put(LEFT + indent * SIZE, TOP + n * LEADING, text)
            if head:
                put(LEFT, 50, head)
            if foot and lines:
                put(WIDTH / 2, HEIGHT - 40, foot.format(number))
            for top, rows in grids if number == 1 else ():
                draw_grid(figure, put, top, rows)
            pdf.savefig(figure)
    return stream.getvalue()


def draw_grid(figure, put, top: float, rows: list[list[str]]) -> None:
    def rule(x0, y0, x1, y1):
        figure.add_artist(Line2D([x0 / WIDTH, x1 / WIDTH], [1 - y0 / HEIGHT, 1 - y1 / HEIGHT], color="k", linewidth=0.8))

    high, wide = 24, 110
    for i in range(len(rows) + 1):
        rule(LEFT, top + i * high, LEFT + wide * len(rows[0]), top + i * high)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if text != "<":
                rule(LEFT + j * wide, top + i * high, LEFT + j * wide, top + (i + 1) * high)
                put(LEFT + j * wide + 6, top + i * high + 16, text)
        rule(LEFT + wide * len(row), top + i * high, LEFT + wide * len(row), top + (i + 1) * high)


def minimal(content: bytes = b"", trailer: bytes = b"", resources: bytes = b"") -> bytes:
    """A PDF of one page by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 5/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, at)


def test_paragraphs_are_put_together_and_furniture_dropped():
    paragraphs = ["一、综合", SENTENCE * 3, "（一）工业", "增加值" + SENTENCE * 2, SENTENCE * 8, "注：增速按不变价格计算。"]
    lines = set_lines(paragraphs)
    pages = [lines[:14], lines[14:22], lines[22:]]
    data = printed(pages, head="云泽区2023年统计公报")
    read = read_source(data, name="a.pdf")
    assert read.kind == "pdf"
    assert list(read.lines) == paragraphs
    assert read.warnings == ()


def test_ruled_tables_are_read_as_tables():
    grid = [["指标", "2023年", "<"], ["", "总量", "增速%"], ["工业", "110.5", "5.8"]]
    data = printed([[(2, "附表：主要指标"), (2, "（单位：亿元）")]], grids=[(200, grid)])
    read = read_source(data)
    assert read.tables[0].rows == (("指标", "2023年", "2023年"), ("", "总量", "增速%"), ("工业", "110.5", "5.8"))
    assert read.lines[:3] == ("附表：主要指标", "（单位：亿元）", "指标\t2023年\t2023年")
    assert read.tables[0].line == 3


def test_a_page_that_is_an_image_is_named():
    text = [(2.0, SENTENCE[:30])]
    figures = printed([text, []], image=False)
    assert read_source(figures).warnings == ()
    with pytest.raises(DocumentError, match="no text layer: its pages are images; run OCR"):
        read_source(printed([[], []], image=True))


def test_pages_without_text_are_named():
    text = [(72.0, 100.0, SENTENCE[:30])]
    assert read_source(set_page([], text)).warnings == ("pages 1 hold no text, or text drawn as shapes",)
    with rc_context({"text.parse_math": False, "pdf.fonttype": 42}):
        stream = io.BytesIO()
        with PdfPages(stream) as pdf:
            for shapes in (0, 20):
                figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
                for n in range(shapes):
                    figure.add_artist(Circle((0.05 * n, 0.5), 0.01))
                if not shapes:
                    figure.text(0.1, 0.9, SENTENCE[:30], font=FontProperties(fname=FONT), fontsize=SIZE)
                pdf.savefig(figure)
    assert read_source(stream.getvalue()).warnings == ("pages 2 hold no text, or text drawn as shapes",)


def test_one_character_for_all_that_a_font_lacks():
    with pytest.raises(DocumentError, match="fonts without a table of characters"):
        read_source(set_page([(72, 100 + 30 * n, "2031" + "年" * 12 + "87.4" + "年" * 6) for n in range(4)]))
    assert read_source(set_page([(72, 100 + 30 * n, SENTENCE[:30]) for n in range(9)] + [(72, 700, "年年年年")])).warnings == (
        "4 glyphs stand for no character",
    )


def page(*lines: tuple[str, float, float, float], size: float = 12) -> PrintedPage:
    return PrintedPage(595, 842, [PrintedLine(t, left, right, top, top + 12, size) for t, left, right, top in lines], [])


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([("全区增长", 96, 523, 100), ("5.8%。", 72, 100, 120)], ["全区增长5.8%。"]),
        ([("全区增长12", 96, 523, 100), ("3.5亿元。", 72, 100, 120)], ["全区增长123.5亿元。"]),
        ([("甲。", 96, 200, 100), ("乙。", 96, 300, 120), ("满行" * 9, 72, 523, 140)], ["甲。", "乙。", "满行" * 9]),
        ([("满行。", 72, 523, 100), ("一、工业", 72, 300, 120)], ["满行。", "一、工业"]),
        ([("满行", 72, 523, 100), ("隔开", 72, 523, 120), ("远处", 72, 523, 200)], ["满行隔开", "远处"]),
        ([("the gross", 72, 523, 100), ("product 增", 72, 300, 120)], ["the gross product 增"]),
    ],
)
def test_joining(lines, paragraphs):
    assert join_lines([page(*lines)]) == paragraphs


def test_a_table_over_two_pages_is_one():
    head, one, two = ("指标", "增速"), ("工业", "5.8"), ("农业", "2")
    pages = [
        PrintedPage(595, 842, [], [PlacedTable(700, (head, one))]),
        PrintedPage(595, 842, [], [PlacedTable(80, (head, two))]),
    ]
    assert join_lines(pages) == [(head, one, two)]
    pages[1].lines.append(PrintedLine("之前的一行", 72, 200, 60, 72, 12))
    assert join_lines(pages) == [(head, one), "之前的一行", (head, two)]


@pytest.mark.parametrize(
    ("below", "last"),
    [
        (("", "灌渠清淤", "", ""), [("7", "石桥水库灌渠清淤", "镇水务站", "415")]),
        (("", "灌渠清淤", "", "38"), [("7", "石桥水库", "镇水务站", "415"), ("", "灌渠清淤", "", "38")]),
        (("二、道路", "", "", ""), [("7", "石桥水库", "镇水务站", "415"), ("二、道路", "", "", "")]),
    ],
)
def test_a_row_that_the_page_cuts_in_two(below, last):
    head, cut, after = ("序号", "名称", "单位", "投资"), ("7", "石桥水库", "镇水务站", "415"), ("8", "乡道", "镇政府", "90")
    pages = [
        PrintedPage(595, 842, [], [PlacedTable(700, (head, cut))]),
        PrintedPage(595, 842, [], [PlacedTable(80, (below, after))]),
    ]
    assert join_lines(pages) == [(head, *last, after)]


@pytest.mark.parametrize(
    ("full", "below", "whole"),
    [
        ({0}, ("清淤工程", ""), True),
        (set(), ("清淤工程", ""), False),
        ({0}, ("清淤工程", "38"), False),
        ({0}, ("二、道路", ""), False),
    ],
)
def test_a_row_whose_name_the_page_cuts_in_two(full, below, whole):
    head, cut, after = ("名称", "投资"), ("石桥水库灌渠", "415"), ("乡道", "90")
    pages = [
        PrintedPage(595, 842, [], [PlacedTable(700, (head, cut), full=frozenset(full))]),
        PrintedPage(595, 842, [], [PlacedTable(80, (head, below, after))]),
    ]
    assert join_lines(pages) == [(head, ("石桥水库灌渠清淤工程", "415"), after) if whole else (head, cut, below, after)]


def of_size(*lines: tuple[str, float, float, float, float]) -> PrintedPage:
    return PrintedPage(595, 842, [PrintedLine(t, a, b, top, top + size, size) for t, a, b, top, size in lines], [])


def test_a_running_head_repeats_the_title_in_smaller_type():
    title, head = ("青岚县春耕简报", 200, 400, 80, 20), ("青岚县春耕简报", 72, 160, 40, 9)
    text = [("全县备足良种310吨，", 72, 523, top, 12) for top in (130, 150, 170)]
    pages = [of_size(head, title, *text), of_size(head, *text)]
    for kept in (pages, pages[:1]):
        assert drop_furniture(kept)[0].lines == pages[0].lines[1:]
    assert drop_furniture(pages)[1].lines == pages[1].lines[1:]


def test_the_title_is_what_is_printed_largest():
    title = [("关于青岚县春耕备耕情况", 150, 445, 100, 20), ("和夏种安排的报告", 190, 405, 132, 20)]
    pages = [
        of_size(("首页 信息公开", 72, 140, 60, 9), *title, ("（四月二日）", 240, 355, 170, 14), ("正文。", 96, 523, 200, 12))
    ]
    pages[0].lines.extend(of_size(*[("全县备足良种310吨。", 96, 523, top, 12) for top in (230, 260)]).lines)
    assert find_title(pages) == "关于青岚县春耕备耕情况和夏种安排的报告"
    assert join_lines(pages)[1:3] == [find_title(pages), "（四月二日）"]
    assert find_title([of_size(*[("正文。", 96, 523, top, 12) for top in (100, 120)])]) == ""


def test_the_last_column_of_a_page_is_as_wide_as_its_lines():
    words = [
        "　　春茶开采面积达到三万余",
        "亩，采摘工人4,600人，预计",
        "产干茶910吨，产值可达",
        "2.3亿元，茶农人均增收",
        "1,850元。",
    ]
    lines = [PrintedLine(t.strip("　"), 96 if n == 0 else 72, 290, 100 + 20 * n, 112 + 20 * n, 12) for n, t in enumerate(words)]
    assert join_lines([PrintedPage(595, 842, lines, [])]) == ["".join(words).strip("　")]


@pytest.mark.parametrize("number", ["3", "— 3 —", "-3-", "第 3 页", "第3页 共20页", "3 / 20", "· 3 ·", "iv"])
def test_page_numbers(number):
    one = page((number, 290, 300, 800))
    assert drop_furniture([one])[0].lines == []
    body = page(("3", 72, 80, 400))
    assert drop_furniture([body])[0].lines == body.lines, "a number in the text is no page number"


@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("11/30/31, 9:40 AM 青岚县春耕简报", 20),
        ("2031/11/30 上午9:40 青岚县春耕简报", 20),
        ("https://qinglan.example/gongkai/1.html 1/1", 815),
    ],
)
def test_what_a_browser_prints_at_the_edges_of_one_page(text, top):
    assert drop_furniture([page((text, 30, 560, top), ("全县备足良种。", 96, 523, 300))])[0].lines[0].text == "全县备足良种。"
    assert len(drop_furniture([page((text, 30, 560, 300))])[0].lines) == 1


LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>/ID[(a)(a)]"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (minimal(), "no text layer"),
        (minimal()[:-12], "truncated"),
        (minimal()[: len(minimal()) // 2], "truncated"),
        (minimal(trailer=LOCKED), "password"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 20 + b"\n%%EOF", "damaged|no text layer"),
        (b"%PDF-1.4\n%%EOF", "damaged|no text layer"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read(data, message):
    with pytest.raises(DocumentError, match=message) as caught:
        read_source(data, name="a.pdf")
    assert str(caught.value).startswith("a.pdf: ")
    assert "\n" not in str(caught.value)


def test_fonts_without_characters_are_refused():
    data = printed([[(2.0, SENTENCE[:30])]])
    blinded = re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), data)
    assert blinded != data
    with pytest.raises(DocumentError, match=r"fonts without a table of characters|no Chinese text"):
        read_source(blinded)


def composite(name: bytes, encoding: bytes, ordering: bytes) -> bytes:
    """A font that is named and not embedded."""
    system = b"<</Registry(Adobe)/Ordering(%s)/Supplement 0>>" % ordering
    below = b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo%s/FontDescriptor<</FontName/Song>>>>" % system
    return b"/%s<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/%s/DescendantFonts[%s]>>" % (name, encoding, below)


@pytest.mark.parametrize(("place", "is_read"), [(820, True), (12, True), (500, False)])
def test_running_heads_without_characters_do_not_spoil_the_text(place, is_read):
    fonts = b"/Font<<%s%s>>" % (composite(b"G", b"UniGB-UCS2-H", b"GB1"), composite(b"N", b"Identity-H", b"Identity"))
    text = SENTENCE[:30].encode("utf-16-be").hex().encode()
    content = b"BT /G 12 Tf 72 700 Td <%s> Tj ET BT /N 9 Tf 72 %d Td <%s> Tj ET" % (text, place, b"0000" * 9)
    data = minimal(content, resources=fonts)
    if is_read:
        assert read_source(data).lines == (SENTENCE[:30],)
    else:
        with pytest.raises(DocumentError, match="fonts without a table of characters"):
            read_source(data)


def set_page(*pages: list[tuple[float, float, str]]) -> bytes:
    """Pages with each piece of text where it is wanted."""
    stream = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}), PdfPages(stream) as pdf:
        for marks in pages:
            figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
            for x, y, text in marks:
                figure.text(x / WIDTH, 1 - y / HEIGHT, text, font=FontProperties(fname=FONT), fontsize=SIZE, va="baseline")
            pdf.savefig(figure)
    return stream.getvalue()


def test_digits_of_another_font_stay_in_their_sentence():
    marks = []
    for n, line in enumerate((["2030", "年云泽区工作报告"], ["全区粮食产量", "45.6", "万吨，增长", "2.3%，", "好于预期。"])):
        x = LEFT
        for part in line:
            marks.append((x, TOP + n * 30 + (4 if part[0].isdigit() else 0), part))
            x += SIZE * sum(0.62 if char.isascii() else 1.0 for char in part)
    assert read_source(set_page(marks)).lines == ("2030年云泽区工作报告", "全区粮食产量45.6万吨，增长2.3%，好于预期。")


LEFT_COLUMN = ["全区粮食总产稳定在一百二十万吨，", "增长2.1%。工业投资平稳增长，全年", "完成45.6亿元，增长7.2%，其中制造"]
RIGHT_COLUMN = ["业投资30亿元，增长9.1%，占比继续", "提高。城镇新增就业3.4万人，失业", "率5.1%，好于预期。"]


@pytest.mark.parametrize("blank", ["", " "])
def test_type_that_is_set_wide_keeps_its_numbers_whole(blank):
    text = "全县工业增加值为412.6亿元，增长7.3%。"
    steps = [SIZE * (1.5 if ord(char) > 127 else 1.0) for char in text]
    wide = [(60 + sum(steps[:n]), 100, char + blank) for n, char in enumerate(text)]
    assert read_source(set_page(wide)).lines == (text,)


def test_two_columns_are_read_one_after_the_other():
    marks = [(200, 80, "云泽区统计公报")]
    for n, (left, right) in enumerate(zip(LEFT_COLUMN, RIGHT_COLUMN, strict=True)):
        marks += [(60, TOP + 20 + n * LEADING, left), (320, TOP + 20 + n * LEADING, right)]
    assert read_source(set_page(marks)).lines == ("云泽区统计公报", "".join(LEFT_COLUMN + RIGHT_COLUMN))


def test_paragraphs_in_two_columns_may_be_indented():
    left = ["　　全县建成高标准农田三万亩，", "粮食产量12.6万吨，增长1.8%，保持", "稳定。"]
    right = ["　　新开工项目41个，总投资", "95亿元，增长6.3%，其中制造业占", "五成，比上年提高了3.7个百分点。"]
    marks = [
        (x + 2 * SIZE * line.startswith("　　"), TOP + n * LEADING, line.strip("　"))
        for x, lines in ((60, left), (320, right))
        for n, line in enumerate(lines)
    ]
    assert read_source(set_page(marks)).lines == ("".join(left).strip("　"), "".join(right).strip("　"))


def test_three_columns_whose_lines_do_not_stand_beside_each_other():
    columns = [
        [
            "全镇办结实事十四件，新",
            "修塘坝九口，受益农户达",
            "2,310户，其中脱贫户有",
            "186户，占全部农户一成",
            "以上，比上年多了23户。",
        ],
        [
            "茶叶加工厂投产，年产干",
            "茶四十五吨，带动就业共",
            "320人，每人每年可增收",
            "1,900元，合作社又添了",
            "两家，社员达到740人。",
        ],
        [
            "来年计划修路七公里，新",
            "装路灯二百四十盏，投资",
            "860万元，争取五月动工，",
            "十月完工，并整治河道约",
            "3.5公里，再栽树两千棵。",
        ],
    ]
    marks = [
        (50 + 180 * j, TOP + n * LEADING + (11 if j == 1 and n < 2 else 0), line)
        for j, column in enumerate(columns)
        for n, line in enumerate(column)
    ]
    assert read_source(set_page(marks)).lines == ("".join(line for column in columns for line in column),)


def test_bold_cells_whose_characters_are_printed_twice():
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))

    def put(x, y, text):
        for by in (0, 0.3):
            at = ((x + by) / WIDTH, 1 - y / HEIGHT)
            figure.text(*at, text, font=FontProperties(fname=FONT), fontsize=SIZE, va="baseline")

    draw_grid(figure, put, 200, [["指标", "2031年"], ["茶园面积", "27.4"]])
    put(LEFT, TOP, "青岚县茶园情况")
    stream = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}):
        figure.savefig(stream, format="pdf")
    assert read_source(stream.getvalue()).tables[0].rows == (("指标", "2031年"), ("茶园面积", "27.4"))


def test_a_table_goes_on_below_the_running_head_of_two_pages():
    def row(top: float, name: tuple[str, str], *numbers: str) -> list[tuple[float, float, str]]:
        halves = [(60, top - 7, name[0]), (60, top + 7, name[1])] if name[1] else [(60, top, name[0])]
        return [*halves, *((200 + 110 * n, top, number) for n, number in enumerate(numbers))]

    head = [(60, 50, "12/5/31, 9:40 AM"), (260, 50, "青岚县重点工程")]
    first = [
        *head,
        (60, 700, "名称"),
        (200, 700, "总投资"),
        (310, 700, "已完成"),
        *row(730, ("河堤加固", "二期"), "4210", "3865"),
    ]
    second = [*head, *row(90, ("乡村道路", "改建"), "1730", "920"), *row(130, ("老街供水", "管网"), "860", "415")]
    assert [table.rows for table in read_source(set_page(first, second)).tables] == [
        (
            ("名称", "总投资", "已完成"),
            ("河堤加固二期", "4210", "3865"),
            ("乡村道路改建", "1730", "920"),
            ("老街供水管网", "860", "415"),
        )
    ]


def test_the_repeated_head_of_a_table_is_no_running_head():
    def line(text: str, top: float) -> PrintedLine:
        pieces = tuple(PrintedLine(t, 72, 100, top, top + 12, 12) for t in text.split())
        return PrintedLine(text, 72, 500, top, top + 12, 12, pieces)

    pages = [
        PrintedPage(595, 842, [line("指标 2030年 2031年", top), line(f"粮食 {top} 13", top + 40)], []) for top in (300, 50, 50)
    ]
    pages[0].lines.insert(0, line("附表", 200))
    assert drop_furniture(pages) == pages


def test_two_tables_with_titles_beside_each_other_are_read_one_after_the_other():
    rows = [
        ("单位：万吨", "单位：所"),
        ("产品", "产量", "学校", "数量"),
        ("茶叶", "3.2", "小学", "27"),
        ("竹笋", "1.4", "初中", "9"),
    ]
    marks = [(70, TOP, "表1 产量情况"), (330, TOP, "表2 学校情况")]
    for n, row in enumerate(rows, 1):
        places = (60, 150, 310, 400) if len(row) > 2 else (120, 380)
        marks += [(x, TOP + n * LEADING, text) for x, text in zip(places, row, strict=True)]
    read = read_source(set_page([*marks, (60, TOP + 6 * LEADING, "各项工作平稳推进，主要指标好于上年，社会大局保持稳定。")]))
    assert [table.rows for table in read.tables] == [
        (("产品", "产量"), ("茶叶", "3.2"), ("竹笋", "1.4")),
        (("学校", "数量"), ("小学", "27"), ("初中", "9")),
    ]
    assert read.lines[:2] == ("表1 产量情况", "单位：万吨")
    assert read.lines[5:7] == ("表2 学校情况", "单位：所")


def test_columns_of_a_table_without_rules_are_none():
    rows = [("地区生产总值", "320.5"), ("第一产业增加值", "12.3"), ("第二产业增加值", "110.0"), ("一般公共预算收入", "20.5")]
    marks = [
        mark
        for n, (name, value) in enumerate(rows)
        for mark in ((60, TOP + n * LEADING, name), (320, TOP + n * LEADING, value))
    ]
    assert [line.split() for line in "\n".join(read_source(set_page(marks)).lines).split("\n")] == [list(row) for row in rows]


Rules = list[tuple[float, float, float, float]]
Marks = list[tuple[float, float, str]]


def ruled(rules: Rules, marks: Marks, *overleaf: tuple[Rules, Marks]) -> bytes:
    """Pages with rules from point to point and texts."""
    pages = ((rules, marks), *overleaf)
    return sized(*((lines, [(*mark, SIZE) for mark in texts]) for lines, texts in pages))


def sized(*pages: tuple[Rules, list[tuple[float, float, str, float]]]) -> bytes:
    """Pages with rules and with texts that each have their size of type."""
    stream = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}), PdfPages(stream) as pdf:
        for lines, texts in pages:
            figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
            for x0, y0, x1, y1 in lines:
                ends = [x0 / WIDTH, x1 / WIDTH], [1 - y0 / HEIGHT, 1 - y1 / HEIGHT]
                figure.add_artist(Line2D(*ends, color="k", linewidth=0.8))
            for x, y, text, size in texts:
                figure.text(x / WIDTH, 1 - y / HEIGHT, text, font=FontProperties(fname=FONT), fontsize=size, va="baseline")
            pdf.savefig(figure)
    return stream.getvalue()


ROWS = [
    ("品名", "产量", "增速"),
    ("茶油", "3,140", "6.2"),
    ("竹笋", "905", "-1.7"),
    ("药材", "2,268", "11.4"),
    ("食用菌", "470", "8"),
]
MARKS = [(76 + 110 * j, 216 + 24 * i, text) for i, row in enumerate(ROWS) for j, text in enumerate(row)]


def test_a_ruled_table_whose_sides_are_open():
    across = [(72, 200 + 24 * i, 402, 200 + 24 * i) for i in range(6)]
    down = [(x, 200, x, 320) for x in (182, 292)]
    assert [table.rows for table in read_source(ruled(across + down, MARKS)).tables] == [tuple(ROWS)]


def test_words_that_fill_their_cell_go_on_overleaf():
    def grid(top: float) -> Rules:
        return [(72, top + y, 292, top + y) for y in (0, 30, 60)] + [(x, top, x, top + 60) for x in (72, 182, 292)]

    head, last = [(76, 720, "品名"), (186, 720, "产量")], [(76, 130, "竹笋"), (186, 130, "905")]
    rows = []
    for name in ("高山云雾与早春", "高山云雾"):
        above, below = [*head, (76, 750, name), (186, 750, "3,140")], [(76, 100, "采制的茶叶"), *last]
        rows.append(read_source(ruled(grid(700), above, (grid(80), below))).tables[0].rows)
    assert rows[0] == (("品名", "产量"), ("高山云雾与早春采制的茶叶", "3,140"), ("竹笋", "905"))
    assert rows[1][1:3] == (("高山云雾", "3,140"), ("采制的茶叶", ""))


def test_a_row_without_rules_is_cut_below_its_repeated_head():
    head = [(76, "品名"), (236, "产量"), (346, "增速")]
    above = [(x, 720, text) for x, text in head]
    for y, row in ((750, ("竹笋", "905", "-1.7")), (780, ("高山云雾与早春采制", "3,140", "6.2"))):
        above += [(x, y, text) for (x, _), text in zip(head, row, strict=True)]
    row = ("药材", "2,268", "11.4")
    below = [(x, 130, text) for (x, _), text in zip(head, row, strict=True)]
    for repeated in ([], [(x, 80, text) for x, text in head]):
        read = read_source(set_page(above, [*repeated, (76, 100, "的茶叶"), *below]))
        cut = ("高山云雾与早春采制的茶叶", "3,140", "6.2")
        assert [table.rows[1:] for table in read.tables] == [(("竹笋", "905", "-1.7"), cut, row)]


def test_the_last_row_of_a_table_without_rules_stands_alone_overleaf():
    places = (76, 236, 346)
    rows = [("品名", "产量", "增速"), *ROWS[1:3], ("高山云雾茶与", "3,140", "6.2")]
    above = [(x, 700 + 25 * n, text) for n, row in enumerate(rows[:3]) for x, text in zip(places, row, strict=True)]
    below = [
        (76, 80, "高山云雾茶与"),
        (236, 87, "3,140"),
        (346, 87, "6.2"),
        (76, 94, "早春茶"),
        (76, 130, "各项工作平稳推进。"),
    ]
    read = read_source(set_page(above, below))
    assert [table.rows for table in read.tables] == [(*rows[:3], ("高山云雾茶与早春茶", "3,140", "6.2"))]


HALVES = [
    ("竹笋", "905", "640", "-1.7"),
    ("药材", "2,268", "1,905", "11.4"),
    ("核桃", "470", "388", "8.1"),
    ("板栗", "96", "72", "3.5"),
]


def test_the_right_half_of_a_table_stands_on_the_facing_page():
    rows = [("品名", "产量", "销量", "增速"), *HALVES]
    left = [(72, 100, "7-2 山货产销情况")] + [
        (x, 160 + 24 * n, text) for n, row in enumerate(rows) for x, text in zip((76, 300), row[:2], strict=True)
    ]
    right = [(72, 100, "7-2 续表")] + [
        (x, 160 + 24 * n, text) for n, row in enumerate(rows) for x, text in zip((76, 300), row[2:], strict=True)
    ]
    read = read_source(set_page(left, right))
    assert [table.rows for table in read.tables] == [tuple(rows)]
    assert read.lines == ("7-2 山货产销情况", *("\t".join(row) for row in rows))
    # Of another table the rows stand at other heights.
    other = [(x, y + 9, text) for x, y, text in right]
    assert read_source(set_page(left, other)).tables[0].rows == tuple(row[:2] for row in rows)


@pytest.mark.parametrize("places", [(402,), (402, 512)])
def test_the_right_half_of_a_ruled_sheet(places):
    rows = [("品名", "产量", "销量", "增速"), *HALVES]

    def grid(xs: tuple[int, ...]) -> Rules:
        across = [(xs[0], 200 + 24 * i, xs[-1], 200 + 24 * i) for i in range(len(rows) + 1)]
        return across + [(x, 200, x, 200 + 24 * len(rows)) for x in xs]

    first = 4 - len(places)
    left = [(76 + 110 * j, 216 + 24 * i, t) for i, row in enumerate(rows) for j, t in enumerate(row[:first])]
    right = [(76 + 110 * j, 216 + 24 * i, t) for i, row in enumerate(rows) for j, t in enumerate(row[first:])]
    # The sheet's title reaches over both pages.
    right.append((-300, 100, "青岚县二〇三一年山货产销情况一览表（含各乡镇合作社）"))
    xs = tuple(72 + 110 * n for n in range(5))
    read = read_source(ruled(grid(xs[: first + 1]), left, (grid(xs[: 5 - first]), right)))
    assert [table.rows for table in read.tables] == [tuple(rows)]
    assert len(read.lines) == len(rows)


def test_two_pages_on_a_sheet_whose_paragraphs_are_indented_by_blanks():
    left = ["　　春耕备足良种310吨，修好", "水渠二十里，各村都已整好", "秧田，进度快于上年。"]
    right = ["　　夏种面积4,200亩，比上年", "多出六成，农机下田390台，", "工效提高，用工减少。"]
    marks = [(x, TOP + 20 * n, t) for x, column in ((60, left), (340, right)) for n, t in enumerate(column)]
    assert read_source(set_page(marks)).lines == tuple("".join(column).strip("　") for column in (left, right))


@pytest.mark.parametrize("is_ruled", [True, False])
def test_raised_marks_of_notes_are_of_no_cell(is_ruled):
    rows = [("品名", "产量", "增速"), ("茶油", "3,140", "6.2"), ("竹笋", "905", "-1.7"), ("梯田m", "96", "11.4")]
    marks = [(76 + 110 * j, 216 + 24 * i, text, 12) for i, row in enumerate(rows) for j, text in enumerate(row)]
    ends = ((100.5, 240, "1"), (216, 240, "②"), (312, 264, "3"), (110.5, 288, "2"))
    marks += [(x, y - 5, text, 6) for x, y, text in ends]
    lines = [(72, 200 + 24 * i, 402, 200 + 24 * i) for i in range(5)] + [(x, 200, x, 296) for x in (72, 182, 292, 402)]
    cells = read_source(sized((lines if is_ruled else [], marks))).tables[0].rows
    assert cells[:3] == tuple(rows[:3])
    assert cells[3][0] in ("梯田m2", "梯田m²")


def turned(rules: Rules, marks: list[tuple[float, float, str, float]]) -> bytes:
    """A page with rules from point to point and texts that are each turned by so many degrees."""
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
    for x0, y0, x1, y1 in rules:
        figure.add_artist(Line2D([x0 / WIDTH, x1 / WIDTH], [1 - y0 / HEIGHT, 1 - y1 / HEIGHT], color="k", linewidth=0.8))
    for x, y, text, turn in marks:
        figure.text(x / WIDTH, 1 - y / HEIGHT, text, font=FontProperties(fname=FONT), fontsize=SIZE, rotation=turn)
    stream = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}):
        figure.savefig(stream, format="pdf")
    return stream.getvalue()


@pytest.mark.parametrize("turn", [90, -90])
def test_a_table_that_lies_sideways_on_its_page(turn):
    places = ((150 + 30 * i, 700 - 120 * j) if turn > 0 else (450 - 30 * i, 150 + 120 * j) for i in range(5) for j in range(3))
    marks = [(x, y, text, turn) for (x, y), text in zip(places, (text for row in ROWS for text in row), strict=True)]
    assert [table.rows for table in read_source(turned([], marks)).tables] == [tuple(ROWS)]


@pytest.mark.parametrize("turn", [90, -90])
def test_words_sideways_in_a_cell(turn):
    rules = [(x, 200, x, 320) for x in (40, 72, 182, 292, 402)] + [(40, y, 402, y) for y in (200, 224, 320)]
    rules += [(72, y, 402, y) for y in (248, 272, 296)]
    marks = [(*mark, 0) for mark in [*MARKS, (46, 216, "类")]] + [(50, 305, "山货大类", turn)]
    rows = ((("类", *ROWS[0])), *(("山货大类", *row) for row in ROWS[1:]))
    assert [table.rows for table in read_source(turned(rules, marks)).tables] == [rows]


def test_dots_lead_from_a_name_to_its_numbers():
    marks = [mark for mark in MARKS if mark[0] != 76 or mark[1] == 216]
    marks += [(76, 216 + 24 * i, row[0] + "." * (26 - 3 * len(row[0]))) for i, row in enumerate(ROWS[1:], 1)]
    marks += [(76, 400, "一、山货的产量................3"), (76, 430, "二、山货的去处................12")]
    read = read_source(ruled([], marks))
    assert [table.rows for table in read.tables] == [tuple(ROWS)]
    assert read.text.endswith("................12")


@pytest.mark.parametrize("dots", ["", "." * 60])
def test_a_list_of_contents_is_no_table(dots):
    parts = ("一、山里的收成", "二、往后的打算", "（一）修路", "（二）植树", "三、各村的分工")
    ends = ("1", "4", "4", "9", "12")
    marks = [(76, 200 + 24 * n, part + dots) for n, part in enumerate(parts)]
    marks += [(500, 200 + 24 * n, end) for n, end in enumerate(ends)]
    read = read_source(
        ruled([], marks, ([], [(76, 100, "村里人手足够，收成比往年都好，路也修到了村口，大家都说来年要再加一把劲。")]))
    )
    assert not read.tables
    assert [(line.rstrip(" .0123456789"), line.rpartition(" ")[2].strip(".")) for line in read.lines[:-1]] == [
        *zip(parts, ends, strict=True)
    ]


def test_a_band_behind_a_row_is_no_cell():
    edges = [(x, 200, x, 224) for x in (72, 182, 292, 402)] + [(72, y, 402, y) for y in (200, 224, 248)]
    assert [t.rows for t in read_source(ruled([*edges, (72, 224, 72, 248), (402, 224, 402, 248)], MARKS)).tables] == [
        tuple(ROWS)
    ]


def test_a_ruled_table_beyond_its_page_is_read_once():
    rules = [(72, 200 + 24 * i, 402, 200 + 24 * i) for i in range(6)] + [(x, 200, x, 320) for x in (72, 182, 292, 402)]
    overleaf = [(x, y, text.translate(str.maketrans("茶竹药食", "桐麻木香"))) for x, y, text in MARKS]
    data, count = re.subn(rb"(/MediaBox \[ 0 0) 595", rb"\1 380", ruled(rules, MARKS, (rules, overleaf)))
    assert count == 2
    read = read_source(data)
    assert [row[0] for row in read.tables[0].rows[1:]] == ["茶油", "竹笋", "药材", "食用菌", "桐油", "麻笋", "木材", "香用菌"]
    assert len(read.lines) == 2 * len(ROWS) - 1


def test_the_second_name_of_the_last_row_is_of_the_table():
    names = ("Camellia oil of the hills", "Bamboo shoots of spring", "Simples dried in the sun", "Mushrooms of all kinds")
    marks = [(76 + 150 * j, 216 + 30 * i, text, 11) for i, row in enumerate(ROWS) for j, text in enumerate(row)]
    marks += [(84, 258 + 30 * i, text, 8) for i, text in enumerate(names)] + [(76, 388, "茶籽在内。", 8)]
    read = read_source(sized(([], marks)))
    assert [row[0] for row in read.tables[0].rows[1:]] == [
        row[0] + name.replace(" ", "") for row, name in zip(ROWS[1:], names, strict=True)
    ]
    assert read.lines[-1] == "茶籽在内。"


@pytest.mark.parametrize("is_ruled", [True, False])
def test_words_aslant_across_a_table_are_not_of_it(is_ruled):
    aslant = [(180 + 40 * n, 320 - 40 * n, char, 45) for n, char in enumerate("请勿外传")]
    # A round seal: the one at its top stands upright.
    aslant += [(330 + 9 * n, 262 + abs(2 - n) ** 2, char, 30 * (2 - n)) for n, char in enumerate("山货合作社")]
    rules = [(72, 200 + 24 * i, 402, 200 + 24 * i) for i in range(6)] + [(x, 200, x, 320) for x in (72, 182, 292, 402)]
    read = read_source(turned(rules if is_ruled else [], [*((*mark, 0) for mark in MARKS), *aslant]))
    assert [table.rows for table in read.tables] == [tuple(ROWS)]
    assert len(read.lines) == len(ROWS)


def test_small_type_beside_large_type_is_no_mark():
    marks = [(72, 200, "各乡都已备足良种，", 12), (300, 196, "早稻86.3", 8)]
    assert "86.3" in read_source(sized(([], marks))).text


def test_a_group_at_the_open_side_of_a_ruled_table():
    across = [(72 if i in (0, 1, 3, 5) else 182, 200 + 24 * i, 402, 200 + 24 * i) for i in range(6)]
    down = [(x, 200, x, 320) for x in (182, 292)]
    marks = [mark for mark in MARKS if mark[0] > 100] + [(76, 216, "类别"), (76, 252, "林产"), (76, 300, "药食")]
    kinds = ("类别", "林产", "林产", "药食", "药食")
    rows = tuple((kind, *row[1:]) for kind, row in zip(kinds, ROWS, strict=True))
    assert [table.rows for table in read_source(ruled(across + down, marks)).tables] == [rows]


def test_a_frame_whose_rows_no_rule_parts():
    across = [(72, y, 402, y) for y in (200, 224, 320)]
    down = [(x, 200, x, 320) for x in (72, 182, 292, 402)]
    assert [table.rows for table in read_source(ruled(across + down, MARKS)).tables] == [tuple(ROWS)]


def test_a_name_beside_all_rows_of_a_frame_is_of_each():
    across = [(72, y, 402, y) for y in (200, 224, 320)]
    down = [(x, 200, x, 320) for x in (72, 182, 292, 402)]
    heads = [(76 + 110 * j, 216, text) for j, text in enumerate(("类别", "品名", "增速"))]
    names = [(x + 110, y, text) for x, y, text in MARKS if x < 100 and y > 230]
    numbers = [mark for mark in MARKS if mark[0] > 290 and mark[1] > 230]
    marks = [*heads, (76, 276, "山货"), *names, *numbers]
    assert read_source(ruled(across + down, marks)).tables[0].rows[1:] == tuple(("山货", row[0], row[2]) for row in ROWS[1:])


def test_units_of_one_character_in_a_frame_are_of_their_rows():
    across = [(72, y, 402, y) for y in (200, 224, 320)]
    down = [(x, 200, x, 320) for x in (72, 182, 292, 402)]
    rows = [
        ("品名", "单位", "产量"),
        ("茶油", "吨", "3,140"),
        ("山羊", "头", "905"),
        ("土鸡", "只", "2,268"),
        ("木耳", "吨", "470"),
    ]
    marks = [(76 + 110 * j, 216 + 24 * i, text) for i, row in enumerate(rows) for j, text in enumerate(row)]
    assert read_source(ruled(across + down, marks)).tables[0].rows == tuple(rows)


def test_the_words_of_one_row_may_stand_on_three_lines():
    rules = [(72, y, 402, y) for y in (200, 224, 320)] + [(x, 200, x, 320) for x in (72, 182, 292, 402)]
    heads = [(76 + 110 * j, 216, text) for j, text in enumerate(("项目", "内容", "投资"))]
    words = [
        (76, 250, "河堤"),
        (76, 272, "加固"),
        (76, 294, "二期"),
        (186, 250, "护岸"),
        (186, 294, "清淤"),
        (296, 272, "4,210"),
    ]
    read = read_source(ruled(rules, heads + words))
    assert read.tables[0].rows[1:] == (("河堤加固二期", "护岸清淤", "4,210"),)


@pytest.mark.parametrize(("left", "right", "place"), [(60, 280, 1), (320, 540, 2), (60, 540, 2)])
def test_a_table_in_one_of_two_columns_stays_in_it(left, right, place):
    def lines(texts: list[str], x: float) -> list[PrintedLine]:
        return [PrintedLine(text, x, x + 200, 100 + 20 * n, 112 + 20 * n, 12) for n, text in enumerate(texts)]

    beside = zip(lines(LEFT_COLUMN, 60), lines(RIGHT_COLUMN, 320), strict=True)
    both = [PrintedLine(f"{a.text} {b.text}", a.left, b.right, a.top, a.bottom, 12, (a, b)) for a, b in beside]
    rows = (("品名", "产量"), ("茶油", "3,140"))
    page = PrintedPage(595, 842, both, [PlacedTable(180, rows, left, right)])
    texts = ["".join(LEFT_COLUMN), "".join(RIGHT_COLUMN)]
    expected = [texts[0], rows, texts[1]] if place == 1 else ["".join(texts), rows]
    assert join_lines(split_columns([page])) == expected


def test_names_go_on_closer_than_the_next_row():
    names, y, marks = ("品名", "茶油", "坡上的竹+笋", "药材", "野地里的+菇"), 216, []
    for row, name in zip(ROWS, names, strict=True):
        marks += [(x, y, text, 11) for x, text in ((186, row[1]), (296, row[2]))]
        for part in name.split("+"):
            marks.append((76, y, part, 11))
            y += 18
        y += 6
    whole = tuple((name.replace("+", ""), *row[1:]) for row, name in zip(ROWS, names, strict=True))
    assert [table.rows for table in read_source(sized(([], marks))).tables] == [whole]


def test_a_name_on_three_lines_between_names_on_one():
    words = ("品名", "茶油", "楠竹、雷竹", "的春笋与", "冬笋", "药材", "核桃的果", "仁")
    marks = [(76, y, text) for y, text in zip((216, 234, 252, 270, 288, 306, 324, 342), words, strict=True)]
    numbers = [(x, y, row[j]) for row, y in zip(ROWS, (216, 234, 270, 306, 333), strict=True) for j, x in ((1, 186), (2, 296))]
    assert read_source(ruled([], marks + numbers)).tables[0].rows == (
        ROWS[0],
        ROWS[1],
        ("楠竹、雷竹的春笋与冬笋", *ROWS[2][1:]),
        ("药材", *ROWS[3][1:]),
        ("核桃的果仁", *ROWS[4][1:]),
    )


def test_a_table_across_two_columns_parts_them():
    def lines(texts: list[str], x: float, top: float) -> list[PrintedLine]:
        return [PrintedLine(text, x, x + 200, top + 20 * n, top + 12 + 20 * n, 12) for n, text in enumerate(texts)]

    both = [
        PrintedLine(f"{a.text} {b.text}", a.left, b.right, a.top, a.bottom, 12, (a, b))
        for top in (100, 300)
        for a, b in zip(lines(LEFT_COLUMN, 60, top), lines(RIGHT_COLUMN, 320, top), strict=True)
    ]
    rows = (("山货", "产量"), ("茶油", "3,140"))
    page = PrintedPage(595, 842, [*both[:3], *lines(["单位：吨"], 340, 180), *both[3:]], [PlacedTable(200, rows, 60, 540)])
    text = "".join(LEFT_COLUMN + RIGHT_COLUMN)
    assert join_lines(split_columns([page])) == [text, "单位：吨", rows, text]


def test_an_open_table_in_one_of_two_columns():
    left = [
        "　　全镇修好水渠四十里，受益田",
        "亩达到3,100亩，秋粮增收两成，",
        "村集体收入也有增加。",
        *LEFT_COLUMN,
        "业占三成，好于预期。",
    ]
    right = ["　　镇办工厂新添三家，用工", "290人，工资按月发放，没有拖欠，", "安全生产情况良好。"]
    rows = [("山货", "产量", "增速"), ("茶油", "3,140", "6.2"), ("竹笋", "905", "1.7"), ("药材", "2,268", "11.4")]
    marks = [(60 + 2 * SIZE * t.startswith("　　"), TOP + n * 20, t.strip("　")) for n, t in enumerate(left)]
    marks += [(x, TOP + 5 + n * 19, t) for n, row in enumerate(rows) for x, t in zip((320, 400, 480), row, strict=True)]
    marks += [(320 + 2 * SIZE * t.startswith("　　"), TOP + 80 + n * 20, t.strip("　")) for n, t in enumerate(right)]
    read = read_source(set_page(marks))
    assert [table.rows for table in read.tables] == [tuple(rows)]
    assert read.lines[-1] == "".join(right).strip("　")
    assert "".join(read.lines[:2]).startswith("".join(left[:3]).strip("　"))
