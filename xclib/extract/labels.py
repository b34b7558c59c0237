"""The name of what a number measures: the shortest noun phrase beside it.

Two places may hold it: behind a counter (推进9项改革任务), or before the number (示范小区9个).
Where neither does, the figure before in the sentence hands its name on.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from xclib.extract.lexicon import alternatives, any_of, opening, word_re, word_set, words
from xclib.extract.periods import surplus_of
from xclib.extract.tokens import PACE_BEHIND, Place
from xclib.model.areas import all_areas, stem
from xclib.model.figure import Measure
from xclib.model.units import parse_unit

#: Longest label.
LONGEST = 30
#: Answers kept: a phrase is asked for several times while its figure is read, and common ones come again.
_KEPT = 512

_NOTE = re.compile(
    r"[\[【]\d{1,3}[\]】]|<br>|[*#|①-⑳⑴-⒇]|[（(](?!(?:[^（）()、/含]{0,4}[省市县区州盟旗乡镇村道居院所站馆师士场社点队][、/）)])+$)[^（）()]{0,20}[）)]$"
)
#: A bracket that says what is counted in, not what is measured; short ones are part of a name: 细颗粒物（PM2.5）浓度.
_ASIDE = re.compile(
    r"^[（(][^（）()]{3,}[）)]|[（(](?:[^（）()]{11,}|[^（）()]*(?:下同|剔除|扣除|其中|年|之比)[^（）()]*)[）)]"
)
#: Without one of these a text has no note and no bracket.
_MARKED = re.compile(r"[\[【<*#|（()）①-⑳⑴-⒇]")
#: What is left of a bracket that closes or opens between a name and its number.
_HALF = re.compile(r"^[^（(]*[）)]|^.*[（(](?=[^）)]*$)")


# --- stripping -------------------------------------------------------------------------------------------------------

# Short words in front; where they begin a longer word, 和谐, 在线, the list whole_front keeps it.
# The same where more goes than the word that it begins with: 按常住人口计算, 含基金的.
_LEAD_LONG = (
    r"不?含[^，、的\d]{1,8}的(?=[\u4e00-\u9fff]{2})|从(?![业事严])[^，、\d]{1,8}(?<![高初])中(?=[\u4e00-\u9fff]{2})|(?:(?:及?[以之])?[前后])?出生的(?=[\u4e00-\u9fff]{2})|后的(?=[\u4e00-\u9fff]{2})|代编(?=[\u4e00-\u9fff]{2})|"
    r"按照?[^，、的\d]{2,24}(?:计算|测算|折算)的?(?=[\u4e00-\u9fff]{2})|尚(?![义志])有?(?=[\u4e00-\u9fff]{3})|预期(?!寿命|目标|性|指标|收入|增长|值|差|管理|总量|可)(?=..)|"
    r"为[^，、\d]{2,8}?(?=(?:挽回|减免|减轻|节约|节省|追回|争取|融资|垫付|讨回)[\u4e00-\u9fff]{2})|该[局市县区省镇乡村院校州](?=[\u4e00-\u9fff]{2})|(?:政府)?投放[在于]|[本当上]年度(?!假)|【[^【】]{1,24}】|(?:方式|形式|途径|手段|渠道|模式)(?=(?:带动|吸引|帮助|募集|筹集|实现|发放|新增|解决|转移|盘活|化解|引进)..)|"
    r"[^，、的\d]{2,8}是指(?=[\u4e00-\u9fff]{2})|这[一二三四五六七八九十\d]+[大个项](?=[\u4e00-\u9fff]{2})|成为[^，、\d]{0,8}(?:首|第?[\d一二三四五六七八九十]+)个(?=[\u4e00-\u9fff]{2})|[^，、的\d]{1,6}(?<!第)一批(?=[\u4e00-\u9fff]{2})|[^，、的\d]{0,10}任务是(?=[\u4e00-\u9fff]{2})|"
)
_LEAD_SHORT = (
    r"\d{1,2}(?:\.\d{1,2})+(?=[\u4e00-\u9fff])|[①-⑳⑴-⒇]|[（(]?[一二三四五六七八九十]{1,3}[)）]、?|主要?(?:原因)?是(?:由于|因为)?|原因[是为]|"
    r"[（(]?\d{1,3}[)）.．、]|(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])、(?=[^一二三四五六七八九十，、]{3}|一(?:般|次性|体化|站式|线|流))|[\d一二三四五六七八九十两]{1,2}年(?:来|(?=累计|共|间|安排|新[建增]))|(?:自治区|[省市州县区旗])本级(?=压[缩减])|"
    r"[（(][^（）()\d]{2,10}[）)](?=[\u4e00-\u9fff]{2})|截[至止]到?(?=(?:19|20)\d\d年)|(?:截[至止]|(?:\d{1,2}[-—~至]+))?\d{1,2}月(?:\d{1,2}日(?!本)|份|[底初末中]前?|以来)*|(?:前|第|[一1][-—~至到])?[一二两三四]个?季度|[上下]半年|前[\d一二三四五六七八九十]{1,2}(?:天|个月)|(?:规划)?[近中远]期(?=(?:19|20)\d\d年)|"
    r"开始$|\d{1,3}(?:个月|天)时间(?=完成|拆除|建成|新建)|街道(?=(?:累计|共)?(?:实现|完成))|[折约]合约?|折$|[高低快慢]于(?:上年|去年)(?:同期)?(?=[增涨降]幅|增速|水平)|[\u4e00-\u9fff]{2,4}[市县区旗镇乡](?=(?:今年|去年|全年|(?:19|20)\d\d年)[\u4e00-\u9fff]{2})|(?:元旦|春节|国庆|中秋|端午|两节|节日|暑假|寒假|汛期|疫情|和)+期间|提出(?=[到至]?(?:19|20)\d\d年)|第[一二三]产业中(?=[\u4e00-\u9fff]{2})|"
    r"[\d一二三四五六七八九十两]{0,2}年内(?=[\u4e00-\u9fffA-Z]{2})|“?[一二三四五六七八九十]{1,2}五”?(?:期间|时期|以来|期?末期?|前[一二两三四]年)(?=[\u4e00-\u9fff]{3}|$)|“[一二三四五六七八九十]{1,2}五”(?:$|(?=[^规计发建前时末初头中后纲项重工专目期任行的收各主基]..))|(?:[全在][市省区县国州])?范围内(?=[\u4e00-\u9fff]{3})|"
    r"近[一二两三四五六七八九十\d]{0,2}年来?(?=..)|再|和|各(?:地(?![区方级市州块类段]))?(?!类|级|项|种|族)|高(?:标准|质量|水平)(?=建|打|推|编|完|举|办|做)|"
    r"对(?![^，、的和]{1,8}(?:进出口|出口|进口|贸易|直接投资))|建设(?!用地|项目|工程|投资|里程)|有|比(?!较)|自(?=\d)|其|加(?:上(?![划级年缴解])|(?=上[划级年缴解]|补助|下级|调[入出]|债务|转移|地方))|"
    r"[一二三四五六七八九十]{1,3}(?:是|要)|(?:到|至|于)?(?:(?:20|19)\d\d(?:[-—–~/]{1,2}(?:20|19)?\d\d)?|[一二][九〇零○][〇零○一二三四五六七八九]{2}(?:[/至-][〇零○一二三四五六七八九]{2,4})?)\s?学?年(?:[底末初]|度[初末]?(?!假))?|[\s、，：:∶﹕；”\-—*●○◆◇■□▪（(）)]"
)
_TRAIL_SHORT = (
    r"(?:20|19)\d\d年?[-—–~至到]{1,2}(?:20|19)\d\d年|(?<=[\u4e00-\u9fff]{2})(?<![年至到])\d{1,2}月[底末]前?|“[一二三四五六七八九十]{1,2}五”[前后]|首次在[上下]半年|[与同比较](?:近?[\d一二三四五六七八九十]{1,2}|[多常])年(?:同期)?(?:均值|平均(?:值|水平)?)(?:相比)?|(?:每年|连续|先后)?[跨迈登跃站踏][上越过入][^，、\d]{0,10}台阶|^提速|(?<=浓度)(?:分别)?改善率?|(?<=增速)提速|(?<=浓度)范围|(?<=评估|考核|测评|考评|评比|排名|评价|竞赛|比赛|行业|企业|产品|指标|项目)中|(?<![去上今本当常])年平均|"
    r"可比价格?|按照?[^，、。]{0,12}(?:(?:价格?|汇率|口径)(?:计算|折算)|(?:年|当年|现行|可比|不变)价格?|可比口径|[美欧]元计[价算]|人民币计[价算])|自?(?:(?:20|19)\d\d年|“?[一二三四五六七八九十]{1,3}五”?)?以来|"
    r"(?<![签节集预履制违公条合])约|(?<![附邻临靠亲新])近|(?<![人年月日亩户平])(?<!(?<![各全个两一二三四五六七八九十\d乡])[乡镇村县])均|"
    r"(?:剔除|扣除|不含)[^，、；]{2,30}(?:因素|影响)后?的?|(?:剔除|扣除)[^，、；]{2,30}后|[比较]原?定?计划(?:任务|目标|数)?|(?:达到?|为)每|(?:平均)?每(?:年每)?(?:立方米|平方米|平方公里|亩|公顷|吨|千瓦时|[千万]人)|[两二三四五六七八九]年(?:平均|年均)|(?<=标准|补助|补贴|津贴)每[人生]每(?:学?年|月)|"
    r"在(?:(?:20|19)\d\d年|上年|去年|原有|原来|现有)[^，、]{0,8}(?:水平|标准|基数)|(?<=.)偏|^[偏变]$|^(?:又|分别|均|都)*[比较]$|的?基础上|在(?:上年|去年)(?:同期)?|压[缩减]?[至到]?|(?:提高|提升|增加|调整|上调)[到至](?:每(?:人每)?[月年亩]|[月年]?[生人户]均?(?:每[月年])?)|达到[生人户]均|按(?!可比)[^，、]{1,6}口径|呈[^，、]{1,5}式|呈现?[^，、]{0,8}(?:势头|态势|局面)|为[^，、的]{1,6}最[低高]的?|"
    r"(?<![比较\d])(?:\d{1,2}[-—~至])+\d{1,2}月份?|[到至](?:今年|去年|上年)|[是为比较]上一年(?:同期)?|[高低快慢多少好优]于(?:上年|去年|前年)(?:同期)?|恢复[到至](?:(?:19|20)\d\d年|[上去]年)(?:同期)?(?:水平)?|(?:20|19)\d\d年\d{1,2}月(?:份|[底末初])?|(?:[是为比较]前)?(?<![\d〇零○一二三四五六七八九十])[一二三四五六七八九十两\d]{1,4}年(?:[来间内]|时间)?|^(?:剔除|扣除)[^，、；]{2,20}”|"
    r"(?:分别|均|都)?[是为比较][一二两三四五六七八九十\d]{1,2}年前的?|同?[比较](?:20|19)\d\d年[底末初]?|(?:20|19)\d\d年[底末初]?|\d美元[兑对]|"
    r"(?:[同环]比|[比较](?:上年|去年)(?:同期|决算数?)?|^)[增减][收支]|[比较](?:年初|年度|全年|调整后?|变动)?预算数?(?:[超短增减]收|[超增减]支)|"
    r"(?<=.)每[人户生]?(?:每学?[年月]|(?<=[人户])|月)|(?<![刚急军内供所必特外])需|(?:保持|实现)了?[正负]|[是为比较]上一?[个届](?:政府)?(?:任期)?|"
    r"(?:分别|均|都)?[比较是为]“?[一二三四五六七八九十]{1,3}五”?(?:末|期末|时期|期间)?的?"
)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{_LEAD_LONG}{alternatives('lead')}|{_LEAD_SHORT})")


#: What those shapes begin with, looked for first: other places are passed over at once.
_TRAIL_OPENS = (
    r"\d“一七三可上不与两中为九二五以优低保偏先八六减分到剔十压又变同呈四在均基增多好实少平年快恢慢扣按提改是每比环登的站约自至"
    "调跃跨踏较达迈近连都需首高范"
)
_TRAIL = re.compile(rf"(?=[{_TRAIL_OPENS}])(?:{_TRAIL_SHORT})$")
#: The last characters of those shapes. Most phrases end with none of them, and need no search.
TRAIL_ENDS = frozenset(
    "头势面届府低高值式户生需正负个亩米里顷吨人善率中速阶内”上五价份偏兑准减划初到前务压变后响均对平年底径支收数月期末来标格每比的算素约缩至较近间围时"
)


@cache
def _trailing() -> dict[str, list[str]]:
    """Return the words that end a phrase by their last character, the longest first: as alternatives they are slow."""
    every = sorted(words("trail"), key=lambda word: (word[-1], -len(word)))
    return {last: list(ends) for last, ends in groupby(every, key=itemgetter(-1))}


def _trail_start(text: str) -> int:
    """Return where the longest word or shape begins that a phrase ends with; its length where it ends with none."""
    last = text[-1]
    start = len(text) - len(next(filter(text.endswith, _trailing().get(last, ())), ""))
    found = _TRAIL.search(text) if last in TRAIL_ENDS else None
    return min(start, found.start()) if found else start


def strip_trail(text: str) -> str:
    """Take verbs and adverbs off the end of a phrase.

    >>> strip_trail("公共预算收入同比增长")
    '公共预算收入'
    """
    while text and (start := _trail_start(text)) < len(text) and not text.endswith(words("whole_end")):
        text = text[:start]
    return text


#: The mark of a footnote around a phrase, whose number may have been taken off, and a heading that runs on into its text.
#: 一、二、三产业 is no heading.
_MARK = re.compile(
    r"^\[\d{0,3}\]|\[\d{0,3}\]$|^[一二三四五六七八九十]{1,3}、(?![一二三]、|[二三](?:次|大)?产业)[^，。；\d]{2,20}?(?=全年|年末)"
)

_MARKED_BY = "[一二三四五六七八九十"


#: Words that look as if they began with a lead.
_WHOLE_FRONT = word_re("whole_front")


#: Words of the leads that name something by themselves, or with the subject before.
_NAMES = word_set("deeds") | word_set("general") | {"领域", "计划"}


@lru_cache(_KEPT)
def strip_lead(text: str) -> str:
    """Take marks of footnotes, run-on headings, time words and verbs off a phrase.

    >>> strip_lead("全年建成高标准农田"), strip_lead("[]全年建成高标准农田[12]")
    ('高标准农田', '高标准农田')
    """
    if text[:1] in _MARKED_BY or text.endswith("]"):
        text = _MARK.sub("", text)
    while text and (found := _lead().match(text)) and not _WHOLE_FRONT.match(text):
        if found.end() == len(text):
            return text if text in _NAMES else ""
        if len(text) == found.end() + 1 and text[-1] in "率量额数值度":
            return text
        text = text[found.end() :]
    return text


def _unquoted(text: str) -> str:
    """Without quotes around the whole, and without a lone one."""
    text = text.strip("：:、，。．. ")
    if text[:1] == "“" and text[-1:] == "”" and text.count("“") == 1:
        return text[1:-1]
    if text.count("“") != text.count("”"):
        return text.replace("“", "").replace("”", "")
    return text


# --- behind the number -----------------------------------------------------------------------------------------------

_STOPS = re.compile(
    r"[，。；：！？…）,;:!?)\s|]|[（(](?=不?含)|[（(](?![^（）()]{1,12}[）)])|、(?=[^，。；]{0,12}\d|“?[一二两三四五六七八九十]+[个大项枚]|[二两三四五六七八九十]+[所座条家块])|(?<=..)(?:以及|[、和及与])(?=“?[一二两三四五六七八九十]+[个大项]|一批|一系列)|(?<=[\u4e00-\u9fff）])(?=\d+\.\d|(?:于?[今去明]年|于)?\d{1,2}月|(?:依次|分别)[是为])|[—-]{2}|每人每[年月日]"
)
_AFTER_LEAD = re.compile(
    r"(?:及?以[上下]|以内|左右|余|多(?![媒元功式层边国用学样肉晶金产维彩])|人民币)?(?:等(?=一系列|多[项个]))?的?(?:是(?!否))?"
)
_NOT_NOUN = re.compile(
    r"(?:以上|以内|左右|以下)(?![^且并和或与及，、。；：\s）（\d]{2}|\dG|\d00强)|相比|调(?:整|[增减][为至到])|拟(?![定建上议任稿开竣投新])|均(?![衡等价线值])|计划[于在将]|进一步|不断|逐步|(?:跃升|攀升|拓展|扩展|恢复|优化|延长|升级?)[到至为]|发展[到至]|缩小|预计[提增达完到可降\d]|“?[一二三四五六七八九十百千万亿]+元?”?(?:台阶|大关)|的?(?:速度|幅度|比例|目标|水平)|上下|内(?!河|陆|资|贸|科|涝|部|镜)|(?:人民币)?的?(?:新的?|大|重要)*(?:台阶|关口)|大关|不等|之多|[，、并且与及或至/／]|和(?!谐|平|美)|"
    r"[收交缴]回(?=财政|国库)|统筹(?=用于|使用|安排|支付)|按(?:规定|要求|照)|标准(?=核定|安排|给予|执行|补[助贴]|[测计]算|拨付)|未(?:[按经将对及在]|(?:达[到标]|完成|实现|通过)|(?:上?缴|公开|细化|分配|下达|拨付|清[理退]|入账|收回|盘活|支付)(?!资金)[^，。；、的\d]{0,10}(?=[，。；、]|$)|形成|纳入|上?缴[入纳]|[拨收支交用清使发兑偿入执纳到结下分缴][\u4e00-\u9fff]?(?=[，。；、]|$))|对\d|正(?:按|在|由|有序)|以(?:增加|提升|支援|加强|推行|改善|资助)|到|增[长加至速幅收支]|偏[多少高低]|压[至到减缩]|降[低至到为]|提[高前]|[提上]升[到至为]|连续[迈跨登]|[跃跨迈登]上|转?变化?为|超(?:[过额]|规定|序时|时序)|(?:滞后|达标|落后|持平)(?=[，。；、]|$)|套取|骗取|的?有(?=\d)|再|高[于出达]|[低优好快慢]于(?![^，。；、\d]{1,8}的(?!水平|平均))|排名(?![^，。；]*的)|后(?!备)|前(?!沿|期项目)|时(?![尚令])|起(?!重)|上升|下[降滑]|扩大|缩|减(?![排税贫灾负碳])|回[落升]|为(?!民|农|老)|因(?![素果子地公病灾特案残])|长期(?=[未闲被挂沉滞])|(?:滞留|闲置|沉淀)(?=在|于|超|[，。；])|\d(?!A级|G|00强)"
)
_TAIL_AFTER = re.compile(
    r"(?=[、与中以任共占及发同和向均基左年并总或有比的等累约网超较达近获未高低不（，])(?:(?<=[户业区])发展|左右|(?<=[改再]造|整治|加固|搬迁|拆违|拆迁)任务|年[初末底](?:[^，、]*比年[初末底][^，、]*)?|(?<![占对环同正反别例产构入贷])[比较](?:年[初末底]|[上去]年)[^，、]*|"
    r"、(?:新增|新建|改造|引进|培育|安装)|(?<![合兼归])并|和|及|与|或|、|的?(?:同时|基础上)|的|占|共|约|近|超|以及|，|总|累计|达|等|(?:(?<=..)|(?<=[市县区省村镇乡]))(?<![国公私所拥共民集自享具富])有|(?<=..)(?<![收捕查])获|(?<=[市县区镇村])向|(?<![高初一二三四五六七八九十])中(?:[排列居]名?|位[列居])?|(?<=..)(?<![平人户年月日])均|网上|(?<=..)(?:未|不?[高低]于|不足)|（[^（）]*)$"
)
#: Things so general that the honour that they received names the figure: 5家企业入选…名单.
_AWARD = re.compile(
    rf"(?:个(?!人)|家)?(?P<who>{alternatives('things')})"
    r"(?:成功|首批|先后|分别|被|新)*(?:入选|入围|获评|荣获|评为|授予|认定为|获得|列入|纳入|跻身|上榜|获批|晋升为?|成为|建成|创建为?|创成|获|通过)(?:了|为|国家认定的)?"
)


#: By what means those that are counted do something, which is no honour: 5个小区通过茶农自治等方式.
_MEANS = re.compile("方式|途径|形式|渠道")
#: What is counted, before what each of them takes in: 12个村集体收入突破10万元.
_OWNER = re.compile(
    rf"(?!人均)\s*(?P<who>[^，。；、的\d“\s]{{0,8}}(?:{alternatives('things', 'more_things')})"
    r"(?:（[^（）]{1,8}）)?)(?![级域间])的?"
    r"(?=(?:PM[\d.]+)?[^，。；、\d]{0,8}(?:收入|[^，。；、\d]{0,6}声级|降水量|产值|税收|销售额|营收|利润|纳税|失业率|零售额|增加值|浓度|优良率|达标率|(?:优良)?天数(?:比例)?|比例|空气质量|水质|增[速幅]|降幅|进度)(?:总额|范围|均|都|分别|首次)*"
    r"(?:超标|回落|放缓|偏[快慢高低]|缓慢|滞后|稳定|全部|达标|优于|好转|(?:超过?|突破|过|[高低]于|达到?|提[升高]至|逾|为)(?:[\d一二两三四五六七八九十百千万亿]|$)|(?:实现)?[正负]?增长|[比较](?:[上去]年|常年|多年)|保持(?:\d|$))|(?:水质|空气质量)(?:均|都|全部|总体)+(?:[为优]|符合|满足|达到))"
)
#: What is counted, before what is done with it: 3条道路的方案设计, 7个项目的前期论证.
_WORKED_AT = re.compile(
    rf"(?P<who>[^，。；、的\d“]{{0,8}}?(?:{alternatives('things', 'more_things')}))的"
    r"(?=[^，。；\d]{0,12}(?:设计|深化|论证|改版|工作|建设|改造|编制|审批|审查|评审|验收|整治|施工|招标|研究|检查|方案|作用|效应|优势|功能|运营|运行|管理|困难|难题)(?:明显|突出|显著|凸显)?(?:[，。；、等]|$))"
)
#: What is counted, before what is made better of it: 提升26所茶校茶艺装备水平.
_BETTERED = re.compile(
    rf"(?P<who>[^，。；、的\d“]{{0,8}}(?:{any_of(w for w in (*words('things'), *words('more_things')) if len(w) > 1)}))"
    r"(?![镇村])(?=[^，。；、的\d]{2,10}(?:水平|条件|能力|环境|面貌|质量|效率|品质|带动作用|功能)(?:相对|明显|显著|持续)?(?:较[好差高低]|改善|达标)?(?:和[^，。；、\d]{2,4})?(?:[，。；（]|$))"
)
#: What is counted, behind a clause that describes it: 5家应用某技术实现节能的企业, 5个茶业基础较好的乡镇.
_DESCRIBED = re.compile(
    r"(?:(?:鼓励|吸引|应用|采用|运用|利用|总?投资|面积|占地|产值|年?收入|年产|具有|拥有|符合|实现|完成|集)[^，。；]*[^目有真]|"
    r"[^，。；的]{2,8}(?:较[好快强高大多]|突出|明显|显著)(?:、[^，。；]*[^目有真])?)的(?P<thing>[\u4e00-\u9fff“”]{2,12})$"
)


#: What is counted, behind what it does: 18项推进茶乡建设的政策.
_FOR = re.compile(r"(?!进行|实行|得到|受到)[^，。；、\d]{2,24}[^目有真]的(?P<thing>[\u4e00-\u9fff“”]{2,16})$")
#: What is done with the works that are counted, behind their name: 3个茶园建设, 5处茶亭改造任务.
_WORKED_ON = re.compile("(?<=.[区园村镇城路桥站场馆院校所点圈库房厂地目程台心施田构线港群乡])建设$")


@cache
def _fault() -> re.Pattern[str]:
    """Return the pattern of what is amiss with those that are counted, which says which are: 5家单位违规发放茶贴."""
    amiss = f"{alternatives('offences')}|未(?!来|成年)|违规|超[规限期时占]|重复|不再|应[收缴]|少[计缴]|多[计付]"
    return re.compile(f"(?:{alternatives('things')})(?:{amiss})")


#: A year that dates what follows a noun: 4个茶县2030年茶款使用情况, 5类茶价比2030年下降.
_YEAR_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff）])[比较]?(?=(?:19|20)\d\d年)")


@lru_cache(_KEPT)
def noun_after(post: str, *, counts: bool = True) -> str:
    """Return the noun that follows number and unit, empty where none does; ``counts`` where it is a thing that is counted.

    >>> noun_after("改革任务，"), noun_after("企业入选省级名单。")
    ('改革任务', '省级名单')
    """
    post = post[1:] if post.startswith(("及以上", "及以下")) and post[3:4] != "的" else post
    if _NOT_NOUN.match(post):
        return ""
    text = _NOTE.sub("", post[_AFTER_LEAD.match(post).end() :])  # type: ignore[union-attr]
    if award := _AWARD.match(text):
        named = _until_stop(text[award.end() :])
        honoured = len(named) > 2 and not named.endswith(words("grants")) and not _MEANS.search(named)
        return _unquoted(named) if honoured else award["who"]
    if counts and (owner := _OWNER.match(text) or _WORKED_AT.match(text) or _BETTERED.match(text)):
        return without_verb(owner["who"], counts) or owner["who"]
    if text[:1] == "“":
        quoted, close, rest = text[1:].partition("”")
        tail = noun_after(rest) if rest[:1].strip() else ""
        return f"“{quoted}”{tail}" if tail else quoted if close else ""
    whole = _YEAR_BEHIND.split(_until_stop(text), maxsplit=1)[0]
    named = without_verb(whole, counts)
    described = _DESCRIBED.match(whole) if counts and len(named) < len(whole) else None
    if described or (counts and not named and (described := _FOR.match(whole))):
        named = without_verb(described["thing"], counts)
    named = _WORKED_ON.sub("", named) if counts else named
    if counts and _fault().match(whole):
        named = whole
    while named and (end := _TAIL_AFTER.search(named)):
        named = named[: end.start()]
    return _unquoted(_whole_items(named))


@cache
def _verb_after() -> re.Pattern[str]:
    """Return the pattern of the verbs behind a noun; 新开工 in 新开工项目, the noun in 投入增加 and others have no group."""
    verbs = alternatives("stop_after")
    return re.compile(
        f"(?=[因平新要{opening('whole_inside', 'offences', 'stop_after', 'stop_inside')}])"
        f"(?:{alternatives('whole_inside')}|(?:{alternatives('offences')})(?=[^，。；、\\d]{{0,10}}(?<![等的])(?:案件?|问题|行为|线索))|"
        f"投入(?=[继不持稳大逐增进])|(?<![创更])新(?:{verbs})|(?P<verb>{verbs}|"
        f"(?<=..)(?:{alternatives('stop_inside', 'offences')})|"
        f"(?<![主重需必首纪摘提概简次紧扼险机只还])要(?:初|继续|坚|突出|积极|加快|加强|完成|全面|抓|尽|切实|力争|充分|严格|按|建成|达到)|"
        f"(?<=..)(?<![人年月日亩户平县生])均(?:获|挂|完|按|通|可|有|在|由|未|列|被|建)|"
        f"(?<=企业|公司|园区|集群|基地)(?:转型升级|发展壮大|提质增效|增资扩产|扩能增产)$|"
        f"(?<=..)(?<![原起成诱病死基])因(?![素果子地公病灾工人特])|(?<=..)(?<=[路线道桥间])贯通|(?<=..)(?<![方面导走动取倾意志流风定双横纵转投趋偏去所东西南北内外正反逆朝指轴])向(?!上|阳|心力|导|日葵)|"
        f"(?<=..)(?<![存所正现内潜实旨自不好排定干位处站走放摆设落])在(?![建岗职线营册读校园库谈外地田途产研即管]|.(?:单位|企业|高校|院校|机构))|(?<=企业|项目|群众|人员|单位|设施)办理|"
        f"(?<=..)在我[国省市区县州]|(?<=城市)平均|(?<=..)(?:构成|组成(?![功员果立套品部]))))"
    )


def _whole_items(named: str) -> str:
    """Return a noun that is too long without the item of its list that the limit cuts."""
    return named if len(named) <= LONGEST else _CUT_ITEM.sub("", named[:LONGEST])


_STATE = word_re("states")
#: A state and the thing that is in it, at the end of a name: 茶板挂牌企业.
_OF_STATE = re.compile("(?:挂牌|上市|签约|竣工|开工|投产|达标|脱贫|获奖|在建)(?:企业|项目|村|县|作品)$")
#: A state in quotation marks, behind the thing that is in it: 茶村“摘帽”.
_QUOTED_STATE = re.compile("(?<=..)“(?:脱贫|减贫|摘帽|出列|清零|销号|归零)+”$")
_CUT_ITEM = re.compile("[、和及与][^、和及与]*$")
_THING = re.compile(f"(?:{alternatives('things', 'more_things')})$")


def without_verb(named: str, counts: bool = False) -> str:
    """Return a noun without the verb behind it; one before a thing that is counted, 在建项目, 未出列村, is part of its name."""
    ends = [found.start() for found in _verb_after().finditer(named) if found["verb"]]
    if "“" in named:
        named = _QUOTED_STATE.sub("", named)
        ends = [end for end in ends if named.count("“", 0, end) == named.count("”", 0, end)]
    if not ends:
        return named
    until = named[: ends[1] if len(ends) > 1 else len(named)]
    if counts and _OF_STATE.match(named, ends[0]):
        return named
    state = _STATE.match(named, ends[0]) if counts and ends[0] < 2 else None
    whole = state and (_THING.search(until) or (state[0] == "在建" and until != "在建"))
    unspent = ends[0] == 0 and named[0] == "未" and until.endswith("资金")
    return until if whole or unspent else named[: ends[0]]


def _until_stop(text: str) -> str:
    for stop in _STOPS.finditer(text):
        if not stop[0] or stop[0] not in "）)" or not re.search("[（(]", text[: stop.start()]):
            return text[: stop.start()]
    return text


# --- before the number -----------------------------------------------------------------------------------------------

_RANKED = re.compile(
    r"(?:位居|位列|(?<!排)名列|(?<!综合)排[名位]|跃居|荣登|登上)[^，、]{0,24}$|"
    r"(?:稳居|分?居(?!民)|分?列|(?<!综合)排|跃升|[提上]升|升至|升到|进入|退出|跻身|获得|获|在|保持|重返|荣获|夺得)[^，、]{0,10}$"
)
#: What a number is compared with: 比2010年第六次人口普查, 较上年同期完成数.
_BASE = re.compile(
    r"(?:^[与同](?=[^，、]*[年期查])|(?<=[\u4e00-\u9fff]{2})[与同](?=(?:19|20)\d\d年|[上去]年)|(?<![占对环同正反别例产构入贷])比|较(?![大高好快强多小少长差]))(?:[^，、]|、(?=[\d一二三四前上下])){0,30}"
    r"(?:年|月|季度|半年|同期|时期|期间|期末|期初|上期|[末初底]|预[算期]|计划|目标|任务|普查|执行数|决算数|历史|”)[^，、业额]{0,6}$"
)
_SETS_BESIDE = re.compile("[与同比较]")
#: What a change is measured against, and nothing before it: 比承诺茶期压缩.
_COMPARED = re.compile("(?:同|分别|均|再)?(?:[比较](?![重例率值较大强高])[^，、]{2,14}|[高低快慢]于[^，、]{1,10}[年月季期])$")
_PEERS = re.compile(r"(?:市|县|区|省|地区|企业|园区|州)(?:[（(][^（）()]{1,8}[）)])?中$")
#: Those among whom one has a rank, behind their number: 居30个茶县第一.
_COUNTED = re.compile(r"(?:[位稳]?居|位?列|在)[^，、\d]{0,8}\d+(?:个|座|家)(?![^，、]*综合排名)[^，、\d]{1,14}$")
SHARE = re.compile(r"(?:其|并|且|，|、|约|分别|均|依次)*占(?!地(?!区|方)|道)到?")
_MOVED = re.compile(
    r"(?=[由从自])(?:(?<![自经理缘])由|从(?![业事严]|[^，、\d]{1,8}(?:获得|取得)的|(?<=^从)[^，、\d]{1,8}(?<![高初])中(?=[\u4e00-\u9fff]{2})|[^，、\d]{2,16}(?:的(?:水量|人口|人数|游客|资金|收入)|(?:调入|划入|转入|流入)(?:水量|人口|资金)?)[达到为约]*$)|自(?=[\d上去])(?![^，]{0,6}年[起来以]))\s*[^由从自，]{0,20}$"
)
_BOUND_LEFT = re.compile(
    r"\s?(?:(?:及?以[上下]|以内|左右)的?|内(?![河陆资贸科涝部镜存蒙需外容])(?=[\u4e00-\u9fff]{2,8}率$)|(?:余|多|之内|内|(?:[百千万]*[万亿]元?)?(?:新?台阶|大关))(?=[、，和及与]|$))"
)
_BOUND_LEFT_OPENS = frozenset("及以左余多之内百千万亿新台大 \t")
_EXAMPLES = re.compile(
    r"^(?P<verb>引入|引进|新增|招引)?[^，]{1,60}(?<![高中初平同上优甲特一二三相何均])等(?:类(?![型别]))?(?=[\u4e00-\u9fff“]{2})(?!案件$|人数$|产量$|用地$|收费$|级|于|待|地区|额|候|次|效|值)"
)
_ADDED = re.compile(
    r"(?:新增|新建|改造|改扩建|新改扩建|新?签约|新落户|新入驻|新晋升|新建改造|扩建|引进|引育|整治|新培育|新认定|新引进|新开工|培训|淘汰|拆除|资助|新改建|新开通?|优化|延伸|取消)$"
)
#: Their last characters.
_ADDED_ENDS = frozenset("增建造约户驻升进育治定工训汰除助开通化伸消")
#: The same before examples of them: 新增云泽茶园等6个茶乡.
_ADDED_SUCH = re.compile("新增(?![加长量安])(?=..)")
#: The same in front of a subject that is carried on.
_ADDING = re.compile(rf"^(?:{_ADDED.pattern[:-1]}|收到|新收|清理|办理|{alternatives('deeds')})+")
_DEED = word_re("deeds", ahead=False)


#: What is put into works, behind their name: 茶园项目计划完成投资.
_PUT_IN = re.compile("(?<=项目|工程)(?:计划|预计|累计|年度|已)*(?:完成)?总?投资$")


def thing_of(label: str) -> str:
    """Return what a label says something was done to: 开工建设住房 and 住房新开工 are of 住房."""
    return _DEED.sub("", _ADDING.sub("", _PUT_IN.sub("", label)))


@cache
def region() -> re.Pattern[str]:
    """Return the pattern of the places at the end of a phrase that are no area of their own: 全国, 广东."""
    provinces = any_of(sorted({stem(area.name) for area in all_areas() if area.level == "province"}))
    several = "[一二三四五六七八九十]{1,2}(?:县市区?|市州|区县|[区县市])"
    return re.compile(rf"(?:{alternatives('regions')}|(?:{provinces})省?|{several})+$")


@cache
def _cut_lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('cut_verbs')})(?=[\u4e00-\u9fff]{{2}})")


#: The whole before its part, 常住人口中有家庭户, and who did it: 各种运输方式完成的, 会议批准的. What names nothing alone keeps
#: who did it: 茶企实现的零售额.
_AMONG = re.compile(
    r"^(?!每)(?:[^，]{2,20}中(?:共有|拥有|有|含)|[^，]{2,14}(?:完成|实现|代编)的"
    r"(?!(?:零售|销售|出口|利润|营业)?(?:额|总额|收入)$|(?:增加|总?产)值$|税收$|利润$|投资$)|"
    r"[^，]{0,30}(?:会议|人大|常委会)(?:批准|(?:审议|审查)?通过)(?:的|调整)*)(?=[\u4e00-\u9fff]{2}|(?:19|20)\d\d年)"
)
#: Phrases without one of these hold no such whole.
_AMONG_SIGN = re.compile("[中的会大]")
#: The whole before a part whose amount is told: 茶税支出中茶学支出; a share is of both.
_OUT_OF = re.compile(
    r"^(?!在)[^，、每]{2,18}(?:支出|收入|在校生|学生|人员|高校|院校|企业|机构|人口|总量|总数)中(?!的)"
    r"(?![心小学型等央间期医药位低高西国外部层华年转介长用])(?!.*(?:比[重例]|占|率|达标))(?=[\u4e00-\u9fff]{2})"
)
#: Of which column of the accounts a number is, behind what is measured: 公共预算收入年初预算数.
_COLUMN_ENDS = frozenset("算排数")
_COLUMN = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?:年初|年度|全年|调整后?的?|变动)预算(?:安排)?数?|(?<=[\u4e00-\u9fff]{2}[入出费款])(?:预算数|决算数?|执行数)|(?<=[\u4e00-\u9fff]{2}(?:收入|支出))数)$"
)
#: A verb between the two halves of a name: 工业企业实现利润.
_VERB_INSIDE = re.compile(
    r"(?<=[^未超]{2})将?(?:累计|共)?(?:实现|完成|拥有|共有)"
    r"(?=(?:工业|施工)?(?:增加值|总产值|产值|利润|利税|税利|盈利|交易额|收入|主营|税收|销售|营业|法人|进出口|固定资产|(?:消费品)?零售额|[\u4e00-\u9fff]{0,6}(?:[客货]运量|周转量|吞吐量|发送量)))|(?<=..)(?:累计|共)(?=完成投资|接待)|(?<=..)(?:分别|全年)(?=..)|(?<=单位|部门|企业)有(?=[\u4e00-\u9fff]{2,10}人员)|"
    r"(?<=[\u4e00-\u9fff]{2})共(?:有(?!产权)|(?=投入|引进|发布|核查|获得|夺得|捐|拆迁|取消|争取|落实|播出|发行|新增|造成|节约|减负|调整|资助|募集|筹集|支付|死亡))(?=..)|"
    r"(?<=[\u4e00-\u9fff）)])有[^，、\d]{2,6}以来(?=[\u4e00-\u9fff])"
)
#: Phrases without one of these hold no such verb.
_VERB_SIGN = re.compile("[累共现成有别年]")
#: A sum to which the next is added: 财政收入加调入资金.
_SUMMED = re.compile(
    r"^[^，、]{2,30}?(?:收入|财力|支出|补助|资金)(?:加(?:上(?![划级缴解年]))?|减去?)(?:预计)?(?=(?:[\u4e00-\u9fff]{2}){2})(?!大|快|强|少|免)"
)
#: The months between a name and what of it is told: 茶路1至4月份班列开行数.
_MONTHS_INSIDE = re.compile(r"^[^，、]{2,12}?\d{1,2}[-—~至]\d{1,2}月份?(?=[\u4e00-\u9fff]{3})")
#: The year between a name and what of it is told: 茶港2030年吞吐量.
_YEAR_INSIDE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?<![到至于在的向着比较同与由从自])(?:19|20)\d\d年(?=[\u4e00-\u9fff]{2,8}(?:[量率额值数次]|收入|面积|投资)$)"
)
#: Those who did something, alone or together: 全市巡查员共上报案件, 法院新收案件.
_TOGETHER = re.compile(
    r"^(?:[^，、的]{2,14}?(?<![公中])(?:累计|一)?共|[^，、的]{0,8}(?:法院|中院|检察院|检察机关|公安机关|监察机关|审计机关)|"
    r"[^，的]{2,20}(?:海关|口岸|系统|部门|平台|警方|仲裁机构|监察机构)(?:累计|日均|年均|已|共)*)"
    r"(?=(?:主动|依法|有效)*(?:新?收|移送|受理|接收|办理|上报|采集|检查|抽查|查处|查办|出动|投入(?!.{0,4}资金)|破获|抓获|审结|立案|收到|组织|开展|接待|发放|完成(?!投资)|处理|举办|"
    r"验放|监管|征收|运送|端掉|打掉|摧毁|侦破|捣毁|追回|追缴|解救)(?!的)[\u4e00-\u9fff]{2}|(?:办案|通行|开行)$)"
)


#: Phrases without one of these name no one who does.
_TOGETHER_SIGN = re.compile("[共院关岸统门台警构]")
#: Who does something before what is done, 市财政为群众提供就业岗位, and what no one is who does it: 基本建成, 茶艺培训开展率.
_DOER = re.compile(
    rf"^(?!{alternatives('not_doers')}|.*(?:{alternatives('not_done')})$)[^，、的]{{2,}}?(?=[完实{opening('done')}])(?<![和及与或])(?<!违规|重复|标准|范围|工程|治理)(?!{alternatives('whole_inside')})"
    rf"(?:{alternatives('done')}|(?:完成|实现)(?!.*(?:{alternatives('sums')})$))了?"
    r"(?=[\u4e00-\u9fff“]{2})(?!的|得|我(?![省市县区州旗])|以来|(?:项目|工程)$|(?<=实施|落实|解决|审议)(?:方案|意见|办法|细则|机制|举措|措施|规定))"
)


#: A clause with a verb before the item that is counted: 茶社服务实现统一、经费.
_CLAUSE_BEFORE = re.compile("(?P<of>[^、]{2,}?)(?:实现|保持|完成|进入|获得|获评)[^、]{2,}、(?!.*占)")


#: What leads up to a name by a dash or a year: 也有明确的目标——茶产值, 各级政府2030年秋季购买学位.
_LED_UP_TO = re.compile(
    r"^[^，。；]{2,24}的(?:主要)?原因[是为](?:由于|因为)?(?=..)|^[^—]{4,}—{2}(?=[\u4e00-\u9fff]{4})|^[\u4e00-\u9fff]{2,14}(?:19|20)\d\d年(?:[春秋]季(?!学)|[上下]半年)(?=[\u4e00-\u9fff]{4})"
)
#: What has been named, and its sum: 谋划“茶五”项目库、总投资.
_SUM_OF_IT = re.compile(
    "(?:谋划|策划|储备|新建|实施|新增)*(?P<of>[^、]{2,})、(?P<sum>总(?:投资|规模|面积|里程|金额|造价|产值))$"
)


#: What is left of words that name nothing: 经县人大常委会批准, 并于2030年, 未完成年初.
_NAMELESS = re.compile(
    "(?:执行中|年中)?经[^，、]{2,20}(?:批准|同意|通过)|[并已]?于|未(?:完成|达到|实现)?(?:年初|年度|全年|预期)?(?:目标|计划)?"
)
#: A heading that the copy left before its sentence: 降水量 2030年全市平均降水量.
_HEADED = re.compile(r"^(?P<head>[\u4e00-\u9fff]{2,8})(?=(?:19|20)\d\d年.*(?P=head))")


@lru_cache(_KEPT)
def phrase_before(pre: str, measure: Measure) -> str:
    """Return the noun phrase that stands before a number, empty where there is none.

    >>> phrase_before("全市地区生产总值同比增长", "growth")
    '地区生产总值'
    """
    text = _uncompared(pre, measure)
    if measure in ("growth", "change") and _COMPARED.match(text):
        return ""
    text = strip_lead(_COLUMN.sub("", text) if text[-1:] in _COLUMN_ENDS else text)
    text = strip_lead(_AMONG.sub("", text) if _AMONG_SIGN.search(text) else text)
    text = _OUT_OF.sub("", text) if "中" in text and measure == "level" and "占" not in pre else text
    if measure == "rank":
        text = strip_lead(strip_trail(region().sub("", text)))
    if measure in ("growth", "change") and (cut := _cut_lead().match(text)):
        text = text[cut.end() :]
    # 茶舍数、总投资分别增长5%和6%: there are two of them.
    text = _of_class(text) if "分别" in pre else _of_last_item(_of_class(text))
    text = _MONTHS_INSIDE.sub("", text) if "月" in text else text
    text = _YEAR_INSIDE.sub("", text) if "年" in text else text
    if measure == "level" and (doer := _doer(text)):
        done = text[doer.end() :]
        text = text if done.removeprefix("完成") in word_set("general") else strip_lead(done)
    named = _unquoted(_VERB_INSIDE.sub("", text) if _VERB_SIGN.search(text) else text)
    nameless = named in word_set("connectors") or (named[:1] in "执年经并已于未" and _NAMELESS.fullmatch(named))
    return "" if nameless else named


def _doer(text: str) -> re.Match[str] | None:
    """Return who does something, alone or together, in front of what is done, or a sum to which that is added."""
    together = _TOGETHER.match(text) if _TOGETHER_SIGN.search(text) else None
    summed = _SUMMED.match(text) if "加" in text or "减" in text else None
    return together or summed or _DOER.match(text)


#: 茶县中有9个: those of which some are counted.
_AMONG_HAS = re.compile("(?<=..)(?<![高初完集命选抽）])中，?(?:(?:已|共|仍|还)*有)?$")


def _uncompared(pre: str, measure: Measure) -> str:
    """Return the words before a number without marks, bounds, where it moved from and what it is compared with."""
    text = pre[left.end() :] if pre[:1] in _BOUND_LEFT_OPENS and (left := _BOUND_LEFT.match(pre)) else pre
    text = _HALF.sub("", _ASIDE.sub("", _NOTE.sub("", text))) if _MARKED.search(text) else text
    if measure == "rank":
        text = _RANKED.sub("", text)
    if ("由" in text or "从" in text or "自" in text) and (found := _MOVED.search(text)):
        text = text[: found.start()]
    if text.endswith(("使", "让", "已将", "局将", "厅将")) and not text.endswith(("行使", "天使", "大使", "转让", "出让")):
        return ""
    text = _LED_UP_TO.sub("", text) if any(map(text.__contains__, ("—", "半年", "季", "原因"))) else text
    text = strip_trail(_HEADED.sub("", text) if "年" in text else text)
    text = text[:-1] if text.endswith("中") and _AMONG_HAS.search(pre) else text
    base = _BASE.search(text) if _SETS_BESIDE.search(text) else None
    return strip_trail(text[: base.start()]) if base else text


def _of_class(text: str) -> str:
    """Return a phrase without the examples of its class; 全国 is part of an honour: 青岚、云泽等全国卫生茶镇."""
    examples = _EXAMPLES.match(text) if "等" in text else None
    if examples is None:
        return text
    own = text[examples.end() :]
    bare = strip_lead(own)
    return (examples["verb"] or "") + (own if own.startswith("全国") or bare in word_set("general") else bare)


def _of_last_item(text: str) -> str:
    """Return the last of two items, with what it is of where it cannot stand alone: “茶五”项目库、总投资."""
    if text.count("、") == 1 and (summed := _SUM_OF_IT.match(text)):
        text = summed["of"] + summed["sum"]
    if text.count("、") == 1 and (clause := _CLAUSE_BEFORE.match(text)):
        own = text[clause.end() :]
        return clause["of"] + own if own in word_set("general") else own
    return text


#: What opens a clause that is of no subject, and what is done to the subject of one: 支持茶企扩产，产量达到.
_GOVERNS = word_re("governs")
_ACTS = re.compile(f"^(?:{alternatives('acts')})+(?=[\u4e00-\u9fff“]{{2}})")
#: How something goes, behind its name: 茶叶产值增速年均.
_HOW = re.compile(
    "(?<=..)(?:年均|均|当中|(?<![高初集])中|明显|连年|逐年|创历史|呈[^，、]{1,4}式|以[^，、]{2,10}最[高低多少大小]|再?创(?:历史)?新高|(?:实现|[三四五六十]年)*(?:翻(?:了?[一两三])?番(?:以上)?|倍增)|(?:稳居|位居|居|列)?全[国省市区县州](?:首位|第一|最[多高大好低少])|增[幅速][高快]于.*|最[高低大小多少快慢])$"
)
#: The pace of what an amount behind it is of: 茶叶产值增速保持领先，突破千亿元.
_PACE_END = re.compile("(?<=..)(?:增[速幅]|涨幅|降幅)$")
#: A level at which something is held: 茶产量稳定在千万斤以上，达到.
_HELD = re.compile("(?<=..)(?:稳定|保持|维持|控制)在.*$")


#: A clause that says but up to when, or by whom it is told.
_SO_FAR = re.compile("(?:截[至止]|到)?(?:目前(?:为止)?|年[末底])|至今|迄今|据(?:初步)?(?:统计|调查|介绍|测算|悉|了解)")


def _clause_before(place: Place) -> str:
    """Return the clause before that of a number, which is the first of its own; empty where another number is nearer."""
    if place.pre != place.clause:
        return ""
    sentence = place.sentence[: len(place.sentence) - len(place.clause)].rstrip("，, ")
    clauses = (strip_lead(clause) for clause in reversed(re.split(r"[，,。；：]", sentence)) if not _SO_FAR.fullmatch(clause))
    return next(clauses, "")


def _earlier(place: Place) -> str:
    """Return the subject in the clause before, where the number's own names none: 甲的比重，由5%上升到6%."""
    text = _clause_before(place)
    text = strip_trail(text) if text.endswith("计算") else text
    if text.endswith(("看", "分", "相比", "方面", "持平", "不变", "无变化")) or re.search(r"\d|^连续", text):
        return ""
    verb = next((found for found in _verb_after().finditer(text, 2) if found["verb"]), None)
    if _GOVERNS.match(text):
        return ""
    text = _ACTS.sub("", _HELD.sub("", text[: verb.start()] if verb else text))
    examples = _EXAMPLES.match(text) if "等" in text else None
    named = _unquoted(_HOW.sub("", text[examples.end() :] if examples else text))[-LONGEST:]
    named = named if place.token.unit == "%" else _PACE_END.sub("", named)
    return "" if named.endswith(("步伐", "力度", "进程")) or named in word_set("deeds") else named


