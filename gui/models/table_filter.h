#pragma once

#include "gui/models/table.h"
#include "planner/filter/filter.h"

namespace loadline::models {

/// The fields that a filter of the table may name: its columns, in lower case, `_` for blanks; a
/// title that stands twice is told apart by its unit ("replicas_needs"). What the figures are, the
/// units say: ms are durations, % shares, /s rates.
std::vector<filter::Field> filterFields(const std::vector<Column> &columns);

/// A table's rows as a filter reads them: made once for a table, asked for each row.
class FilterRows {
public:
  explicit FilterRows(const Table &table);

  /// As `filterFields` of the table.
  const std::vector<filter::Field> &fields() const { return fields_; }
  bool pass(const filter::Filter &filter, std::size_t row) const;

private:
  struct Entry {
    std::string text;
    double number;
  };

  std::vector<filter::Field> fields_;
  std::vector<Entry> entries_; ///< row by row
};

} // namespace loadline::models
