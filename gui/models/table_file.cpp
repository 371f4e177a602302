#include "gui/models/table_file.h"

#include "base/files.h"
#include "base/markup.h"
#include "base/table_formats.h"
#include "base/text.h"
#include "gui/models/file_kinds.h"

#include <algorithm>

namespace loadline::models {

namespace {

TextTable textTable(const Table &table) {
  TextTable out;
  for (const Column &column : table.columns)
    out.columns.push_back(
        {(column.unit.isEmpty() ? column.title : column.title + u' ' + column.unit).toStdString(),
         column.kind == Column::Kind::number ? TextTable::Align::right : TextTable::Align::left});
  for (const Row &row : table.rows) {
    std::vector<std::string> &cells = out.rows.emplace_back();
    for (const Cell &cell : row.cells)
      cells.push_back(cell.text.toStdString());
  }
  return out;
}

std::string csvOf(const TextTable &table, const std::string &) {
  return csvTable(table);
}

std::string markdownOf(const TextTable &table, const std::string &title) {
  return "# " + escapedMarkdown(title) + "\n\n" + markdownTable(table);
}

std::string htmlOf(const TextTable &table, const std::string &title) {
  return htmlPage(title, htmlTable(table));
}

struct Kind {
  const char *ending;
  std::string (*write)(const TextTable &, const std::string &title);
};

constexpr Kind kinds[] = {{"csv", csvOf}, {"md", markdownOf}, {"html", htmlOf}};

} // namespace

std::vector<std::string> tableEndings() {
  return endingsOf(kinds);
}

Diagnostics writeTable(const Table &table, const QString &title,
                       const std::filesystem::path &file) {
  if (const Kind *kind = kindOf(kinds, file))
    return writeFile(file, kind->write(textTable(table), title.toStdString()));
  return {{{file.string(), 0, 0},
           "a table can't be written in this format",
           "end the name in one of: " + inWords(tableEndings())}};
}

} // namespace loadline::models
