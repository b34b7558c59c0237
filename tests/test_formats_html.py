"""Web pages as sites and browsers leave them."""

import base64
import quopri
import time

import pytest

from xclib.errors import DocumentError
from xclib.formats import read_source
from xclib.formats.html import read_html

SENTENCE = "全市生产总值完成320.5亿元，同比增长5.8%；其中第一产业增加值12.3亿元，增长2.1%。"
PARAGRAPHS = "".join(f"<p>　　{n}月，{SENTENCE}</p>\n" for n in range(1, 13))
TITLE = "青岚市2023年国民经济和社会发展统计公报"


def page(body: str, head: str = "", title: str = TITLE) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}_青岚市人民政府</title>{head}</head><body>{body}</body></html>"


SITE = f"""
<div class="top-nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a>互动交流</a></li></ul></div>
<form action="/s"><input name="q"><input type="hidden" name="a" value="隐藏12"><button>搜索9</button></form>
<div class="crumbs">当前位置：<a>首页</a> &gt; <a>统计公报</a></div>
<div class="article">
  <h1>{TITLE}</h1>
  <div class="info"><span>发布时间：</span><span>2024-03-01 10:30</span> <span>来源：市统计局</span></div>
  <div class="share">分享到：<a>微信</a><a>微博</a></div>
  <div id="zoom">{PARAGRAPHS}</div>
  <p>【打印】【关闭】</p><p>上一篇：<a>2022年公报</a></p>
</div>
<div class="side"><ul><li><a>2021年公报7</a></li><li><a>2020年公报8</a></li></ul></div>
<div class="bottom"><p>版权所有：青岚市人民政府，地址：青岚路1号，邮编：999999</p></div>
<script>var a = "脚本中的12万元，不读。";</script><style>p {{ margin: 1px }}</style><!-- 注释里的5%，不读。 -->
<div style="display: none">看不见的88亿元，不读。</div>
"""


def test_the_main_part_is_read_without_the_site():
    read = read_html(page(SITE))
    assert read.lines[0] == TITLE
    assert read.lines[1].startswith("发布时间：")
    assert read.lines[2:] == tuple(f"{n}月，{SENTENCE}" for n in range(1, 13))
    assert (read.title, read.published, read.tables, read.warnings) == (TITLE, "2024-03-01", (), ())


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>甲，一。</p><p>乙，二。</p>", ["甲，一。", "乙，二。"]),
        ("<p>甲，<br>乙，<br/>丙</p>", ["甲，", "乙，", "丙"]),
        ("<div>甲，<span>增<b>长</b></span>\n      <i>5.8</i>%</div>", ["甲，增长5.8%"]),
        ("<p>Gross\n domestic</p><p>产品，一</p>", ["Gross domestic", "产品，一"]),
        ("<p>甲&nbsp;&nbsp;乙，\u200b丙\u00ad丁</p>", ["甲 乙，丙丁"]),
        ("<p>面积120km<sup>2</sup>，其中3.5m<sup>3</sup>，PM<sub>2.5</sub></p>", ["面积120km²，其中3.5m³，PM2.5"]),
        ("<p>增长5.8%<sup>[1]</sup>，总量3亿元<sup>2</sup></p>", ["增长5.8%，总量3亿元"]),
        ("<pre>一、工业\n增长5%，\n</pre>", ["一、工业", "增长5%，"]),
        ("<p>甲，<del>4%</del>5%<s>，</s></p>", ["甲，5%，"]),
        ("<p>未闭合，<p>又一段，<div>再一段。", ["未闭合，", "又一段，", "再一段。"]),
        ("<p hidden>1，2</p><p style='visibility:hidden'>3</p><p>看得见，4</p>", ["看得见，4"]),
        ("<p>⼀、⼆⼗，</p>", ["一、二十，"]),
        ("<p>农⼾120⼾</p>", ["农户120户"]),
    ],
)
def test_lines(markup, lines):
    assert read_source(f"<html><body>{markup}</body></html>".encode(), name="a.html").text.split("\n") == lines