#: 工程累计完成投资, behind the name of the works: 茶山水库工程进展顺利，工程累计完成投资.
_WORKS = re.compile(r"(?:该|本|此)?(工程|项目)(?=$|完成|累计|投资|总投资)")
#: The name of one, which opens its clause; two of them, and a number of them, name none.
_ANY_WORKS = re.compile("工程|项目")
_NAMED_WORKS = re.compile(
    r"([^、。\s]{2,24}?(?<![\d一二两三四五六七八九十][大项个])(工程|项目))(?!量|资金|建设资金|[、和及等])"
)


def _works_named(before: str, place: Place) -> str:
    """Return a phrase about some works with their name, where one alone opened the clause: the number's own, or that before."""
    works = _WORKS.match(before) if before[:1] in "该本此工项" else None
    if works is None:
        return before
    own = re.split("[，；、]", place.clause)[-1]
    lead = place.sentence[: len(place.sentence) - len(own)].rstrip("，；") if _WORKS.match(strip_lead(own)) else own
    named = _NAMED_WORKS.match(re.split("[，；：]", lead)[-1])
    if named is None or named[2] != works[1] or len(_ANY_WORKS.findall(lead)) > 1:
        return before
    return (_unquoted(strip_lead(named[1])) + before[works.end() :])[-LONGEST:]


