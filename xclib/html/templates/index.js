"use strict";
for (const side of document.querySelectorAll("section.language")) {
  const tools = side.querySelector(".tools");
  if (!tools) continue;
  const find = tools.querySelector("input"), picks = [...tools.querySelectorAll("select")], told = tools.querySelector("output");
  const show = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let seen = 0;
    for (const report of side.querySelectorAll(".report")) {
      const head = report.querySelector("header").textContent.toLowerCase();
      let any = false;
      for (const brief of report.querySelectorAll("article")) {
        const text = head + " " + brief.textContent.toLowerCase();
        const fits = words.every(w => text.includes(w)) && picks.every(p => !p.value || brief.dataset[p.name] === p.value);
        brief.hidden = !fits;
        any ||= fits;
        seen += fits;
      }
      report.hidden = !any;
    }
    told.textContent = told.dataset.told.replace("#", seen);
  };
  find.addEventListener("input", show);
  picks.forEach(p => p.addEventListener("change", show));
  tools.hidden = false;
  show();
}