def test_data_tables_are_rows_with_merged_cells_written_out():
    table = """<table><caption>附表1</caption><thead><tr><th rowspan="2">指标</th><th colspan="2">2023年</th></tr>
    <tr><th>总量<br>（亿元）</th><th>增速（%）</th></tr></thead>
    <tr><td>工业</td><td>110.5</td><td rowspan="2">5.8</td></tr>
    <tr style="display:none"><td>假</td></tr><tr><td>建筑业</td><td>20</td></tr></table>"""
    read = read_html(page(f"<div>{PARAGRAPHS}{table}<p>注：增速，按不变价格。</p></div>"))
    [found] = read.tables
    assert found.rows == (
        ("指标", "2023年", "2023年"),
        ("指标", "总量（亿元）", "增速（%）"),
        ("工业", "110.5", "5.8"),
        ("建筑业", "20", ""),
    ), "a merged number is one figure: it is written once"
    assert read.lines[found.line - 2 : found.line + 4] == (
        "附表1",
        *("\t".join(row) for row in found.rows),
        "注：增速，按不变价格。",
    )


def test_cells_with_a_line_for_each_of_several_rows_are_so_many_rows():
    names, numbers = "<p>绿茶</p><p>其中：春茶</p>", "41.5<br>20.3"
    rows = f"<tr><td>类</td><td>品名</td><td>产量（吨）</td></tr><tr><td>茶</td><td>{names}</td><td>{numbers}</td></tr>"
    [found] = read_html(page(f"<div>{PARAGRAPHS}<table>{rows}</table></div>")).tables
    assert found.rows[1:] == (("茶", "绿茶", "41.5"), ("茶", "其中：春茶", "20.3"))


@pytest.mark.parametrize("cells", ["<td>绿茶<br>（干）</td><td>41.5<br>20.3</td>", "<td>绿茶<br>春茶</td><td>41.5</td>"])
def test_names_that_are_broken_over_lines_are_one_row(cells):
    [found] = read_html(page(f"<div>{PARAGRAPHS}<table><tr><td>品名<td>产量</tr><tr>{cells}</tr></table></div>")).tables
    assert len(found.rows) == 2


def test_a_page_that_holds_a_table_alone_whose_numbers_are_paragraphs():
    rows = "".join(
        f"<tr><td><p>{name}</p></td><td><p>{number}</p></td></tr>" for name, number in (("茶园", "58"), ("茶社", "6"))
    )
    read = read_html(page(f"<h1>青岚市茶业概况</h1><div><table>{rows}</table></div>"))
    assert [table.rows for table in read.tables] == [(("茶园", "58"), ("茶社", "6"))]


def test_whose_site_a_page_is_of_is_kept_apart_from_its_text():
    head = '<head><title>茶舍公报_青岚市茶务局</title><meta name="SiteName" content="青岚茶网"></head>'
    foot = '<div class="foot"><p>主办单位：青岚市人民政府</p><p>版权所有：青岚茶网</p></div>'
    read = read_html(f"<html>{head}<body><h1>茶舍公报</h1>{PARAGRAPHS}{foot}</body></html>")
    assert read.site == "青岚茶网\n青岚市茶务局\n青岚市人民政府"
    assert (read.title, "青岚" in read.text) == ("茶舍公报", False)


def test_an_annex_beside_the_text_is_kept():
    table = "<table>" + "".join(f"<tr><td>指标{n}</td><td>{n}.5</td></tr>" for n in range(4)) + "</table>"
    read = read_html(page(f'<div class="c"><div id="zoom">{PARAGRAPHS}</div><div id="fj">{table}</div></div>'))
    assert len(read.tables) == 1
    assert read.lines[-1] == "指标3\t3.5"


def test_a_table_whose_cells_say_how_much_was_gained_is_no_furniture():
    cells = "".join(f"<tr><td>{name}</td><td>增长{n}%左右</td></tr>" for n, name in enumerate(("茶叶产量", "茶税", "茶舍"), 5))
    read = read_html(page(f"<h1>{TITLE}</h1><table><tr><td>指标</td><td>2023年</td></tr>{cells}</table>"))
    assert read.lines[-3:] == ("茶叶产量\t增长5%左右", "茶税\t增长6%左右", "茶舍\t增长7%左右")


@pytest.mark.parametrize(
    ("table", "row", "cell"),
    [
        ("style='display:table'", "style='display: table-row'", "style='display:table-cell'"),
        ("class='grid'", "class='line'", "class='field'"),
        ("role='table'", "role='row'", "role='cell'"),
    ],
)
def test_elements_set_out_as_a_table_are_one(table: str, row: str, cell: str):
    cells = [("产品", "单位", "产量", "增长%"), ("水泥", "万吨", "", "5.1"), ("布", "万米", "12.5", "")]
    rows = "".join(f"<div {row}>{''.join(f'<div {cell}>{text}</div>' for text in texts)}</div>" for texts in cells)
    sheet = "<style>.grid{display:table}.line{display:table-row}.field{display:table-cell}</style>"
    source = read_html(page(f"<h1>{TITLE}</h1>{PARAGRAPHS}<div {table}>{rows}</div>", sheet))
    assert [t.rows for t in source.tables] == [tuple(cells)]