# --- the choice ------------------------------------------------------------------------------------------------------


def read_label(place: Place, measure: Measure, carried: str, counts: bool) -> tuple[str, str]:
    """Return the label, and the subject that later figures may take over, if the number's own words name one."""
    if place.token.unit in _LASTS and _LASTING.search(place.pre):
        return _streak(place, carried)
    before, after = _beside(place, measure, counts)
    counted = parse_unit(place.token.unit).dimension in ("count", "number") and not place.post.startswith("的")
    if after and counted and measure == "change" and _MORE_OF.search(place.pre):
        return after, ""
    if after and place.post.startswith("的") and before in _SPREAD:
        return after[: LONGEST - len(before)] + before, ""
    if after and place.token.unit in (*_MONEY, "人") and _is_size(place, before or carried):
        return before or carried, ""
    return (
        (_of_investment(place, after) if measure == "level" else None)
        or (_of_counted(place, carried, before, after) if counts and measure == "level" else None)
        or _of_words_before(place, measure, carried, before)
        or _of_words_around(place, measure, carried, counts, after)
    )


#: What is done to the number of those behind it: 减少9万贫困茶农.
_MORE_OF = re.compile("(?:增加|减少|净增|净减)了?(?:约|近|超过?)?$")
#: What stands before a round number, 上百条, where it is no verb's end, 迈上千亿.
_UPWARD = re.compile("(?<![跃迈跨登踏站走])上$")


