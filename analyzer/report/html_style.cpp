#include "analyzer/report/html_style.h"

namespace loadline::report {

std::string_view htmlStyle() {
  return R"css(
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #59636e; --paper: #ffffff; --line: #d1d9e0;
  --dangerous: #b33d00; --risky: #7a5a00; --safe: #00664d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9198a1; --paper: #11161d; --line: #3d444d;
  --dangerous: #ff9b63; --risky: #f0c94d; --safe: #4fd1ad; } }
body { margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 15px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
th[aria-sort=ascending] button::after { content: " \2191"; } th[aria-sort=descending] button::after { content: " \2193"; }
td.number { text-align: right; } code, .code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
.dangerous { color: var(--dangerous); font-weight: 600; } .risky { color: var(--risky); font-weight: 600; }
.safe { color: var(--safe); } .quiet { color: var(--quiet); } .via td:nth-child(4) { padding-left: 1.6rem; }
ul { margin: .2rem 0; padding-left: 1.1rem; } summary { cursor: pointer; }
)css";
}

std::string_view htmlScript() {
  return R"js(
const table = document.getElementById("inventory");
const body = table.tBodies[0];
const heads = [...table.tHead.rows[0].cells];
heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
  const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const key = row => row.cells[column].dataset.key ?? row.cells[column].textContent;
  const isNumber = head.dataset.number !== undefined;
  const order = (a, b) => isNumber ? Number(key(a)) - Number(key(b)) : key(a).localeCompare(key(b));
  [...body.rows].sort((a, b) => sign * order(a, b)).forEach(row => body.appendChild(row));
  heads.forEach(other => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
}));
)js";
}

} // namespace loadline::report
