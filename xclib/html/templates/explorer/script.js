// The explorer: what a person chooses stands in the address; rows are filtered here and drawn by Vega from the page's own charts.
(async () => {
  "use strict";
  const MOST_AREAS = 6, MOST_ROWS = 300;
  const $ = (id) => document.getElementById(id);

  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }
  const { columns, indicators, areas, reports, specs, words, promises, vega } = JSON.parse(await unpack($("data").textContent.trim()));
  const library = document.createElement("script");
  library.textContent = vega;
  document.head.append(library);

  const rows = columns.period.map((period, n) => {
    const row = { period };
    for (const name of Object.keys(columns)) row[name] = columns[name][n];
    return row;
  });
  const byIndicator = Map.groupBy ? Map.groupBy(rows, (r) => r.indicator) : group(rows, (r) => r.indicator);
  function group(list, key) {
    const found = new Map();
    for (const one of list) (found.get(key(one)) || found.set(key(one), []).get(key(one))).push(one);
    return found;
  }

  // ---- what is chosen
  const places = new Map(areas.map((a, n) => [a.code, n]));
  const codes = new Map(indicators.map((i, n) => [i.code, n]));
  const state = { lang: "zh", view: "time", indicator: codes.get("gdp_growth") ?? 0, level: "", areas: [], from: 2003, to: 2026, year: 2024 };
  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (words[given.get("lang")]) state.lang = given.get("lang");
    if (["time", "place", "year"].includes(given.get("view"))) state.view = given.get("view");
    if (codes.has(given.get("indicator"))) state.indicator = codes.get(given.get("indicator"));
    if (given.has("level") && given.get("level") in words.en.levels) state.level = given.get("level");
    for (const key of ["from", "to", "year"]) if (/^\d{4}$/.test(given.get(key) || "")) state[key] = Number(given.get(key));
    const chosen = (given.get("areas") || "").split(",").filter((c) => places.has(c)).map((c) => places.get(c));
    if (chosen.length) state.areas = chosen.slice(0, MOST_AREAS);
    if (!state.areas.length) state.areas = ["100000", "110000", "330000"].filter((c) => places.has(c)).map((c) => places.get(c));
  }
  function writeAddress() {
    const told = new URLSearchParams({
      lang: state.lang, view: state.view, indicator: indicators[state.indicator].code, areas: state.areas.map((n) => areas[n].code).join(","),
      from: state.from, to: state.to, year: state.year, level: state.level,
    });
    history.replaceState(null, "", `#${told}`);
  }

  // ---- values as a person reads them
  const text = () => words[state.lang];
  const name = (thing) => thing[state.lang] || thing.zh;
  function scale(indicator) {
    const large = indicator.large ? text().scales : { ...text().scales, ...text().small };
    const [unit, size] = large[indicator.unit] || ["", 1];
    return { unit: indicator.sign || unit, size };
  }
  const address = (row) => {
    const report = reports[row.report];
    return report.url ? `${report.url}#:~:text=${encodeURIComponent(row.printed)}` : "";
  };
  const MARK = { 0: "", 1: "≥ ", 2: "≤ ", 3: "≈ ", 4: "> ", 5: "< " };
  function shown(row, unit) {
    const number = (v) => new Intl.NumberFormat(state.lang, { maximumSignificantDigits: 6 }).format(v / unit.size);
    const range = row.value_high != null ? `${number(row.value)}–${number(row.value_high)}` : number(row.value);
    return `${MARK[row.bound]}${range}${row.preliminary ? ` (${text().preliminary})` : ""}`;
  }

  // ---- controls
  function field(label, control) {
    const wrap = document.createElement("label");
    wrap.append(label, control);
    return wrap;
  }
  function choice(key, options) {
    const select = document.createElement("select");
    select.name = key;
    for (const [value, label] of options) select.add(new Option(label, value, false, String(value) === String(state[key])));
    select.addEventListener("change", () => { state[key] = key === "level" ? select.value : Number(select.value); draw(); });
    return select;
  }
  function number(key) {
    const input = Object.assign(document.createElement("input"), { type: "number", name: key, min: 1956, max: 2035, value: state[key] });
    input.addEventListener("change", () => { if (/^\d{4}$/.test(input.value)) { state[key] = Number(input.value); draw(); } });
    return input;
  }
  function button(label, run, pressed) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    if (pressed !== undefined) made.setAttribute("aria-pressed", pressed);
    made.addEventListener("click", run);
    return made;
  }
  function cluster(label, ...children) {
    const div = document.createElement("div");
    div.className = "group";
    div.setAttribute("role", "group");
    div.setAttribute("aria-label", label);
    div.append(...children);
    return div;
  }
  function drawControls() {
    const form = $("controls"), t = text(), focus = document.activeElement && document.activeElement.name;
    const views = Object.entries(t.views).map(([key, label]) => button(label, () => { state.view = key; draw(); }, String(state.view === key)));
    const parts = [cluster(t.view, ...views)];
    if (state.view !== "place") {
      const select = choice("indicator", []);
      for (const [topic, listed] of group(indicators.map((i, n) => [i, n]), ([i]) => name(i.topic))) {
        const set = Object.assign(document.createElement("optgroup"), { label: topic });
        for (const [i, n] of listed) set.append(new Option(name(i), n, false, n === state.indicator));
        select.append(set);
      }
      parts.push(field(t.indicator, select));
    }
    parts.push(field(t.level, choice("level", Object.entries(t.levels))));
    const input = Object.assign(document.createElement("input"), { type: "text", name: "area", autocomplete: "off" });
    input.setAttribute("list", "areas");
    const list = Object.assign(document.createElement("datalist"), { id: "areas" });
    for (const area of areas) if (!state.level || area.level === state.level) list.append(new Option(name(area)));
    const add = () => addArea(input.value.trim());
    input.addEventListener("change", add);
    parts.push(field(t.area, input), list);
    if (state.view === "year") parts.push(field(t.year, number("year")));
    else parts.push(field(t.from, number("from")), field(t.to, number("to")));
    const chips = cluster(t.area, ...state.areas.map((n) => {
      const chip = button(`${name(areas[n])} ×`, () => { state.areas = state.areas.filter((m) => m !== n); draw(); });
      chip.setAttribute("aria-label", `${t.remove} ${name(areas[n])}`);
      return chip;
    }));
    chips.id = "chips";
    form.replaceChildren(...parts, chips);
    form.hidden = false;
    if (focus) form.querySelector(`[name="${focus}"]`)?.focus();
  }
  function addArea(word) {
    if (!word) return;
    const found = areas.findIndex((a) => [a.zh, a.en, a.code].some((x) => x.toLowerCase() === word.toLowerCase()));
    const near = found >= 0 ? found : areas.findIndex((a) => a.zh.startsWith(word) || a.en.toLowerCase().startsWith(word.toLowerCase()));
    if (near < 0) { $("message").textContent = `${text().unknown}: ${word}`; return; }
    if (state.view === "place") state.areas = [near];
    else if (!state.areas.includes(near) && state.areas.length >= MOST_AREAS) { $("message").textContent = text().full; return; }
    else if (!state.areas.includes(near)) state.areas.push(near);
    draw();
  }

  // ---- the rows of a view
  function picked(n) {
    const all = byIndicator.get(n) || [];
    return all.filter((r) => r.status < 2);
  }
  function plotted(row) {
    const unit = scale(indicators[row.indicator]);
    const open = (v) => (v == null ? null : v / unit.size);
    return {
      area: name(areas[row.area]), period: row.period, kind: row.status ? text().target : text().actual,
      value: (row.value_high != null ? (row.value + row.value_high) / 2 : row.value) / unit.size, low: open(row.low), high: open(row.high),
      preliminary: Boolean(row.preliminary), printed: row.printed, url: address(row) || undefined,
    };
  }
  function pairs(list) {
    const joined = group(list, (r) => `${r.area} ${r.indicator} ${r.period}`);
    return [...joined.values()].map((both) => ({ actual: both.find((r) => r.status === 0), target: both.find((r) => r.status === 1) }));
  }
  function gap(pair) {
    if (!pair.actual || !pair.target || pair.target.value_high != null || pair.actual.value_high != null) return null;
    return pair.actual.value - pair.target.value;
  }

  // ---- table, the same rows as the chart
  function link(row, unit) {
    const url = address(row), title = `${row.printed} · ${reports[row.report].title} · ${text().line.replace("{n}", row.line)}`;
    if (url) return Object.assign(document.createElement("a"), { href: url, textContent: shown(row, unit), rel: "noopener noreferrer", title });
    // A report without an address: the number says where it stands.
    const where = Object.assign(document.createElement("small"), { textContent: title });
    const place = button(shown(row, unit), () => { if (where.isConnected) where.remove(); else place.after(where); });
    return Object.assign(place, { className: "placed", title });
  }
  function drawTable(list) {
    const t = text(), table = document.createElement("table"), all = pairs(list);
    const heads = [t.area, ...(state.view === "place" ? [t.indicator] : []), t.year, t.target, t.actual, t.gap];
    table.createCaption().textContent = (all.length > MOST_ROWS ? t.shown : t.rows).replace("{n}", all.length).replace("{m}", MOST_ROWS);
    const head = table.createTHead().insertRow();
    for (const label of heads) head.append(Object.assign(document.createElement("th"), { textContent: label, scope: "col" }));
    const body = table.createTBody();
    for (const pair of all.slice(0, MOST_ROWS)) {
      const one = pair.actual || pair.target, indicator = indicators[one.indicator], unit = scale(indicator), line = body.insertRow();
      line.insertCell().textContent = name(areas[one.area]);
      if (state.view === "place") line.insertCell().textContent = unit.unit ? `${name(indicator)} (${unit.unit})` : name(indicator);
      line.insertCell().textContent = one.period;
      for (const row of [pair.target, pair.actual]) {
        const cell = line.insertCell();
        cell.className = "n";
        if (row) cell.append(link(row, unit));
      }
      const cell = line.insertCell(), off = gap(pair);
      cell.className = "n";
      cell.textContent = off == null ? "" : new Intl.NumberFormat(state.lang, { maximumSignificantDigits: 4, signDisplay: "exceptZero" }).format(off / unit.size);
    }
    $("table").replaceChildren(table);
    $("table").setAttribute("aria-label", $("name").textContent);
    return all;
  }
  function drawPromises() {
    const place = state.areas[0], t = text();
    const found = [...promises.area.keys()].filter((n) => promises.area[n] === place && promises.year[n] >= state.from && promises.year[n] <= state.to)
      .map((n) => Object.fromEntries(Object.keys(promises).map((key) => [key, promises[key][n]])));
    if (!found.length) return;
    const table = document.createElement("table");
    table.createCaption().textContent = `${t.promises}: ${t.rows.replace("{n}", found.length)}`;
    const head = table.createTHead().insertRow();
    for (const label of [t.year, t.promise, t.target, t.answer, t.outcome]) head.append(Object.assign(document.createElement("th"), { textContent: label, scope: "col" }));
    const body = table.createTBody();
    for (const p of found.slice(0, MOST_ROWS)) {
      const line = body.insertRow();
      line.insertCell().textContent = p.year;
      line.insertCell().textContent = p.label;
      for (const [number, report] of [[p.printed, p.report], [null, null], [p.outcome, p.next]]) {
        const cell = line.insertCell();
        if (number === null) { cell.textContent = t.verdicts[p.verdict] || p.verdict; continue; }
        const url = report >= 0 && reports[report].url;
        if (number && url) cell.append(Object.assign(document.createElement("a"), { textContent: number, rel: "noopener noreferrer", href: `${url}#:~:text=${encodeURIComponent(number)}` }));
        else cell.textContent = number || "";
      }
    }
    $("table").append(table);
  }

  // ---- chart
  let view = null;
  async function drawChart(list) {
    const t = text(), indicator = indicators[state.indicator], unit = scale(indicator), box = $("figure");
    box.replaceChildren();
    view = null;
    $("tools").hidden = !list.length;
    if (!list.length || state.view === "place") return;
    const spec = structuredClone(specs[state.view]);
    const width = Math.min(document.querySelector("main").clientWidth - 90, 1000);
    let values = list.map(plotted);
    if (state.view === "year") {
      const mine = new Set(state.areas.map((n) => name(areas[n])));
      values = pairs(list).filter((p) => p.actual && p.target).map((p) => {
        const target = plotted(p.target), actual = plotted(p.actual);
        return { ...actual, target: target.value, actual: actual.value, printed: `${p.target.printed} → ${p.actual.printed}`, chosen: mine.has(actual.area), url: actual.url || target.url };
      });
    }
    const axis = unit.unit ? `${name(indicator)} (${unit.unit})` : name(indicator);
    const measure = (what) => (unit.unit ? `${what} (${unit.unit})` : what);
    const fillers = { axis, target: measure(t.target), actual: measure(t.actual), kind_actual: t.actual, kind_target: t.target, year: t.year, area: t.area, printed: t.source };
    const filled = JSON.parse(JSON.stringify(spec).replace(/"\$(\w+)"/g, (whole, key) => (key in fillers ? JSON.stringify(fillers[key]) : whole)));
    filled.width = width;
    filled.config.legend.columns = width < 500 ? 2 : 6;
    filled.datasets = { rows: values };
    filled.description = t.chart.replace("{indicator}", axis).replace("{areas}", state.areas.map((n) => name(areas[n])).join(", "));
    const made = await window.vegaEmbed(box, filled, { ast: true, actions: false, renderer: "svg", loader: { target: "_blank", rel: "noopener noreferrer" } });
    view = made.view;
  }

  // ---- what a person takes home
  function save(name_, body, type) {
    const a = Object.assign(document.createElement("a"), { download: name_, href: typeof body === "string" && body.startsWith("data:") ? body : URL.createObjectURL(new Blob([body], { type })) });
    document.body.append(a);
    a.click();
    a.remove();
  }
  function csv(list) {
    const safe = (cell) => { const s = String(cell ?? ""); return `"${(/^[=+\-@\t]/.test(s) && Number.isNaN(Number(s)) ? `'${s}` : s).replaceAll('"', '""')}"`; };
    const heads = ["area_code", "area", "indicator", "period", "status", "value", "value_high", "low", "high", "unit_code", "as_printed", "preliminary", "report", "line", "source_url"];
    const lines = list.map((r) => [areas[r.area].code, areas[r.area].zh, indicators[r.indicator].code, r.period, ["actual", "target", "plan"][r.status], r.value, r.value_high, r.low, r.high, indicators[r.indicator].unit, r.printed, r.preliminary ? 1 : 0, reports[r.report].title, r.line, address(r)]);
    return `\ufeff${[heads, ...lines].map((line) => line.map(safe).join(",")).join("\r\n")}\r\n`;
  }
  function drawTools(list) {
    const t = text(), file = `xclib-${state.view === "place" ? areas[state.areas[0]]?.code : indicators[state.indicator].code}`;
    const tools = [button(t.csv, () => save(`${file}.csv`, csv(list), "text/csv"))];
    if (state.view !== "place") {
      tools.push(button(t.png, async () => save(`${file}.png`, await view.toImageURL("png", 2))));
      tools.push(button(t.svg, async () => save(`${file}.svg`, await view.toSVG(), "image/svg+xml")));
    }
    const copy = button(t.copy, async () => { await navigator.clipboard?.writeText(location.href).catch(() => {}); copy.textContent = t.copied; });
    $("tools").replaceChildren(...tools, copy);
  }

  // ---- all of it
  function listed() {
    const span = (r) => r.period >= state.from && r.period <= state.to;
    if (state.view === "place") return rows.filter((r) => r.status < 2 && r.area === state.areas[0] && span(r)).sort((a, b) => a.indicator - b.indicator || a.period - b.period);
    const all = picked(state.indicator);
    if (state.view === "year") return all.filter((r) => r.period === state.year && (!state.level || areas[r.area].level === state.level));
    return all.filter((r) => state.areas.includes(r.area) && span(r)).sort((a, b) => state.areas.indexOf(a.area) - state.areas.indexOf(b.area) || a.period - b.period);
  }
  let drawing = Promise.resolve();
  function draw() {
    const t = text();
    document.documentElement.lang = t.tag;
    document.title = t.name;
    for (const id of ["name", "about"]) $(id).textContent = t[id];
    $("all").textContent = t.all;
    $("language").textContent = t.other;
    $("message").textContent = "";
    drawControls();
    writeAddress();
    const list = listed();
    if (!list.length) $("message").textContent = t.none;
    drawTools(list);
    drawTable(list);
    if (state.view === "place") drawPromises();
    drawing = drawing.then(() => drawChart(list)).then(() => { document.body.dataset.drawn = location.hash; });
  }
  $("language").addEventListener("click", () => { state.lang = state.lang === "zh" ? "en" : "zh"; draw(); });
  addEventListener("hashchange", () => { readAddress(); draw(); });
  state.lang = (navigator.language || "zh").startsWith("zh") ? "zh" : "en";
  readAddress();
  draw();
})();