def _beside(place: Place, measure: Measure, counts: bool) -> tuple[str, str]:
    """Return the phrase before a number, and the noun behind it."""
    own = place.pre.lstrip("/／")
    own = _UPWARD.sub("", own) if place.token.text[0] in "百千万" else own
    if place.pre != place.clause and "、" in own:
        own = _ITEM_BEFORE.sub("", own)
        own = _own_deed(own) if measure == "level" and "、" in own else own
        own = _GROWN_BEFORE.sub("", own) if measure in ("growth", "change") else own
    before = phrase_before(own, measure)[-LONGEST:]
    before = _works_named(before, place)
    of = place.post.startswith("的")
    # 九成的茶社和五成的茶亭: what stands before the second number is of the first.
    of_first = place.pre != place.clause and (before.endswith(("和", "以及")) or own.endswith("、"))
    of_first = of_first or (of and own.endswith(("、", "和", "及", "与")))
    such = before.endswith("等")
    # A rate that has its name before it takes none from what follows.
    named = not (counts or of or of_first or such) and before != ""
    leaves = own.endswith(("由", "从")) and _LEAVES.match(place.post)
    after = "" if named or leaves else _noun_behind(place, counts, before)
    if such:
        before = "" if after else _SUCH.sub("", before)
    return "" if of_first else before, after


