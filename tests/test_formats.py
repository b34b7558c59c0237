"""Any source: what it is, what is kept of it, and one clear line where it is no report."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xclib.errors import DocumentError
from xclib.formats import SourceText, read_source
from xclib.formats.encoding import decode, plausibility
from xclib.formats.source import find_delivered, find_published, first_title, tidy
from xclib.formats.tables import Cell, Lines, expand

TEXT = "青岚市统计公报\n\n　　全市生产总值\u200b完成320.5亿元，\u00ad同比增长5.8%。\u2028\x0b\x85\n\n二、工业 \n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_lines_of_a_text_file_stay_as_they_are(encoding, end, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.replace("\n", end).encode(encoding))
    read = read_source(path)
    # What steers a terminal is replaced one by one: places stay.
    assert read.text == TEXT.replace("\u2028\x0b\x85", "   ")
    assert read.kind == "txt"
    assert read.title == "青岚市统计公报"
    assert read.lines[2].index("320.5") == TEXT.split("\n")[2].index("320.5")


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        ("联通", "gbk", "gb18030"),
        ("增长5.8%", "gbk", "gb18030"),
        ("全市生產總值完成320億元，比上年增長，經濟發展", "big5", "big5hkscs"),
        ("鄞州、亳州、鄄城三地，增长", "gb18030", "gb18030"),
        ("㐀𠮷增长，全市生产总值", "gb18030", "gb18030"),
        ("全市①②③增长５.８％—约", "utf-8", "utf-8"),
    ],
)
def test_encodings_found(text, encoding, found):
    assert decode(text.encode(encoding)) == (text, found, [])


def test_the_encoding_asked_for_is_used_or_refused():
    data = "增长5.8%".encode("big5hkscs", "ignore") + "增長".encode("big5")
    assert read_source(data, encoding="big5").encoding == "big5hkscs"
    for encoding, message in [
        ("utf-8", "cannot be decoded as utf-8"),
        ("nonsense", "unknown encoding"),
        ("base64", "unknown encoding"),
    ]:
        with pytest.raises(DocumentError, match=message):
            read_source(data, encoding=encoding)


def test_text_decoded_wrongly_once_before_is_refused():
    spoilt = "全市生产总值完成三百亿元，同比增长，工业增加值".encode().decode("gb18030", "replace")
    assert plausibility(spoilt) < 0.6
    with pytest.raises(DocumentError, match="cannot be decoded as Chinese text"):
        read_source(spoilt.encode())


def test_markdown():
    text = (
        "# 青岚市统计公报\n\n**发布时间：2024-3-1**\n## 一、*工业* ##\n"
        "- 增加值**110.5亿元**，[见表](http://x/a)[^1]\n> 引文1\n---\n"
        "| 指标 | 增速 |\n|:---|---:|\n| 工业 | **5.8** |\n| 农业 | 2 \\| 3 |\n\n2\\*3，a_b_c，5*6*7\n"
    )
    read = read_source(text.encode(), name="a.md")
    assert (read.kind, read.title, read.published) == ("md", "青岚市统计公报", "2024-03-01")
    assert read.text == (
        "青岚市统计公报\n\n发布时间：2024-3-1\n一、工业\n增加值110.5亿元，见表\n引文1\n\n"
        "指标\t增速\n工业\t5.8\n农业\t2 | 3\n\n2*3，a_b_c，5*6*7\n"
    )
    assert read.tables[0].line == 8
    assert read.tables[0].rows[1] == ("工业", "5.8")


def test_markdown_with_a_table_in_html_between_its_lines():
    table = "<table><tr><td rowspan=2>品名</td><td colspan=2>产量（吨）</td></tr>\n<tr><td>2029年</td><td>2030年</td></tr>"
    text = f"# 青岚市茶业简报\n{table}\n<tr><td>绿茶</td><td>41.5</td><td>43.2</td></tr></table>\n**年末**茶园6座。\n"
    read = read_source(text.encode(), name="a.md")
    rows = ["品名\t产量（吨）\t产量（吨）", "品名\t2029年\t2030年", "绿茶\t41.5\t43.2"]
    assert read.lines == ("青岚市茶业简报", *rows, "年末茶园6座。", "")
    assert read.tables[0].line == 2


def test_markdown_with_a_table_that_never_ends_takes_no_longer_than_its_length():
    assert len(read_source(("<table><tr><td>茶<td>1\n" * 4000).encode(), name="a.md", seconds=20).lines) > 1


def test_the_first_cell_of_a_row_without_a_bar_before_it_may_be_bold():
    read = read_source("品名 | 产量\n--|--\n**绿茶** | 41.5\n".encode(), name="a.md")
    assert read.tables[0].rows[1] == ("绿茶", "41.5")


PIPES = "青岚市统计公报\n\n全年产煤[1]88万吨。\n\n**| <br>品名 | <br/>产量（吨） |\n| ------- | ------ |\n| <br>木器 | <br>41.5 |**\n\n年末仓库6座。\n"


def test_a_pipe_table_with_breaks_in_its_cells_is_no_web_page():
    read = read_source(PIPES.encode())
    assert (read.kind, read.text) == ("txt", PIPES)
    assert read_source("青岚市<br>产煤88万吨。<br>| 木器 | 41.5 |".encode()).kind == "html"


def test_markdown_with_breaks_in_a_table_that_is_bold_as_a_whole():
    read = read_source(PIPES.encode(), name="a.md")
    assert [tuple(cell.strip() for cell in row) for row in read.tables[0].rows] == [("品名", "产量（吨）"), ("木器", "41.5")]
    assert read.text.endswith("年末仓库6座。\n")


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "is empty"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.png", "is an image"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "a.html", "is an image"),
        (b"BM" + bytes(100), "a.bmp", "is an image"),
        (b"GIF89a" + bytes(100), "a.gif", "is an image"),
        (b"\x1f\x8b\x08" + bytes(100), "a.gz", "is an archive"),
        (b"{\\rtf1 \\ansi}", "a.rtf", "RTF.*save it as docx"),
        (bytes(range(256)) * 40, "a.txt", "binary data"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "old .doc.*save it as docx"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "old .xls.*save it as docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        ("增长".encode() * 50, "a.docx", "no docx file"),
        ("增长".encode() * 50, "a.pdf", "no pdf file"),
        (b"PK\x05\x06" + bytes(18), "a.zip", "empty archive"),
        (b"growth of 5.8%", "a.txt", "no Chinese text"),
        ("рост на 5.8 процента".encode("cp1251"), "a.txt", "cannot be decoded as Chinese|no Chinese"),
    ],
)
def test_bad_bytes(data, name, message):
    with pytest.raises(DocumentError, match=message) as caught:
        read_source(data, name=name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)
    assert caught.value.advice


@pytest.mark.parametrize("text", ["BM指数增长5%，平稳", "GIF89a是格式，占5%", "RIFF一、增长5%"])
def test_text_may_begin_like_an_image(text):
    assert read_source(text.encode()).text == text


def test_bad_paths(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("增长5.8%", encoding="utf-8")
    cases: list[tuple[str | Path, str]] = [
        (tmp_path, "is a directory"),
        (tmp_path / "none.txt", "does not exist"),
        (str(tmp_path / "none.txt"), "does not exist"),
        ("", "is no file name"),
        ("增长5.8%\n工业", "is no file name"),
        ("a\0b", "cannot be read"),
        ("长" * 5000, "cannot be read"),
        (os.devnull, "no regular file"),
        ("ftp://www.example.org/a.html", "not an http\\(s\\) URL"),
        ("file:///etc/hosts", "not an http\\(s\\) URL"),
    ]
    for source, message in cases:
        with pytest.raises(DocumentError, match=message) as caught:
            read_source(source)
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("增长5.8%", encoding="utf-8")
    secret.chmod(0)
    with pytest.raises(DocumentError, match="may not be read"):
        read_source(secret)


def test_permission_errors_are_one_line(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "no")

    path = tmp_path / "a.txt"
    path.write_text("增长5.8%", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError, match="may not be read"):
        read_source(path)


def test_chinese_without_a_digit_is_read_with_a_warning():
    assert read_source("经济平稳运行".encode()).warnings == ("holds no digit, Arabic or Chinese",)
    assert read_source("经济增长百分之五".encode()).warnings == ()


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("发布时间：2024-02-09 10:30", "2024-02-09"),
        ("发布日期: 2024年2月9日", "2024-02-09"),
        ("【发布时间】2024/2/9", "2024-02-09"),
        ("日期：2024.02.09", "2024-02-09"),
        ("时间：2024-02-30 来源", ""),
        ("我们用三年时间：2024年", ""),
        ("施工时间：2024-02-09", ""),
        ("发布时间：昨天", ""),
    ],
)
def test_published(line, date):
    assert find_published(["题目", line]) == date


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (("青岚市教育局2023年工作总结", "（2024年2月9日）", "一、教学"), "2024-02-09"),
        (("青岚市2023年统计公报", "青岚市统计局", "2024年2月9日"), "2024-02-09"),
        (("青岚市2023年统计公报", "青岚市统计局 2024-02-09", "一、综合"), "2024-02-09"),
        (("2024年2月9日", "青岚市2023年统计公报", "一、综合"), ""),
        (("政府工作报告", "2024年2月9日在青岚市第九届人民代表大会上"), ""),
        (("青岚市教育局", "一、教学", "2024年2月9日"), ""),
    ],
)
def test_a_date_under_the_title_is_that_of_publication(lines, date):
    assert find_published(list(lines)) == date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("政府工作报告\n——2031年1月8日在青岚市九届人代会二次会议上", "2031-01-08"),
        ("政府工作报告\n(2031年1月8日在青岚市第九届人大会议上)", "2031-01-08"),
        ("青岚市统计公报\n2031年1月8日", ""),
        ("2031年1月8日召开茶务座谈。\n会议指出", ""),
        ("政府工作报告\n2030年12月20日市委经济工作会议部署的茶务", ""),
        ("青岚市统计公报\n" + "茶税增长。" * 400 + "2031年1月8日在青岚市九届人代会会议上", ""),
    ],
)
def test_the_line_of_a_session_says_when_a_report_was_delivered(text, day):
    assert find_delivered(text) == day


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("首页 > 政务公开 > 政府工作报告", "", "青岚市政府工作报告", "各位代表："), "青岚市政府工作报告"),
        (("当前位置：首页", "青岚市统计公报"), "青岚市统计公报"),
        (("关于青岚市2023年预算执行情况", "和2024年预算草案的报告"), "关于青岚市2023年预算执行情况和2024年预算草案的报告"),
        (("青岚市统计局", "青岚市2023年统计公报"), "青岚市统计局"),
        (("政府工作报告", "一、2023年工作回顾和报告"), "政府工作报告"),
        (("关于印发青岚市2024年工作要点的通知", "青岚市2024年工作要点"), "关于印发青岚市2024年工作要点的通知"),
        (("全年，增长5%。", "青岚市统计公报"), ""),
    ],
)
def test_the_title_is_no_trail_of_links_and_may_fill_two_lines(lines, title):
    assert first_title(list(lines)) == title


WORDS = st.text(st.sampled_from("增长5.8%，。亿元\u3000\xa0\u200b\ufeff\t \n\r⼀"), max_size=40)


@given(WORDS)
def test_tidy_is_one_visible_line_and_settled(text):
    line = tidy(text)
    assert tidy(line) == line == line.strip()
    assert not re.search("[\n\r\t\u200b\ufeff\u3000⼀]", line)


@given(
    st.text(st.sampled_from("全市增长5.8%，。\n\r\t \u3000亿元工业"), min_size=1, max_size=200),
    st.sampled_from(["utf-8", "gb18030", "utf-8-sig"]),
)
def test_text_files_round_trip(text, encoding):
    text = "全市增长" + text
    assert read_source(text.encode(encoding)).text == text.replace("\r\n", "\n").replace("\r", "\n")


CELLS = st.builds(Cell, st.sampled_from(["指标", "5.8", "", "2023年"]), st.integers(-1, 70), st.integers(-1, 300))


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_expanded_tables_are_square_and_state_no_number_twice(rows):
    expanded = expand(rows)
    assert len({len(row) for row in expanded}) <= 1
    assert all(any(row) for row in expanded)
    assert sum(cell == "5.8" for row in expanded for cell in row) == sum(cell.text == "5.8" for row in rows for cell in row)


@given(
    st.lists(st.one_of(st.sampled_from(["甲", "乙"]), st.just((("指标", "增速"), ("工业", "5.8")))), max_size=12),
    st.sets(st.integers(0, 20)),
)
def test_tables_stand_where_they_say(items, unwanted):
    lines = Lines()
    for item in items:
        lines.add(item) if isinstance(item, str) else lines.add_table(item)
    lines.drop(unwanted)
    read = SourceText(lines.text, "html", tables=lines.tables)
    for table in read.tables:
        assert read.lines[table.line - 1 : table.line - 1 + len(table.rows)] == tuple(map("\t".join, table.rows))
    assert len(read.tables) == sum(not isinstance(item, str) for item in items)
