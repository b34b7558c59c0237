// Tables of xclib in a notebook page: DataTables takes hold of the static table, so that links and heads stay.
const READY = "__xclib_tables__";
const MAGNITUDES = { 万亿: 1e12, 亿: 1e8, 千万: 1e7, 百万: 1e6, 十万: 1e5, 万: 1e4, trillion: 1e12, billion: 1e9, million: 1e6 };
const NUMBER = /([−-]?\d[\d,]*(?:\.\d+)?)\s*(万亿|亿|千万|百万|十万|万|trillion|billion|million)?/;
const FELL = /^(?:下降|降低|减少|减|降|down|fell|fall)/i;
const [FEW, LONG] = [5, 12]; // more rows than these: a filter in each head; pages

// JupyterLab sets all cells to the right; words start at the left, numbers end at the right.
const LOOK = `
  .dt-container { width: fit-content; min-width: 24rem; max-width: 100%; margin: 0 !important; overflow-x: auto; }
  .dt-container table.data caption { caption-side: top; text-align: left; font-weight: 600; padding: 0.25rem 0.5rem; }
  .dt-container table.data :is(td, th):not(.number), .dt-container table.data th .dt-column-header { text-align: left; }
  .dt-container table.data :is(td, th).number { text-align: right; font-variant-numeric: tabular-nums; }
  .dt-container table.data tbody th { font-weight: 500; }
  .dt-container .computed[title] { text-decoration: underline dotted; cursor: help; }
`;

const WORDS = {
  zh: { search: "筛选", info: "_TOTAL_ 行", infoFiltered: "（共 _MAX_ 行）", infoEmpty: "0 行", zeroRecords: "没有相符的行", lengthMenu: "每页 _MENU_ 行" },
  en: { search: "Filter", info: "_TOTAL_ rows", infoFiltered: " of _MAX_", infoEmpty: "0 rows", zeroRecords: "No row matches", lengthMenu: "_MENU_ rows a page" },
};

// What a cell is worth: 突破6000亿元 sorts by 6e11, 下降1.3% by -1.3; a cell without a number comes last.
export function worth(text) {
  const found = NUMBER.exec(text);
  if (!found) return null;
  const size = Number(found[1].replace("−", "-").replaceAll(",", "")) * (MAGNITUDES[found[2]] ?? 1);
  return FELL.test(text.trim()) ? -size : size;
}

// A link of a report ends in the words around its number: they are shown on hover.
function printed(href) {
  const told = /#:~:text=([^&]*)/.exec(href);
  if (!told) return "";
  try {
    return told[1].split(",").map(decodeURIComponent).map((s) => s.replace(/^-|-$/g, "")).join("");
  } catch {
    return "";
  }
}

function enliven(table, DataTable) {
  const text = (e) => (e?.textContent ?? "").trim();
  const body = table.tBodies[0];
  // Rows that span columns stay where they are: sorting would tear them from what they head.
  if (!table.tHead || !body || body.rows.length < 2 || body.querySelector("[colspan], [rowspan]")) return;
  const lang = /[\u4e00-\u9fff]/.test(text(table.tHead)) ? "zh" : "en";
  for (const cell of body.querySelectorAll(".number")) {
    const size = worth(text(cell));
    cell.dataset.order = size ?? "";
  }
  for (const a of table.querySelectorAll("a[href]:not([title])")) a.title = printed(a.getAttribute("href"));
  for (const span of table.querySelectorAll(".computed:not([title])")) {
    span.title = [span.dataset.formula, span.dataset.inputs].filter(Boolean).join("\n");
  }
  const numeric = [...body.rows[0].cells].flatMap((c, n) => (c.classList.contains("number") ? [n] : []));
  const rows = body.rows.length;
  new DataTable(table, {
    order: [],
    columnControl: rows > FEW ? { target: table.tHead.rows.length - 1, content: ["order", "searchDropdown"] } : [],
    ordering: rows > FEW ? { indicators: false } : true,
    autoWidth: false,
    paging: rows > LONG,
    pageLength: LONG,
    lengthMenu: [LONG, 50, { label: "∞", value: -1 }],
    columnDefs: [{ targets: numeric, type: "num" }],
    language: { ...WORDS[lang], entries: { _: "" } },
    layout: {
      topStart: rows > FEW ? "search" : null,
      topEnd: rows > FEW ? "info" : null,
      bottomStart: rows > LONG ? "pageLength" : null,
      bottomEnd: rows > LONG ? "paging" : null,
    },
  });
}

async function start(bundle, style) {
  const css = document.createElement("style");
  css.textContent = style + LOOK;
  document.head.append(css);
  const url = URL.createObjectURL(new Blob([bundle], { type: "text/javascript" }));
  const { default: DataTable } = await import(url);
  URL.revokeObjectURL(url);
  let waiting = false;
  const look = () => {
    waiting = false;
    for (const table of document.querySelectorAll("table.data:not(.dataTable):not([data-plain])")) {
      try {
        enliven(table, DataTable);
      } finally {
        table.dataset.plain = ""; // once is enough, also where it failed
      }
    }
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(look, 50);
  };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  look();
}

export default {
  initialize({ model }) {
    window[READY] ??= start(model.get("bundle"), model.get("style"));
  },
};