def _own_deed(before: str) -> str:
    """Return the last item before a number where it opens with a verb: what stands before it is of the number before."""
    item = before.rpartition("、")[2].strip()
    return item if strip_trail(strip_lead(item)) and strip_lead(item) != item else before


#: Behind examples that stand for all: 新增茶社、茶亭等39处.
_SUCH = re.compile("(?<=..)(?<![高初中平同优])等$")
_MONEY = frozenset({"元", "美元"})
#: An amount that says how large the things behind it are, 产值超3亿元的茶企, and of what it is.
_SIZED = re.compile("(?:超过?|过|突破|达到?|逾|在|[高低]于)$")
_SIZED_BY = re.compile(
    "(?:收入|产值|营收|税收|利润|交易额|销售额|进出口|出口|贸易额|纳税|增加值|资产|经费|(?:经费|研发)投入|支出|余额|人口)总?额?$"
)


#: What the size of works is measured by, behind whose name it goes: 建筑面积5万平方米的茶园.
_SPREAD = frozenset(
    {"建筑面积", "总建筑面积", "占地面积", "总占地面积", "占地", "总面积", "规划面积", "总长", "全长", "总里程"}
)


def _is_size(place: Place, measured: str) -> bool:
    """Whether an amount tells the size of the things behind it, so that they do not name it."""
    return _SIZED.search(place.pre) is not None and _SIZED_BY.search(measured) is not None


#: An amount put into what stands behind it, and nothing before: 投资3亿元的茶园项目, 总投资5亿元建设茶城.
_PUT_INTO = re.compile(
    r"(?:\d{1,2}[.．、])?[，、]?(?:其中|包括|以及|项目|协议|合同|计划|预计|累计|概算|已|共)*(?P<sum>总?投资)额?(?:约|近|超过?|逾|达)?$"
)


