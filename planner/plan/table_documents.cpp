#include "planner/plan/table_documents.h"

#include "base/markup.h"
#include "base/table_formats.h"
#include "base/text.h"

namespace loadline::plan {

std::string toMarkdown(const TableDocument &document) {
  std::string text = "# " + escapedMarkdown(document.heading) + "\n";
  if (!document.summary.empty()) {
    text += "\n";
    for (const std::string &line : split(document.summary, '\n'))
      text += escapedMarkdown(line) + "\n";
  }
  for (const NamedTable &named : document.tables)
    if (!named.table.rows.empty())
      text += "\n## " + named.title + "\n\n" + markdownTable(named.table);
  return text;
}

std::string toHtml(const TableDocument &document) {
  std::string body =
      document.summary.empty() ? "" : "<p>" + escapedMarkup(document.summary) + "</p>\n";
  for (const NamedTable &named : document.tables)
    if (!named.table.rows.empty())
      body += "<h2>" + escapedMarkup(named.title) + "</h2>\n" + htmlTable(named.table);
  return htmlPage(document.heading, body);
}

std::string toCsv(const std::vector<NamedTable> &tables) {
  if (tables.size() == 1)
    return csvTable(tables.front().table);
  std::string text;
  for (const NamedTable &named : tables)
    text += (text.empty() ? "" : "\r\n") + csvLine(named.title) + csvTable(named.table);
  return text;
}

TextTable findingsTable(const std::vector<findings::Finding> &findings) {
  TextTable table{{{"Severity"}, {"Finding"}, {"Check"}, {"Where"}}, {}};
  for (const findings::Finding &finding : findings)
    table.rows.push_back({std::string(toString(finding.severity)), finding.message, finding.check,
                          toString(finding.at)});
  return table;
}

TextTable findingsColumns(const std::vector<findings::Finding> &findings) {
  TextTable table{
      {{"check"}, {"severity"}, {"message"}, {"file"}, {"line"}, {"column"}, {"fingerprint"}}, {}};
  for (const findings::Finding &finding : findings)
    table.rows.push_back({finding.check, std::string(toString(finding.severity)), finding.message,
                          finding.at.file, std::to_string(finding.at.line),
                          std::to_string(finding.at.column), finding.fingerprint});
  return table;
}

} // namespace loadline::plan