def test_columns_of_a_page_set_out_as_a_table_are_no_table():
    columns = f"<div style='display:table-cell'>{PARAGRAPHS}</div><div style='display:table-cell'><p>{SENTENCE}</p></div>"
    source = read_html(page(f"<h1>{TITLE}</h1><div style='display:table'><div style='display:table-row'>{columns}</div></div>"))
    assert source.tables == ()
    assert source.text.count(SENTENCE) == 13


def test_tables_that_lay_out_the_page_are_no_tables():
    body = f"<table><tr><td><table><tr><td>菜单</td><td><a>首页</a></td></tr></table></td><td>{PARAGRAPHS}</td></tr></table>"
    read = read_html(page(body))
    assert read.tables == ()
    assert read.lines[-12:] == tuple(f"{n}月，{SENTENCE}" for n in range(1, 13))


@pytest.mark.parametrize(
    ("head", "body", "title", "published"),
    [
        (
            f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-03-01 09:00">',
            "",
            TITLE,
            "2024-03-01",
        ),
        ('<meta property="article:published_time" content="2024-02-09T10:30:00+08:00">', "", TITLE, "2024-02-09"),
        ("", "<p>索引号：1 发布日期：2024年2月9日</p>", TITLE, "2024-02-09"),
        ("", "<p>发布时间：2024-13-40</p>", TITLE, ""),
        ("", "<h1>云泽区政府工作报告</h1>", "云泽区政府工作报告", ""),
    ],
)
def test_title_and_date(head, body, title, published):
    read = read_html(page(f"<div>{body}{PARAGRAPHS}</div>", head))
    assert (read.title, read.published) == (title, published)


@pytest.mark.parametrize("window", ["公告_青岚市人民政府", "青岚市统计局 - 公告", "公告|青岚市政府网", "公告--政务公开网站"])
def test_the_name_of_the_site_is_no_title(window):
    assert read_html(f"<title>{window}</title><p>{SENTENCE}</p>").title == "公告"


def test_a_report_may_count_filings():
    paragraph = "完成ICP备案35个，增长5%。"
    assert read_html(page(f"<p>{paragraph}</p><div>某ICP备12345号，增长</div>")).lines == (paragraph,)


def test_the_address_of_a_saved_page():
    saved = "<!-- saved from url=(0035)https://www.example.org/tj/2023.html -->" + page(PARAGRAPHS)
    assert read_source(saved.encode(), name="a.htm").source_url == "https://www.example.org/tj/2023.html"


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "iso-8859-1", "", "no-such-thing", "base64"])
@pytest.mark.parametrize("written", ["utf-8", "gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_encodings_declared_rightly_wrongly_or_not(declared, written):
    markup = page(SITE, f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else "")
    read = read_source(markup.encode(written), name="x.html")
    assert read.lines[0] == TITLE
    assert read.lines[-1] == f"12月，{SENTENCE}"


def test_a_page_with_a_few_bytes_from_another_encoding_is_read_with_a_warning():
    data = page(SITE).encode("gbk").replace("来源".encode("gbk"), b"\xff\xff\xe4")
    read = read_source(data, name="x.html")
    assert read.encoding == "gb18030"
    assert any("could not be decoded" in warning for warning in read.warnings)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<form><p>用户登录</p><input name=u><input type='password'></form>", "login page"),
        ("<form><p>统一身份认证平台</p><input name=u></form><p>请登录后查看。</p>", "login page"),
        ("<div id='app'></div><script>render()</script>", "no text of its own"),
        ("<p>Page not found, error 404</p>", "no Chinese text"),
    ],
)
def test_pages_that_are_no_reports(body, message):
    with pytest.raises(DocumentError, match=message) as caught:
        read_source(f"<html><body>{body}</body></html>".encode(), name="a.html")
    assert str(caught.value).startswith("a.html: ")
    assert "\n" not in str(caught.value)


def test_text_that_only_a_script_would_show_is_read_with_a_warning():
    read = read_html(page(f'<div style="display:none">{PARAGRAPHS}</div>'))
    assert read.lines[-1] == f"12月，{SENTENCE}"
    assert read.warnings