_TOTAL_PUT = re.compile(
    r"^(?:全面|加快|大力|积极|抓好|推进|推动|启动|实施|建设|新建|引进|开工|落地|签约|一批|的|\d{1,2}[月日])+(?P<sum>总?投资)额?(?:约|近|超过?|逾|达)?$"
)
#: What is done with the amount, before its object: 投资3亿元建设茶城, 对茶路进行修复.
_BUILT = re.compile("^(?:对|(?:用于)?(?:开工|新)?(?:建设|兴建|新建|建成)的?)(?=..)")


def _of_investment(place: Place, after: str) -> tuple[str, str] | None:
    """Return what an amount was put into, as its investment."""
    put = _PUT_INTO.match(place.pre) if place.token.unit == "元" and after not in word_set("deeds") else None
    if put is None and place.post.startswith("的") and place.token.unit == "元":
        put = _TOTAL_PUT.search(place.pre)
    if put is None or not (after or place.post.startswith("的")):
        return None
    return (_BUILT.sub("", after[-LONGEST:]).removesuffix("投资") + put["sum"], "")


def _of_counted(place: Place, carried: str, before: str, after: str) -> tuple[str, str] | None:
    """Return the label of things that are counted: the noun behind the counter, or what the subject before adds."""
    added = _ADDED.search(place.pre) if place.pre[-1:] in _ADDED_ENDS else None
    if after and not added and "新增" in place.pre:
        added = _ADDED_SUCH.match(strip_lead(place.pre))
    if after in word_set("general") and len(before) > 1:
        return before + after, ""
    if after == "任务" and len(before) > 1 and parse_unit(place.token.unit).dimension != "count":
        # 完成茶园治理9亩任务: the task is what is measured.
        return before, before
    if after:
        return (added[0] if added else "") + after, ""
    return (added[0] + thing_of(carried), "") if added and carried and not before else None


#: How something went, behind its name: 茶叶贸易增势强劲，占出口的5%.
_MANNER = re.compile(
    "(?<=.)(?:(?<=[济业企])发展)?(?:增势|加速|加快|扩大|快速|较快|持续|稳步|超常|集聚壮大|不断|活力|日益|日趋"
    "|逐[渐步]|日渐|(?:均|全部)?以(?![上下内外来]))|(?<=[济业企])发展$"
)


def _of_words_before(place: Place, measure: Measure, carried: str, before: str) -> tuple[str, str] | None:
    """Return the label that the words before a number give it, by themselves or with the subject that goes on."""
    whole, amounts = _AMOUNT_OF_AIM.subn("", place.clause) if place.pre.endswith("的") else ("", 0)
    words = whole if amounts else place.pre
    if measure == "level" and (aim := _AIM.search(words)):
        return _of_aim(words[: aim.start()], aim[0], carried)
    those = _THOSE.search(place.clause) if measure == "level" and place.clause.endswith(("有", "的")) else None
    if those and (those["who"] or parse_unit(place.token.unit).dimension in ("count", "persons")):
        named = those["who"] or those["those"]
        return named, "" if re.search(r"\d", named) else named
    if finding := _of_finding(place):
        return finding, ""
    if not carried and SHARE.match(place.pre):
        carried = _MANNER.split(_earlier(place), maxsplit=1)[0]
    if carried and before in word_set("general") and (own := _of_own_item(place)):
        return own + before, own + before
    if carried and (joined := _joined(place, measure, carried, before)):
        return joined, joined if _GRADE.fullmatch(before) else ""
    if carried and not before and "除" in place.sentence and (less := _LESS.search(place.sentence)):
        return (carried + less["less"])[:LONGEST], ""
    if carried and not before and (named := _named_nearer(place, measure, carried)):
        return named, named
    side = before in ("收入", "支出") and carried.endswith(before) and _COLUMN_OF.search(place.pre)
    if carried and (side or before in word_set("account_columns")):
        return carried, ""
    if before in word_set("yields_of_branch") and (branch := _BRANCH_GOES.match(_clause_before(place))):
        return branch["name"] + before, branch["name"] + before
    if before in _OF_EARLIER and (earlier := _earlier(place)):
        return earlier + before, earlier + before
    if measure == "level" and place.token.unit == "%" and (named := _of_share(place, before)):
        return named, ""
    if not before:
        return None
    return before, "" if carried and PLANNED.fullmatch(before) else before


#: The column of an account behind its side: 支出决算数为.
_COLUMN_OF = re.compile("(?:收入|支出)(?:年初|调整)?(?:预算|决算|执行)数?[为是]?$")
#: What is left out of the subject before, where that is no change of prices: 投资下降1%，扣除茶园投资，增长4%.
_LESS = re.compile(
    r"，(?P<less>(?:扣除|剔除)[^，。；、\d]{2,14}(?<!因素)(?<!影响)(?<!价格)(?<!后)(?<!物价))后?，[^，。；\d]{0,6}$"
)
#: What an audit found is an amount of: 3家茶社未入账，涉及金额5万元.
_INVOLVES = re.compile("(?:共|累计|合计)?涉及(?:违规|问题)?(?P<sum>金额|资金)?")
_THOSE_FOUND = re.compile(r"^(?:[\d.]+万?|[一二两三四五六七八九十]+)[多余]?[个家户项名人套所处条笔]")


def _of_finding(place: Place) -> str:
    """Return what was found, with the sum that it involves; empty where the clause before tells of no finding."""
    if place.token.unit != "元" or (sums := _INVOLVES.fullmatch(place.pre)) is None:
        return ""
    found = _THOSE_FOUND.sub("", _clause_before(place))
    if not found or re.search(r"\d(?![\d.]*%)", found):
        return ""
    return found[-LONGEST + 2 :].removeprefix("后") + (sums["sum"] or "")


def _named_nearer(place: Place, measure: Measure, carried: str) -> str:
    """Return the subject that the number's own item, or a clause without a number, names behind the one that goes on."""
    if _REACHES.match(place.pre) and (own := _of_own_item(place)):
        return own
    nearer = _NEARER.search(place.sentence)
    return (_joined(place, measure, carried, nearer[1]) or nearer[1]) if nearer else ""


#: A sum that is set beside what has been told: 茶业项目5个，年度计划投资9亿元，完成投资8亿元.
PLANNED = re.compile("(?:年度)?(?:计划|合同|协议)(?:总|完成)?投资(?:总?额)?")


#: Nouns whose subject the clause before may name: 完善茶园养护机制，支出5亿元.
_OF_EARLIER = word_set("general") | {"支出"}
#: How a branch goes, before what it yields: 茶业快速发展，增加值增长5%.
_BRANCH_GOES = re.compile(
    r"(?:[^，。；]{2,30}为(?:龙头|主导?|重点)的)?(?P<name>[^，。；、的]{0,14}(?:业|经济|企业))"
    r"(?:的?发展(?:水平)?|增势|总体|整体|有了?)?(?:较快|加快|快速|迅速|蓬勃|持续|稳步|平稳|稳定|健康|保持|继续|不断|得到|提速|加速|新|较大|进一步|壮大)"
)


#: What opens a clause that says but where something came to: ；茶社数量翻番，达到.
_REACHES = re.compile("(?:已|预计)?(?:达到?|突破|超过?|增加?[至到])")


def _of_own_item(place: Place) -> str:
    """Return the subject of a number's own item, where a semicolon parts it from the last: ；茶社开业，产值9亿元."""
    item = place.sentence.rpartition("；")[2] if "；" in place.sentence else ""
    return _earlier(place) if item and "，" in item and not re.search(r"\d", item) else ""


def _of_words_around(place: Place, measure: Measure, carried: str, counts: bool, after: str) -> tuple[str, str]:
    """Return the label of a number without a phrase before it: from behind it, or from the clause before."""
    part = _PART_OF.match(place.post) if measure == "level" and not counts else None
    if part and (noun := noun_after(_ANOTHER.split(place.post[part.end() :])[0])):
        return noun, ""
    if not after and place.token.unit in ("人", "户", "名", "人次") and (deed := _DEED_OF.match(_PEOPLE.sub("", place.post))):
        return deed[0], ""
    if place.pre.endswith("对") and (done := _DONE_TO.match(place.post)):
        return done["what"], ""
    if not carried and (earlier := _earlier(place)):
        return earlier, earlier
    if measure == "rank" and not carried and (ranked := re.search("排名|位次|名次", place.pre)):
        return ranked[0], ""
    if named := carried or after:
        return named, ""
    rest = _until_stop(_FURTHER.sub("", _STORED.sub("", _AFTER_LEAD.sub("", place.post, count=1))))[:12]
    spent = _SPENT.search(place.pre)
    return (spent[0] if spent and rest[:1] in ("", "对", "用") else "" if rest[:1] in _JOINS else rest), ""


#: Characters that join a number to the next, whose words are not its own.
_JOINS = frozenset("、和及与")
#: What was done with an amount that nothing else names: 投资160万元对10万亩玉米增施钾肥.
_SPENT = re.compile(r"总?投资$|投入$|筹资$|拨款$")


#: What stands between a counter and the noun of what it counts: the counters of its parts, 9大类27大项重点改革, and sizes,
#: 9个5亿元以上、8个亿元以上工业项目, which are part of the name.
_SIZE = (
    r"(?:[^，。；、\d的]{0,6}(?:投资额?|收入|产值|资产|税收|规模|注册资[金本]|造价|[交贸]易额|销售额?|利润|(?:进?出口|进口)(?:总?[额值])?))?"
    r"(?:超过?|过|达到?|逾|突破|不?[低高]于|不足|上|在)?(?:[\d.]+[十百千万亿]*|[一二两三四五六七八九]?[十百千万亿]+)美?元(?:及?以[上下])?的?(?!及?以[上下]|左右)"
)
_PARTS = re.compile(
    r"(?:\d+[人队次])*(?:打破|创|超|平)(?:和超过)?\d+项(?=[\u4e00-\u9fff]{2})|(?:(?:\d+|[一二三四五六七八九十百]+)(?:个|大|小|子)?(?:类|项(?!目)|方面|批|种|件))+(?=[\u4e00-\u9fff“])|(?:及?以上|左右)?的?"
    rf"(?P<size>{_SIZE}|(?:超过?|过)[\d.百千万]+(?:平方米|千瓦|亩)的?|[\d.]+万?吨级(?:及?以上)?的?)(?:[、，和及](?:(?:\d+|[一二两三四五六七八九十]+)[家个项户](?:以上)?)?{_SIZE})*(?=[\u4e00-\u9fff“]{{2}})"
)
#: Those whose sum it is, where no noun follows: 3个部门茶税收入5亿元未入账.
_OWNS = re.compile(rf"(?:部门|{alternatives('things', 'more_things')})")
#: Households, before the number of those who live in them: 5万户19万群众.
_HOUSEHOLDS = re.compile(r"\d[\d.]*万?(?=群众|农民|居民|职工|贫困)")
#: The noun of two numbers behind the second: 9条、216公里轨道, 5个国家级、31个省级基地.
_PAIR = re.compile(
    r"(?P<grade>(?:[国家部省市区县州地]{1,2}、)?[国家部省市区县州地]{1,2}级)?(?:[、和及](?:[省市区县州]定)?|(?=\d))(?:\d[\d.]*[十百千万亿]*|[一二两三四五六七八九十]+)"
    r"(?:[个家项户条座所处名件]|公里|万?吨|(?:万)?平方米|千瓦)(?!级)(?:[国家部省市区县州地]{1,2}(?:、[部省市区县州])?级)?(?=[\u4e00-\u9fff“]{2})(?!工作日|百分点|小时|月)"
)
#: Where a further number of the list begins.
_ANOTHER = re.compile(r"[和及与]\d")
#: A list of which the last item is what the next number is of: 某厂5万吨甲料、乙厂年产6万吨.
_SUMS = "(?:总?金额|总?数量?|新增数|覆盖率|总?投资|增速|总?规模)"
_NEXT_ITEM = re.compile(
    rf"、(?:(?P<sum>{_SUMS}[^、，。；]{{0,8}})|"
    r"(?!.*(?:分别|均|各|增长|达到))[^、，。；]{0,11}[^、，。；和及与])$"
)
#: The same seen from the next number: 2个茶镇、总数居首位.
_ITEM_BEFORE = re.compile(f"^[^，、；]+、(?=(?:计划|协议|合同)?{_SUMS}|新增(?!长)|新建|新开工|新引进|惠及|受益)")
#: The same before what grew or fell: 完成5亩造林任务、茶田面积下降6%.
_GROWN_BEFORE = re.compile(r"^[^，、；和及与]{2,}(?:任务|工程|项目|建设)、(?=[^，、；和及与]{4,}$)")


