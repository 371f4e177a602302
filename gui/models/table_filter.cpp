#include "gui/models/table_filter.h"

#include <algorithm>

namespace loadline::models {

namespace {

/// "Offered × bound" → "offered_bound".
std::string asWord(const QString &title) {
  std::string word;
  for (const QChar c : title.toLower()) {
    const bool isLetter = c.isLetterOrNumber() && c.unicode() < 128;
    if (isLetter)
      word += static_cast<char>(c.unicode());
    else if (!word.empty() && word.back() != '_')
      word += '_';
  }
  while (!word.empty() && word.back() == '_')
    word.pop_back();
  return word;
}

filter::Measure measureOf(const Column &column) {
  if (column.kind == Column::Kind::text)
    return filter::Measure::text;
  return column.unit == QLatin1String("ms")   ? filter::Measure::duration
         : column.unit == QLatin1String("%")  ? filter::Measure::share
         : column.unit == QLatin1String("/s") ? filter::Measure::rate
                                              : filter::Measure::number;
}

/// From the figure in the unit of its column to the one that a filter compares.
double scaled(double number, filter::Measure measure) {
  return measure == filter::Measure::duration ? number / 1e3
         : measure == filter::Measure::share  ? number / 100
                                              : number;
}

/// Without the shape before a word: "▲ error" is an error.
QString unmarked(const QString &text) {
  const bool isMarked =
      text.size() > 2 && text[1] == u' ' && QStringLiteral("▲◆●○").contains(text[0]);
  return isMarked ? text.mid(2) : text;
}

} // namespace

std::vector<filter::Field> filterFields(const std::vector<Column> &columns) {
  std::vector<filter::Field> fields;
  for (const Column &column : columns) {
    const bool isTwice = std::count_if(columns.begin(), columns.end(), [&](const Column &other) {
                           return other.title == column.title;
                         }) > 1;
    fields.push_back(
        {asWord(isTwice ? column.title + u' ' + column.unit : column.title), measureOf(column)});
  }
  return fields;
}

FilterRows::FilterRows(const Table &table) : fields_(filterFields(table.columns)) {
  entries_.reserve(table.rows.size() * fields_.size());
  for (const Row &row : table.rows)
    for (std::size_t field = 0; field < fields_.size(); ++field)
      entries_.push_back({unmarked(row.cells[field].text).toStdString(),
                          scaled(row.cells[field].number, fields_[field].measure)});
}

bool FilterRows::pass(const filter::Filter &filter, std::size_t row) const {
  const Entry *const entries = entries_.data() + row * fields_.size();
  return matches(filter, fields_.size(), [entries](std::size_t field) {
    return filter::Value{entries[field].text, entries[field].number};
  });
}

} // namespace loadline::models
