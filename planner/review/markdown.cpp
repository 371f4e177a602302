#include "base/markup.h"
#include "base/text.h"
#include "planner/diagram/around.h"
#include "planner/diagram/mermaid.h"
#include "planner/review/formats.h"
#include "planner/review/markdown_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace loadline::review {

namespace {

/// Bytes, of which a text has at least as many as characters.
/// Source: https://github.com/orgs/community/discussions/27190 (a comment's body, 65,536
/// characters)
constexpr std::size_t mostOfComment = 65'536;

std::string cellText(const Cell &cell) {
  const bool alarms = cell.tone == Tone::alarm || cell.tone == Tone::warning;
  return alarms && !cell.text.empty() ? "**" + escapedMarkdown(cell.text) + "**"
                                      : escapedMarkdown(cell.text);
}

/// More than any other of its cells.
Tone toneOf(const Table::Row &row) {
  Tone worst = Tone::plain;
  for (const Cell &cell : row.cells)
    worst = std::max(worst, cell.tone);
  return worst;
}

MarkdownList listOf(const Table &table) {
  MarkdownList list;
  std::string rule = "|";
  list.head = "|";
  for (const Table::Column &column : table.columns) {
    list.head += " " + escapedMarkdown(column.title) + " |";
    rule += column.isNumber ? " ---: |" : " --- |";
  }
  list.head += "\n" + rule + "\n";
  for (const Table::Row &row : table.rows) {
    std::string text = "|";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      text += " " + cellText(row.cells[i]);
      if (i == 0)
        for (const Cell &detail : row.details)
          text += "<br>" + escapedMarkdown(detail.text);
      text += " |";
    }
    list.items.push_back({text + "\n", toneOf(row)});
  }
  list.kept = list.items.size();
  return list;
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

MarkdownPart partOf(const Section &section) {
  MarkdownPart part{fmt::format("\n## {}\n\n", section.title), {}};
  if (isEmpty(section)) {
    part.head += section.ifEmpty + "\n";
    return part;
  }
  if (!section.introduction.empty())
    part.head += section.introduction + "\n\n";
  for (const Table &table : section.tables)
    if (!table.rows.empty())
      part.lists.push_back(listOf(table));
  MarkdownList notices;
  for (const Notice &notice : section.notices)
    notices.items.push_back({noticeText(notice), notice.tone});
  notices.kept = notices.items.size();
  part.lists.push_back(std::move(notices));
  return part;
}

} // namespace

std::string toMarkdown(const Page &page, const std::string &picture) {
  const std::string head = fmt::format("# {}\n\n{}\n\n", escapedMarkdown(page.title), page.verdict);
  std::string facts;
  for (const Fact &fact : page.facts)
    facts += fmt::format("- {}: **{}** ({})\n", fact.name, escapedMarkdown(fact.value),
                         escapedMarkdown(fact.note));
  if (!picture.empty())
    facts += "\n## Bound stack\n\n```mermaid\n" + picture + "```\n";
  std::vector<MarkdownPart> parts;
  std::size_t all = 0;
  for (const Section &section : page.sections) {
    parts.push_back(partOf(section));
    for (const MarkdownList &list : parts.back().lists)
      all += list.items.size();
  }
  if (std::string text = head + facts + textOf(parts); text.size() <= mostOfComment)
    return text;
  const std::size_t left =
      fitInto(mostOfComment - std::min(mostOfComment, head.size() + facts.size() + 300), parts);
  return head +
         fmt::format("**{} of {} rows are left out**, so that this fits into a comment: in each "
                     "list the worst stand first. `--format html` in place of `--format markdown` "
                     "shows all.\n\n",
                     left, all) +
         facts + textOf(parts);
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