#: Aims that are counted: 确定四大目标.
_AIMS = re.compile("目标(?:任务)?(?=[，。；、：]|$)")
#: Where the number begins of those who have an age: 65岁及以上茶农为5万人.
_BEFORE_NUMBER = re.compile(
    r"(?:所?占[^，。；\d]*|[为达有约共近]*)\d|(?<=儿童)(?=[^，。；的]*率)|(?<=人口)(?=的?[比占])|(?<=老年人)(?=[^，。；的]*率)"
)


def _noun_behind(place: Place, counts: bool, before: str) -> str:
    """Return the noun behind a number, past the parts and sizes before it."""
    unit, post = place.token.unit, place.post.removeprefix("之间")
    if (before and post.startswith("的问题")) or ("幅" in post and PACE_BEHIND.match(post)):
        return ""
    if unit == "人" and post.startswith("口"):
        post = post[1:] if post[1:2] not in ("", *"，。；、") else post.replace("口", "人口", 1)
    if unit in ("大", "项", "个") and (aims := _AIMS.match(post)):
        return aims[0]
    if unit.endswith("岁"):
        post = _BEFORE_NUMBER.split(post, maxsplit=1)[0].removeprefix("及")
    if unit in ("", "元", "美元") and (size := _THRESHOLD.match(unit + post)):
        return noun_after(post[size.end() - len(unit) :]) if _EXAMPLE.search(place.pre) else ""
    if unit in _MONEY and _SPENT_ON.match(post) and _SPENDS.search(place.pre):
        return ""
    if unit in _LASTS and place.pre.endswith(_LENGTHENED):
        return ""
    things = counts and parse_unit(unit).dimension == "count"
    if things and (parts := _PARTS.match(post)):
        noun = noun_after(_ANOTHER.split(post[parts.end() :])[0])
        if noun or not _OWNS.match(parts["size"] or ""):
            return (parts["size"] or "") + noun if noun else ""
    # 甲楼5幢、乙室6平方米以上: what has its noun before it takes none from the next number.
    if unit == "户" and (people := _HOUSEHOLDS.match(post)):
        return noun_after(post[people.end() :])
    named = len(before) > 3 and not before.endswith(("等", "定")) and before not in word_set("deeds")
    if things and (pair := _PAIR.match(post)) and not (named and post[0] in "、和及"):
        return (pair["grade"] or "") + noun_after(_ANOTHER.split(post[pair.end() :])[0])
    return _own_noun(place, post, things=things)


def _own_noun(place: Place, post: str, *, things: bool) -> str:
    """Return the noun behind a number without what belongs to the next one; empty where it names nothing."""
    behind = post[: place.free]
    item = _NEXT_ITEM.search(behind) if place.free < len(post) else None
    clause = item is not None and not item["sum"] and any(found["verb"] for found in _verb_after().finditer(item[0]))
    noun = noun_after(behind[: item.start()] if item and not clause else behind, counts=things)
    if (
        not things
        and (works := _CAPACITY_OF.match(noun))
        and (works["works"] or parse_unit(place.token.unit).dimension in _CAPACITIES)
    ):
        noun = works["own"]
    if things and post[len(noun) : len(noun) + 1].isdigit() and (extent := _EXTENT.search(noun)):
        noun = noun[: extent.start()]
    if things and place.free < len(post) and behind.endswith(noun) and (of_next := _OF_NEXT.search(noun)):
        noun = noun[: of_next.start()]
    nameless = (
        noun in ("水质", "空气质量", "有", "对", "向", "打破", "合计", "共计", "总计", "全年", "重复", "违规")
        or noun.startswith(("这", "该", "此", "在") if place.token.unit in _MONEY else ("这", "该", "此"))
        or noun in word_set("whole_areas")
    )
    return "" if nameless or (noun in word_set("deeds") and noun != "建设") else noun


#: Who spends an amount, and the verb of what it is spent on, which names no sum: 投入资金5万元完善茶园设施.
_SPENDS = re.compile("(?:投入|筹资|(?:投入|筹集|安排|拨付|下拨|列支|拿出)[^，、]{0,6}(?:资金|经费))超?$")
_SPENT_ON = re.compile(f"[多余]?(?:{alternatives('spent_on')})(?!资金|经费)")
#: What works of a capacity make, before others of their list: 10万吨茶油、云泽茶具园等项目.
_CAPACITY_OF = re.compile(r"(?P<own>[^、等]{2,})(?:、|等)(?P<works>.*等.*(?:项目|工程)|(?<=等).*(?:项目|工程))?")
_CAPACITIES = frozenset({"mass", "power", "energy", "volume"})
#: Where the next number stands, which follows at once: 9条茶道和茶区13个茶亭.
_OF_NEXT = re.compile("(?<=..)[和及与](?![谐平美以]|地区|.*(?:机构|项目|企业|人员|群众|用户|工程)$)[^、和及与]{1,6}$")
#: Lengths of time, and verbs that change them: 承包期延长5年试点.
_LASTS, _LENGTHENED = frozenset({"年", "个月", "个季度", "天", "小时"}), ("延长", "缩短", "推迟")
#: What the next number says of all that are counted: 4条水渠总长21公里.
_EXTENT = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?<![后及先])的[\u4e00-\u9fff]{2,8}|资产总额|负债总额|年初预算|总产值|贷款余额|总长度?|全长|总?投资额|总(?:投资|面积|金额|里程|造价|规模))$"
)


def _of_share(place: Place, before: str) -> str:
    """Return what stands behind a share and says what it is, where no name stands before: 16%的税率, 实现90%乡村通公路."""
    nameless = not before or _GRANTS.search(place.pre) or _REALIZED.search(place.pre)
    if nameless and (rate := _RATE_OF.match(place.post)):
        return strip_lead(rate["rate"])
    if _REALIZED.search(place.pre) and not place.post.startswith("的"):
        noun = noun_after(place.post)
        return noun if len(noun) > 2 and not _STATE_ALONE.match(noun) else ""
    return ""


_RATE_OF = re.compile(
    r"(?:及?以上|左右)?的(?P<rate>[^，。；、\d的]{0,6}"
    r"(?:(?:税率|利率|费率|关税|扣除率|征收率|折扣)|(?:补贴|补助|资助|奖励|股份|股权)(?=[，。；、）)]|$)))(?![资政标款金额])"
)
#: Verbs of what is granted or levied at a rate, and of what is held.
_GRANTS = re.compile(
    r"(?:现行|给予|享受|享有|获得?|提供|执行|适用|缴纳|征收|按照?|(?:持有|转让|收购)[^，。；、\d]{0,8})(?:最高|最多|不超过|约|近)?$"
)
#: A verb alone in its clause, so that no name stands before the number.
_REALIZED = re.compile(r"(?:^|[，,；])(?:\d{1,2}月份?|努力|全面|力争|确保|基本|率先|最终|逐步)*(?:实现|确保|力争|保证|做到)$")
_STATE_ALONE = re.compile("(?:全)?(?:覆盖|达标|完成|到位|整改|销号)")
#: The verb of a movement behind what leaves, 由5项精简到3项: no noun.
_LEAVES = re.compile(r"[^，。；、\d]{0,8}[到至为](?:目前|后来)?的?[约近]?\d")
#: What became of people that nothing else names: 又有5万人基本解决了温饱问题.
_PEOPLE = re.compile(r"^(?:\d[\d.]*万?(?:人次?|户|名))+")
_DEED_OF = re.compile(
    r"(?:报名|考取|取得|重复|违规|受到|被|入选|当选|荣获|参加|领取|加入|纳入|参与|办理|死亡|受伤|发放|减免|补发|落实|基本|已经?|成功|实现|解决|享受|喝上|住上|用上|告别|摆脱|搬)[^，。；、\d\[]{2,14}|(?:稳定)?(?:脱贫|死亡|受伤|受益)(?=[，。；、]|$)"
)
#: What was done to people that nothing else names: 对5万人进行了茶艺培训.
_DONE_TO = re.compile(r"(?:进行|实施|开展)了?(?:[^，。；、\d]{0,8}的)?(?P<what>[\u4e00-\u9fff]{2,12})(?=[，。；、]|$)")
#: What a share is of, where nothing stands before it: 45%以上的行政村.
_PART_OF = re.compile(r"(?:及?以上|左右)?的(?:\d+[户人]以上的?)?(?=[\u4e00-\u9fff“]{2})")
#: What a store holds, behind its power: 200MW/400MWh.
_STORED = re.compile(r"^[/／][\d.]+万?(?:[A-Za-z]+|[千万兆吉]瓦时)?")
#: Counts between a number and what it did, 3人2队40次创造5项纪录, and the parts of its ratio, “2:3”茶险机制.
_FURTHER = re.compile(r"(?:\d+(?:人次|[人队次项枚]))+|^(?:[:：∶][\d.]+)+”?")
_EXAMPLE = re.compile("等$")
#: Money that bounds which things are meant, 投资5亿元以上项目: what it measures stands before it.
_THRESHOLD = re.compile("(?:美?元)(?:及?以[上下内])")
#: A clause without a number names what the next one measures: 财政收入快速增长，达到9亿元.
_NEARER = re.compile(
    r"[，；,]([^，；,\d]{0,16}(?:收入|投资|总额|产量|余额|增加值|产值|支出|利润|总值))"
    r"(?:实现|保持|持续|稳步|快速|大幅|平稳|再|创|首次|连续|出现|呈|扣除|剔除|按|在|受)[^，；,\d]*[，,]"
    r"[^，；,\d]{0,8}(?:\d{4}年)?[^，；,\d]{0,4}$"
)
#: A number of a budget, plan or aim, or what is set against one: 为预算的, 完成年初预算数.
_AIM = re.compile(
    r"(?:超额完成|完成|达到|相当于|[为占是达])"
    r"(?:了|全年|年度|年初|当年|年|调整后?|变动|汇总|本级|同期|代编|核定|[省市区县]下达|人大|批准|通过|确定|下达)*"
    r"(?:预算|计划|目标|任务|预期|指标)(?:任务|目标|数|值|额)*的?$"
)


