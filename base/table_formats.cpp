#include "base/table_formats.h"

#include "base/markup.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline {

namespace {

using Row = std::vector<std::string>;

constexpr std::string_view style =
    ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;"
    "margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:0 0 2rem;"
    "font-variant-numeric:tabular-nums}th,td{padding:.25rem .6rem;text-align:left;border-bottom:"
    "1px solid #8884}.n{text-align:right}@media print{body{margin:0}table{break-inside:avoid}}";

Row titles(const TextTable &table) {
  Row out;
  for (const TextTable::Column &column : table.columns)
    out.push_back(column.title);
  return out;
}

std::string markdownRow(const Row &cells) {
  std::string line = "|";
  for (const std::string &cell : cells)
    line += " " + markdownCell(cell) + " |";
  return line + "\n";
}

/// A spreadsheet computes what begins so; a sign and a number or percentage it takes as it is.
bool readsAsFormula(std::string_view text) {
  if (text.size() < 2 || std::string_view("=@+-").find(text.front()) == std::string_view::npos)
    return false;
  const bool isSign = text.front() == '+' || text.front() == '-';
  if (isSign && text.ends_with('%'))
    text.remove_suffix(1);
  return !isSign || text.find_first_not_of("0123456789.eE+-") != std::string_view::npos;
}

std::string csvCell(const std::string &cell) {
  std::string text = oneLine(cell);
  if (readsAsFormula(text))
    text.insert(0, 1, '\'');
  if (text.find_first_of(",\"") == std::string::npos)
    return text;
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string csvRow(const Row &cells) {
  std::string line;
  for (const std::string &cell : cells)
    line += (&cell == cells.data() ? "" : ",") + csvCell(cell);
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

} // namespace

std::string markdownCell(std::string_view text) {
  std::string out;
  for (const char c : oneLine(text))
    out += c == '<'                                                       ? "&lt;"
           : std::string_view("|[]\\`").find(c) != std::string_view::npos ? std::string("\\") + c
                                                                          : std::string(1, c);
  return out;
}

std::string csvTable(const TextTable &table) {
  std::string text = csvRow(titles(table));
  for (const Row &row : table.rows)
    text += csvRow(row);
  return text;
}

std::string csvLine(const std::string &cell) {
  return csvRow({cell});
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

std::string htmlTable(const TextTable &table) {
  std::string text = "<table>\n<thead>" + htmlRow(titles(table), table, "th") + "</thead>\n";
  for (const Row &row : table.rows)
    text += htmlRow(row, table, "td");
  return text + "</table>\n";
}

std::string htmlPage(const std::string &title, const std::string &body) {
  return fmt::format("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width\">\n"
                     "<title>{0}</title>\n<style>{1}</style></head>\n<body>\n<h1>{0}</h1>\n{2}"
                     "</body></html>\n",
                     escapedMarkup(title), style, body);
}

} // namespace loadline
