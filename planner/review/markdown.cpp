#include "base/markup.h"
#include "base/text.h"
#include "planner/diagram/around.h"
#include "planner/diagram/mermaid.h"
#include "planner/review/formats.h"

#include <fmt/format.h>

#include <cstddef>

namespace loadline::review {

namespace {

std::string cellText(const Cell &cell) {
  const bool alarms = cell.tone == Tone::alarm || cell.tone == Tone::warning;
  return alarms && !cell.text.empty() ? "**" + escapedMarkdown(cell.text) + "**"
                                      : escapedMarkdown(cell.text);
}

std::string tableText(const Table &table) {
  std::string text = "|", rule = "|";
  for (const Table::Column &column : table.columns) {
    text += " " + escapedMarkdown(column.title) + " |";
    rule += column.isNumber ? " ---: |" : " --- |";
  }
  text += "\n" + rule + "\n";
  for (const Table::Row &row : table.rows) {
    text += "|";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      text += " " + cellText(row.cells[i]);
      if (i == 0)
        for (const Cell &detail : row.details)
          text += "<br>" + escapedMarkdown(detail.text);
      text += " |";
    }
    text += "\n";
  }
  return text + "\n";
}

std::string noticeText(const Notice &notice) {
  std::string text =
      fmt::format("- **{}** {} ({}, {})\n", notice.label, escapedMarkdown(notice.message),
                  escapedMarkdown(notice.place), escapedMarkdown(notice.check));
  for (const std::string &sentence : notice.meaning)
    text += "    - **means** " + escapedMarkdown(sentence) + "\n";
  for (const std::string &step : notice.steps)
    text += "    - " + escapedMarkdown(step) + "\n";
  std::vector<std::string> names;
  for (const Cell &cell : notice.related)
    names.push_back(escapedMarkdown(cell.text));
  if (!notice.relation.empty())
    text += "    - " + notice.relation + (names.empty() ? "" : " " + inWords(names)) + "\n";
  return text;
}

bool isEmpty(const Section &section) {
  for (const Table &table : section.tables)
    if (!table.rows.empty())
      return false;
  return section.notices.empty();
}

} // namespace

std::string toMarkdown(const Page &page, const std::string &picture) {
  std::string text = fmt::format("# {}\n\n{}\n\n", escapedMarkdown(page.title), page.verdict);
  for (const Fact &fact : page.facts)
    text += fmt::format("- {}: **{}** ({})\n", fact.name, escapedMarkdown(fact.value),
                        escapedMarkdown(fact.note));
  if (!picture.empty())
    text += "\n## Bound stack\n\n```mermaid\n" + picture + "```\n";
  for (const Section &section : page.sections) {
    text += fmt::format("\n## {}\n\n", section.title);
    if (isEmpty(section)) {
      text += section.ifEmpty + "\n";
      continue;
    }
    if (!section.introduction.empty())
      text += section.introduction + "\n\n";
    for (const Table &table : section.tables)
      if (!table.rows.empty())
        text += tableText(table);
    for (const Notice &notice : section.notices)
      text += noticeText(notice);
  }
  return text;
}

std::string reviewMarkdown(const plan::Plan &plan, const findings::Audit &audit,
                           const Review &review, const Judgement &judgement) {
  const std::string picture =
      plan.services.empty() ? ""
      : plan.services.size() <= diagram::manyServices
          ? diagram::toMermaid(plan)
          : diagram::toMermaid(diagram::around(plan, diagram::worstOf(plan), diagram::mostAround));
  return toMarkdown(pageOf(plan, audit, review, judgement), picture);
}

} // namespace loadline::review