#: The amount of an aim within its name: 完成全年5万人目标的40%.
_AMOUNT_OF_AIM = re.compile(
    r"\d[\d.,]*[万亿]?[\u4e00-\u9fff]{1,2}(?:以上|左右)?的?(?=(?:预期|年度)?(?:目标|任务|计划|预算)[任务目标数]*的$)"
)
#: Those of whom a number is told by what they are or do: 推进缓慢的有5项.
_THOSE = re.compile(
    r"(?:^|[，；：、])(?:其中|目前|至今|截至目前)*(?P<who>[^，；：、]{2,20})的(?:仅|只|已|共|还|就|也|分别)?有$|"
    r"其中，?(?P<those>[^，；：、]{3,24})的$"
)


def sets_against_aim(pre: str) -> bool:
    """Return whether the words before a number are no more than the aim that a subject before is set against: 完成预算的."""
    return _AIM.fullmatch(pre) is not None


def _of_aim(own: str, aim: str, carried: str) -> tuple[str, str]:
    """Return the subject with the aim that it is set against: 为预算的101.2% is a share, not the budget."""
    subject = phrase_before(own, "level")[-LONGEST:]
    return (subject or carried) + aim.rstrip("的"), subject


def _joined(place: Place, measure: Measure, carried: str, before: str) -> str:
    """Return the subject before with what the number's own words add to it; empty where they stand alone."""
    if surplus := surplus_of(place):
        return carried + surplus
    if _AIM_ALONE.fullmatch(place.pre):
        return carried
    if ratio := _RATIO_TO.match(place.pre):
        return carried + ratio[1]
    if share := SHARE.match(place.pre):
        return _share_of(place, carried, before, share.end())
    if (total := _total_of(place, carried, before)) is not None:
        return total
    if measure == "rank" and (among := _COUNTED.search(place.clause)):
        own = phrase_before(place.clause[: among.start()], "level")
        return carried if not own or re.search(r"\d{2}", own) else own
    if (measure == "rank" and _PEERS.search(before)) or (measure == "growth" and before in _PACE):
        return carried
    if "有" not in place.pre[-1:] and (gap := _GAP.search(place.pre)):
        # 高于全省平均（11%）: the growth there, by which it is surpassed; 拉动茶农收入增长4% is of what it spurs.
        aim = place.token.unit == "%" and gap["gap"].endswith("目标值")
        beaten = aim or (measure == "growth" and _SPURS.search(gap["gap"]) is None)
        return carried if beaten else _CONTRIBUTES.sub("", carried) + gap["gap"].rstrip("的")
    if _ADDS_TO.match(place.pre + before) and (whole := _SHARE_HELD.sub("", carried)):
        return whole + "对" + before.removeprefix("对")
    general = before in word_set("general") or (before in _YIELDS and _MEASURED.search(carried))
    if general and not carried.endswith(before):
        return _general_of(carried, before)
    if before in word_set("yields_of_branch") and (branch := _BRANCH.match(carried)):
        return branch["name"] + before
    if _GRADE.fullmatch(before) and carried != "中央":
        return _GRADE.sub(before, carried, count=1) if _GRADE.search(carried) else before + carried
    return ""


def _share_of(place: Place, carried: str, before: str, start: int) -> str:
    """Return a subject with the whole that a number is the share of, or the plan of that share."""
    aim = _AIMED.search(place.pre, start)
    if aim and place.token.unit not in ("", "%", "倍", "成"):
        # 占计划9亿元的90%: the plan itself.
        return aim[0]
    whole = _WHOLE.search(place.pre) if before in ("", "占") else None
    part = aim[0] if aim else whole[1] if whole else SHARE.sub("", before, count=1)
    return f"{carried}占{part}"


def _total_of(place: Place, carried: str, before: str) -> str | None:
    """Return what all that there are is called, behind what was gained of it; None where the words name no total."""
    if not before and _IN_ALL.match(place.pre) and _GAINED.search(carried):
        return _GAINED.sub("", carried)
    if before == "总数":
        return _GAINED.sub("", carried).removesuffix(before) + before
    if before == "总量":
        thing = _GAINED.sub("", thing_of(carried))
        return re.sub("增[速幅]$", "", carried) if thing == carried else thing + before
    return None


#: 茶训支出5亿元，与茶业收入之比为2%.
_RATIO_TO = re.compile(r"[，、；]?(与[^，。；、\d]{2,16}之比)[为是达约]*$")
#: An aim that stands beside what came of it: 茶村率99%（目标值≥98%）.
_AIM_ALONE = re.compile("[，、；（]?(?:年度|全年|规划|考核|指标|计划)*(?:目标|计划|任务)[数值]?[为是]?[≥≤＞＜<>]*")
#: What a branch yields, beside which its size is another thing: 茶业营收5亿元，规模居全省第一.
_YIELD = re.compile("(?<=..)(?:营收|产值|(?:营业|销售|主营)?收入)$")
#: Sums of money, of which one is not told of another: 投入资金5亿元，完成投资3亿元.
_MONEY_ENDS = ("资金", "投资", "投资额", "金额", "拨款")


#: What a balance tells, which has no income of its own: 资产总计9亿元，营业收入7亿元.
_BALANCE_ENDS = ("总计", "合计", "总额", "资产", "负债", "权益")
#: What stands beside the yield of a firm, and has none itself: 从业人员3人，营业收入5亿元.
_NO_OWNER = ("负债", "人员", "人数", "员工", "职工")


def _general_of(carried: str, before: str) -> str:
    """Return a subject with a noun too general to stand alone; empty where it stands alone all the same."""
    if carried.endswith(_MONEY_ENDS) and before.endswith(_MONEY_ENDS):
        return carried if carried.endswith("投资") and before == "投资额" else ""
    if carried.endswith(_NO_OWNER) and before in word_set("yields_of_branch"):
        return ""
    if carried.endswith(("率", "比重", "占比")) and before not in word_set("of_sentence_before"):
        return ""
    if carried.endswith(_BALANCE_ENDS) and before.endswith("收入"):
        return ""
    if before[0] == "总" and before not in _OF_GAINED:
        carried = _GAINED.sub("", _MEASURED.sub("", carried) if before in _YIELDS else carried).removesuffix(before[1:])
    if before == "规模":
        carried = _YIELD.sub("", carried)
    if before in word_set("deeds"):
        # 项目开工5个，竣工3个，竣工率60%: of the same projects, not of what was begun, and none of a rate.
        return "" if carried.endswith("率") else _DEED.sub("", _PUT_IN.sub("", carried)) + before
    return (_MEASURED.sub("", carried) if before in _YIELDS or before.endswith("面积") else carried) + before


#: A plan of a share's whole, 占中央投资计划的90%.
_AIMED = re.compile(r"[^，。；、\d]*(?:计划|任务|目标|预算)(?=的?$)")
_WHOLE = re.compile(r"占到?((?:全|我|世)[市省国区县州球界])")
#: What was gained, in front of all that there are: 新增茶社9家，总数达480家.
_GAINED = re.compile("^(?:净增|新(?:增|设立?|登记|注册|认定|引进|培育|发展|入库|晋))")
#: The number is of all that there are, not of what was gained: 新增茶户5户，年末达到90户.
_IN_ALL = re.compile("[，、]?(?:年末|年底|期末|目前|现)(?:已|总数|累计)?(?:达到?|有|为|超过?)")
#: Sums of what was gained alone, not of all that there are: 新增项目5个，总投资9亿元.
_OF_GAINED = frozenset({"总投资", "总投资额", "总金额", "总规模", "总产值"})
#: Nouns of a growth rate, which its measure states already.
_PACE = frozenset({"月增速", "当月增速", "减幅", "增速", "增幅", "降幅", "涨幅", "增长", "增长率", "增长速度"})
#: What land yields, and the noun of the land that goes: 粮食播种面积5亩，产量3吨.
_YIELDS = frozenset(
    {"产量", "总产", "总产量", "年产量", "单产", "产值", "存栏", "出栏", "总投资", "总投资额", "投资总额", "概算总投资", "投资"}
)
_MEASURED = re.compile(
    r"(?:(?:平均)?[亩单]产|(?:饲养|养殖)?总量|(?:播种|种植|养殖|总?建筑|总?占地|规划总|总)?面积|全长|播面|产量|总产量|存栏|出栏)$|^年?(?:存栏|出栏)"
)
#: A branch or an estate, and what has been told of it: 茶叶加工业投资.
_BRANCH = re.compile(
    rf"(?!工农业)(?P<name>.*(?:业|企业|集群|园区|开发区|新区))(?:完成)?(?:投资|产值|产量|{alternatives('yields_of_branch')})$"
)
#: What one thing does to the pace of another.
_SPURS = re.compile("拉|贡献")
_GRADE = re.compile(r"(?:国家|世界|[部省地市区县]|乡镇)级(?:及?以上)?")
#: 茶业增长5%，对茶区的贡献率为20%: it is the contribution of what was told of before.
_ADDS_TO = re.compile("[，、；]?对[^，。；、]*贡献率")
_SHARE_HELD = re.compile("(?=[完占吸])(?:(?:完成投资)?占(?!比$).*$|^吸纳$)")
#: To what it contributes: 茶业对经济增长的贡献率为5%，拉动经济增长6个百分点.
_CONTRIBUTES = re.compile(r"(?<=.)对[^，、]*贡献率$")
#: A lead over something else, which is no comparison with another time.
_GAP = re.compile(
    r"^[，、\s（]*(?:且|并|也|均|但|仍|还|分别)*(?P<gap>(?:增[速幅])?"
    r"(?:(?:高[于出]|低于|[快慢好优]于|领先|超(?:出|(?=[^，、；\d]{0,4}(?:计划|目标|预期)))|拉[动低]|[上下]拉|贡献)(?!上[年月季期半]|[一二三四]季度|\d{1,2}[-—~至月]|去年|年初(?![预计目])|同期|前|\d{4}年)[^，、；]*?|"
    r"比(?!上|去|前|年初|同期|常年|多年|历年|[一二三四]季度|\d|“)[^，；]{1,12}[低高快慢多少]|"
    r"较全[国省市区县州][^，；\d]{0,8}[低高快慢]))"
    r"(?:增长|(?<!平均)增速|提高|上升|下降|[约近超达了出\s])*$"
)


#: What stands before the length of time for which something went on, or by which it was done ahead.
_LASTING = re.compile("(?P<how>连续|提前)[\u4e00-\u9fff]{0,2}$")
#: Characters of a deed that says not of what it is: 连续七年下降, 提前三年完成.
_BARE_DEED = 6


def _streak(place: Place, carried: str) -> tuple[str, str]:
    """Return what went on, and of what, 连续七年保持100%, or what was done ahead of time: 提前三年完成."""
    how = _LASTING.search(place.pre)["how"]  # type: ignore[index]
    subject = phrase_before(place.pre.rpartition(how)[0], "level")[-LONGEST:]
    rest = _NOTE.sub("", _until_stop(place.post))
    if how == "提前":
        return f"{subject if len(rest) < _BARE_DEED else ''}提前{rest}"[:LONGEST], ""
    return f"{subject or (carried if len(rest) < _BARE_DEED else '')}连续{rest}"[:LONGEST], subject
