"""A small notebook of the kind that becomes a brief, about an invented city, for the tests of briefs and of the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat

from xclib.briefs.forks import ForkedProcess, ForkServer

PARAMETERS = """report = "cn-999901-work-2031"  # id of the report
lang = "zh"  # zh or en
horizon = 3  # years shown"""

HEADLINE = """from IPython.display import JSON
label = {"zh": "地区生产总值增速", "en": "GDP growth"}[lang]
JSON([{"label": label, "value": "4.9%", "note": "2030"}, {"label": "<b>R&D</b>", "value": "3.1%"}])"""

TABLE = """import pandas as pd
pd.DataFrame({"年份": [2029, 2030, 2031], "增速": [5.1, 4.9, 5.0], "说明 <i>": ["a & b", "实际", "目标"]}).head(horizon)"""

STYLER = """pd.DataFrame({"2029": [5.1], "2030": [4.9]}, index=["GDP"]).style.format("{:.1f}").set_caption(report)"""

FIGURE = """import base64, io
import matplotlib.pyplot as plt
from html import escape
from IPython.display import HTML
fig, ax = plt.subplots(figsize=(8, 3))
ax.plot([2029, 2030, 2031], [5.1, 4.9, 5.0])
buffer = io.BytesIO()
fig.savefig(buffer, format="png")
plt.close(fig)
alt = {"zh": "三年增速折线图", "en": "Line of growth in three years"}[lang]
picture = base64.b64encode(buffer.getvalue()).decode()
HTML(f'<figure><img src="data:image/png;base64,{picture}" alt="{escape(alt)}"><figcaption>{escape(alt)}</figcaption></figure>')"""

TITLE = """from IPython.display import Markdown
Markdown({"zh": "# 青岚市增长简报", "en": "# Growth in Qinglan"}[lang])"""

#: Cells as (kind, source, tags).
Cells = list[tuple[str, str, list[str]]]

CELLS: Cells = [
    ("code", PARAMETERS, ["parameters"]),
    ("code", TITLE, []),
    ("code", HEADLINE, ["headline"]),
    ("markdown", "## 主要发现\n\n- 青岚市经济平稳增长。", ["zh", "key-findings"]),
    ("markdown", "## Key findings\n\n- Growth of Qinglan was steady.", ["en", "key-findings"]),
    ("code", "print('working')", ["hidden"]),
    ("markdown", "中文正文,见[来源](https://qinglan.example/report#:~:text=4.9%25)。", ["zh"]),
    ("markdown", "English prose, see the [source](https://qinglan.example/report).", ["en"]),
    ("code", TABLE, []),
    ("code", STYLER, []),
    ("code", FIGURE, []),
    ("code", "print('只在中文')", ["zh"]),
]


def write_notebook(path: Path, cells: Cells = CELLS) -> Path:
    """Write a notebook of the given cells."""
    made = []
    for n, (kind, source, tags) in enumerate(cells):
        new = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        made.append(new(source, id=f"cell-{n}", metadata={"tags": tags}))
    kernel = {
        "kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"},
        "language_info": {"name": "python"},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=kernel), path)
    return path


class LentServer:
    """A fork server that outlives the run that uses it: its imports are most of what a run of one small notebook takes."""

    def __init__(self, server: ForkServer) -> None:
        self._server, self.closed, self.pid = server, False, server.pid

    def usable(self) -> bool:
        """Tell whether kernels can be forked; what is wrong with a run's own tables, only a server of its own finds out."""
        return not self.closed and self._server.usable()

    def fork(self, argv: Sequence[str], env: Mapping[str, str], cwd: str) -> ForkedProcess:
        """Return a kernel."""
        return self._server.fork(argv, env, cwd)

    def draw(self, folder: str, seconds: float) -> bool:
        """Let a forked process draw a page."""
        return not self.closed and self._server.draw(folder, seconds)

    def close(self) -> None:
        """Give it back."""
        self.closed = True
