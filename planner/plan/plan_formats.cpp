#include "planner/plan/plan_formats.h"

#include "base/markup.h"
#include "base/text.h"
#include "planner/plan/plan_tables.h"
#include "planner/plan/plan_text.h"

#include <fmt/format.h>

namespace loadline::plan {

namespace {

using Row = std::vector<std::string>;

Row titles(const TextTable &table) {
  Row out;
  for (const TextTable::Column &column : table.columns)
    out.push_back(column.title);
  return out;
}

std::string markdownCell(const std::string &text) {
  std::string out;
  for (const char c : oneLine(text))
    out += c == '|' ? "\\|" : std::string(1, c);
  return out;
}

std::string markdownRow(const Row &cells) {
  std::string line = "|";
  for (const std::string &cell : cells)
    line += " " + markdownCell(cell) + " |";
  return line + "\n";
}

std::string markdownTable(const TextTable &table) {
  std::string text = markdownRow(titles(table)) + "|";
  for (const TextTable::Column &column : table.columns)
    text += column.align == TextTable::Align::right ? "---:|" : "---|";
  text += "\n";
  for (const Row &row : table.rows)
    text += markdownRow(row);
  return text;
}

/// RFC 4180: in quotes where it holds a comma, a quote or a line's end.
std::string csvRow(const Row &cells) {
  std::string line;
  for (const std::string &cell : cells) {
    std::string text = oneLine(cell);
    if (text.find_first_of(",\"") != std::string::npos) {
      std::string quoted = "\"";
      for (const char c : text)
        quoted += c == '"' ? "\"\"" : std::string(1, c);
      text = quoted + "\"";
    }
    line += (line.empty() && &cell == &cells.front() ? "" : ",") + text;
  }
  return line + "\r\n";
}

std::string htmlRow(const Row &cells, const TextTable &table, std::string_view tag) {
  std::string line = "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i)
    line += fmt::format("<{0}{1}>{2}</{0}>", tag,
                        table.columns[i].align == TextTable::Align::right ? " class=\"n\"" : "",
                        escapedMarkup(oneLine(cells[i])));
  return line + "</tr>\n";
}

std::string htmlTable(const TextTable &table) {
  std::string text = "<table>\n<thead>" + htmlRow(titles(table), table, "th") + "</thead>\n";
  for (const Row &row : table.rows)
    text += htmlRow(row, table, "td");
  return text + "</table>\n";
}

std::string heading(const Plan &plan) {
  return "Plan of " + oneLine(plan.system.name);
}

TextTable findingsTable(const Plan &plan) {
  TextTable table{{{"Severity"}, {"Finding"}, {"Check"}, {"Where"}}, {}};
  for (const findings::Finding &finding : plan.findings)
    table.rows.push_back({std::string(toString(finding.severity)), finding.message, finding.check,
                          toString(finding.at)});
  return table;
}

TextTable assumptionsTable(const Plan &plan) {
  TextTable table{{{"Taken for granted"}, {"Value"}, {"Why"}}, {}};
  for (const Assumption &assumption : plan.assumptions)
    table.rows.push_back({assumption.field, assumption.value, assumption.source});
  return table;
}

std::vector<NamedTable> allTables(const Plan &plan) {
  std::vector<NamedTable> all = planTables(plan);
  all.push_back({"Findings", findingsTable(plan)});
  all.push_back({"Taken for granted", assumptionsTable(plan)});
  std::erase_if(all, [](const NamedTable &named) { return named.table.rows.empty(); });
  return all;
}

constexpr std::string_view style =
    ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;"
    "margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:0 0 2rem;"
    "font-variant-numeric:tabular-nums}th,td{padding:.25rem .6rem;text-align:left;border-bottom:"
    "1px solid #8884}.n{text-align:right}@media print{body{margin:0}table{break-inside:avoid}}";

} // namespace

std::string toMarkdown(const Plan &plan) {
  std::string text = "# " + heading(plan) + "\n\n" + summaryText(plan);
  for (const NamedTable &named : allTables(plan))
    text += "\n## " + named.title + "\n\n" + markdownTable(named.table);
  return text;
}

std::string toCsv(const Plan &plan) {
  std::string text;
  for (const NamedTable &named : allTables(plan)) {
    text += (text.empty() ? "" : "\r\n") + csvRow({named.title}) + csvRow(titles(named.table));
    for (const Row &row : named.table.rows)
      text += csvRow(row);
  }
  return text;
}

std::string toHtml(const Plan &plan) {
  std::string text = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<title>{0}</title>\n<style>{1}</style></head>\n<body>\n<h1>{0}</h1>\n<p>{2}</p>\n",
      escapedMarkup(heading(plan)), style, escapedMarkup(summaryText(plan)));
  for (const NamedTable &named : allTables(plan))
    text += "<h2>" + escapedMarkup(named.title) + "</h2>\n" + htmlTable(named.table);
  return text + "</body></html>\n";
}

} // namespace loadline::plan