def test_a_page_saved_as_one_file():
    head = "From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    part = "Content-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    data = (head + part).encode() + base64.encodebytes(page(SITE).encode("gbk")) + b"\r\n--b--\r\n"
    assert read_source(data, name="a.mht").lines[0] == TITLE


def test_a_page_saved_as_one_file_that_has_no_pictures():
    head = b'From: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html;\r\n\tcharset="gb2312"\r\n'
    body = quopri.encodestring(page(SITE).encode("gb18030")).replace(b"\n", b"\r\n")
    data = head + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + body
    assert read_source(data, name="a.mht").lines[0] == TITLE


@pytest.mark.parametrize("depth", [1_900, 10_000])
@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li"])
def test_deep_nesting_loses_nothing(depth, tag):
    begun = time.process_time()
    read = read_html(f"<{tag}>" * depth + PARAGRAPHS + f"</{tag.split('>')[0]}>" * depth + "<p>后记，增长1%。</p>")
    assert [line for line in read.lines if line][-1] == "后记，增长1%。"
    assert read.lines[0] == f"1月，{SENTENCE}"
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        (f"<p>{SENTENCE}</p>\n", 5_000_000),
        (f"<div><span>{SENTENCE}</span><br><a href=x>链接</a></div>", 5_000_000),
        ("<tr><td>指标</td><td>5.8</td></tr>", 1_000_000),
        ("文<script></script>", 1_000_000),
        ("<b>增<i>长", 1_000_000),
        ("增长        ", 5_000_000),
        ("<p>，\n", 1_000_000),
    ],
)
def test_time_grows_with_size_alone(unit, size):
    markup = "<table>" * unit.startswith("<tr") + unit * (size // len(unit.encode()))
    begun = time.process_time()
    read_html(f"<html><body><p>{SENTENCE}</p>{markup}</body></html>")
    assert time.process_time() - begun < 8, "about 1 s of computing on a quiet machine"


def test_hostile_spans_stay_small():
    cells = "<td rowspan=65534 colspan=65534>甲，</td>" * 50
    read = read_html(f"<p>正文，一。</p><table>{f'<tr>{cells}</tr>' * 50}</table>")
    assert sum(len(row) for table in read.tables for row in table.rows) <= 200_000


FAR = "position:absolute;left:-9999px"


@pytest.mark.parametrize(
    "hidden",
    [
        "style='font-size:0'", "style='font-size: 0px !important'", "style='font:0/0 a'", "style='font-size:1px'", "style='color:#fff'",
        "style='color: White;background:#FFF'", "style='color:rgba(0, 0, 0, 0)'", "style='color:transparent'", "style='opacity:0.0'",
        "style='color:red;background:red'", "style='visibility:hidden'", f"style='{FAR}'", "style='text-indent:-999em'",
        "style='height:0;overflow:hidden'", "style='transform:scale(0)'", "style='filter:opacity(0%)'", "style='display:none'",
        "style='position:absolute;clip:rect(0 0 0 0)'", "style='clip-path:inset(50%)'", "class='away'", "id='gone'", "class='pale'",
        "class='on small'", "hidden", "style='color:hsl(0,0%,100%)'", "style='color:#fefefe'",
    ],
)  # fmt: skip
def test_words_that_nobody_sees_are_not_read(hidden):
    sheet = """<style><!-- .away{display:none} #gone{opacity:0} @media print{.shown{display:none}}
    /* .shown{opacity:0} */ @media screen{span.pale{color:#ffffff}} .on.small{font-size:0} .on{font-size:12px} --></style>"""
    body = f"<p class=shown>{SENTENCE}<span {hidden}>增长<b>99.9</b>%</span></p><p class=on>农业3万吨。</p>"
    read = read_html(f"<html><head>{sheet}</head><body>{body}</body></html>")
    assert read.lines == (SENTENCE, "农业3万吨。")


@pytest.mark.parametrize(
    "shown",
    [
        "<span style='font-size:0'><b style='font-size:14px'>增长9%</b></span>",
        "<span style='visibility:hidden'><b style='visibility:visible'>增长9%</b></span>",
        "<span style='background:#1f4e79;color:#fff'>增长9%</span>",
        "<table><tr bgcolor=navy><td><font color=white>增长9%</font></td></tr></table>",
        "<span style='color:#fff'><b style='color:#000'>增长9%</b></span>",
        "<span style='opacity:0.8'>增长9%</span>",
        "<span style='color:rgb(255,0,0)'>增长9%</span>",
        "<span style='text-indent:-2em;left:-20px;height:0'>增长9%</span>",
        "<span style='background-image:url(a.png);color:white'>增长9%</span>",
    ],
)
def test_words_that_can_be_seen_are_read(shown):
    assert "增长9%" in read_html(f"<p>{SENTENCE}</p><div>{shown}</div>").text


def test_what_is_hidden_is_reported():
    read = read_html(f"<p>{SENTENCE}</p><p style='color:white'>旧数 9.9%</p>")
    assert read.warnings == ("6 characters that the page hides (white, tiny, transparent or out of sight) were not read",)
    # A report that would be hidden whole was not meant to be: its colour comes from a sheet that was not saved with it.
    whole = read_html(f"<div style='color:#fff'>{f'<p>{SENTENCE}</p>' * 40}</div>")
    assert len(whole.lines) == 40
    assert whole.warnings == ("the text was hidden in the page, and was read all the same",)


def test_style_sheets_take_no_longer_than_their_length():
    begun = time.process_time()
    for sheet in (
        "a" * 500_000,
        "a{" * 250_000,
        "@media x{a{}}" * 40_000,
        "}" * 500_000,
        ".a{color:#fff}" * 30_000,
        "a:" * 200_000,
    ):
        read_html(f"<style>{sheet}</style><p>{SENTENCE}</p>")
    assert time.process_time() - begun < 8, "about 1 s on a quiet machine"


@pytest.mark.parametrize(
    "line",
    [
        "浏览次数：1234次", "阅读量 1,234", "本文已被浏览 3456 次", "【已有1234人阅读】", "点击数：[88]", "访问量：5",
        "发布时间：2031-01-15 10:30 来源：市统计局 浏览次数：1234", "来源：青岚日报 字体：大 中 小 阅读：88次", "相关阅读：", "相关链接",
    ],
)  # fmt: skip
def test_counters_and_what_leads_away_are_furniture(line):
    page = f"<div><h1>统计公报</h1><p>{line}</p><p>{SENTENCE}</p></div>"
    assert read_html(page).lines == ("统计公报", SENTENCE)


def test_links_to_other_articles_are_furniture():
    links = "<p><a href=a>青岚市上半年生产总值增长5.9%</a></p><ul><li><a href=b>全市新增就业3.4万人再创新高</a></li></ul>"
    page = f"<div><h1>统计公报</h1><p>{SENTENCE}</p><p>全市<a href=c>接待游客</a>120万人次，增长3%。</p><p>延伸阅读</p>{links}</div>"
    assert read_html(page).lines == ("统计公报", SENTENCE, "全市接待游客120万人次，增长3%。")
    assert read_html("<div><a href=x><p>全市接待游客120万人次，增长3%。</p></a></div>").lines == (
        "全市接待游客120万人次，增长3%。",
    )


def test_prose_about_visits_is_read():
    for line in ("平台访问量1200万次，增长3%。", "来源于全市的数据显示，网站阅读量1200万次。"):
        assert line in read_html(f"<div><h1>统计公报</h1><p>{SENTENCE}</p><p>{line}</p></div>").lines


@pytest.mark.parametrize("row", ["| " * 50, "字号大小" * 25, "[打印]|" * 20])
def test_time_does_not_grow_with_the_ways_to_read_a_row_of_buttons(row: str) -> None:
    begin = time.process_time()
    markup = page(f"{PARAGRAPHS}<p>打印 {row}茶</p><p>打印 {row}</p>")
    lines = read_source(markup.encode(), name="a.html").text.split("\n")
    assert [line[-1] for line in lines if line.startswith("打印")] == ["茶"]
    assert time.process_time() - begin < 5


def test_a_title_in_a_cell_of_the_layout_is_read_though_the_window_names_the_office() -> None:
    inner = "<table><tr><td>茶镇</td><td>茶香指数</td></tr><tr><td>云溪镇</td><td>2.6</td></tr></table>"
    rows = ["<b>2030年11月各镇茶香状况</b>", "时间：2030-12-10", f"<p>现将结果公布如下：</p>{inner}"]
    cells = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    menu = "<table><tr><td><a href=/>首页</a></td></tr></table><p>今天是2031年5月6日 星期二</p>"
    markup = f"<title>云溪市茶务局</title><table><tr><td>{menu}</td></tr><tr><td><table>{cells}</table></td></tr></table>"
    assert read_html(markup).lines[0] == "2030年11月各镇茶香状况"
