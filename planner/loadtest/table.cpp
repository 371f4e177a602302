#include "planner/loadtest/all_formats.h"

#include "base/text.h"
#include "planner/loadtest/text_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

// A plain CSV: a title line, then a level or a moment a row.

namespace loadline::loadtest {

namespace {

enum class Column {
  number,
  offered,
  throughput,
  mean,
  p50,
  p90,
  p95,
  p99,
  most,
  failed,
  time,
  none
};

struct Title {
  std::string_view word;
  Column column;
};

constexpr Title titles[] = {{"clients", Column::number},
                            {"concurrency", Column::number},
                            {"connections", Column::number},
                            {"in_flight", Column::number},
                            {"n", Column::number},
                            {"number", Column::number},
                            {"threads", Column::number},
                            {"users", Column::number},
                            {"vus", Column::number},
                            {"offered", Column::offered},
                            {"offered_rate", Column::offered},
                            {"rate", Column::throughput},
                            {"rps", Column::throughput},
                            {"throughput", Column::throughput},
                            {"tps", Column::throughput},
                            {"x", Column::throughput},
                            {"latency", Column::mean},
                            {"latency_mean", Column::mean},
                            {"mean", Column::mean},
                            {"residence_time", Column::mean},
                            {"p50", Column::p50},
                            {"p90", Column::p90},
                            {"p95", Column::p95},
                            {"p99", Column::p99},
                            {"max", Column::most},
                            {"errors", Column::failed},
                            {"failed", Column::failed},
                            {"rejected", Column::failed},
                            {"time", Column::time},
                            {"timestamp", Column::time}};

struct Meaning {
  Column column = Column::none;
  double scale = 1;
};

bool isTime(Column column) {
  return column >= Column::mean && column <= Column::most;
}

/// What a title means: its word, and behind it a unit. Times are in seconds without one.
Meaning meaningOf(std::string_view cell) {
  std::string word;
  for (const char c : cell)
    word +=
        c == ' ' || c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  constexpr std::pair<std::string_view, double> units[] = {
      {"_per_s", 1},   {"_per_second", 1}, {"_us", 1e-6},     {"_ms", 1e-3},
      {"_seconds", 1}, {"_s", 1},          {"_percent", 0.01}};
  const auto find = [&](std::string_view name) {
    const auto found = std::find_if(std::begin(titles), std::end(titles),
                                    [&](const Title &title) { return title.word == name; });
    return found == std::end(titles) ? Column::none : found->column;
  };
  if (const Column column = find(word); column != Column::none)
    return {column, 1};
  for (const auto &[unit, scale] : units) {
    if (!word.ends_with(unit))
      continue;
    const Column column = find(std::string_view(word).substr(0, word.size() - unit.size()));
    if (column != Column::none &&
        (scale == 1 || isTime(column) || (unit == "_percent" && column == Column::failed)))
      return {column, scale};
  }
  return {};
}

std::string nearestTitle(std::string_view cell) {
  std::vector<std::string> words;
  for (const Title &title : titles)
    words.emplace_back(title.word);
  return nearest(cell, words);
}

class Table {
public:
  Table(std::string_view text, const std::string &file) : lines_(text, file) {}

  Result<LoadTest> read() {
    readTitles();
    while (errors_.size() < 20 && lines_.next())
      if (!lines_.text().empty() && !lines_.text().starts_with('#'))
        readRow(lines_.cells());
    if (errors_.empty() && test_.points.empty())
      errors_.push_back({lines_.at(), "no row under the titles"});
    if (!errors_.empty())
      return errors_;
    finish();
    return std::move(test_);
  }

private:
  void readTitles() {
    lines_.next();
    for (const Word &cell : lines_.cells()) {
      const Meaning meaning = meaningOf(cell.text);
      if (meaning.column == Column::none) {
        const std::string near = nearestTitle(cell.text);
        test_.notes.push_back(fmt::format("column '{}' is not read{}", cell.text,
                                          near.empty() ? "" : "; is it '" + near + "'?"));
      } else if (has(meaning.column)) {
        errors_.push_back({cell.at, fmt::format("a second column of what '{}' means", cell.text)});
      }
      columns_.push_back(meaning);
    }
    if (!has(Column::throughput))
      errors_.push_back({lines_.at(), "no column of the throughput", "name it 'throughput'"});
    if (!has(Column::number) && !has(Column::mean) && !has(Column::offered))
      errors_.push_back({lines_.at(),
                         "no column of the number in flight, of the mean latency or of "
                         "the rate offered",
                         "name it 'clients', 'mean_ms' or 'offered'"});
  }

  bool has(Column column) const {
    return std::any_of(columns_.begin(), columns_.end(),
                       [&](const Meaning &meaning) { return meaning.column == column; });
  }

  void readRow(const std::vector<Word> &cells) {
    if (cells.size() != columns_.size())
      return errors_.push_back(
          {lines_.at(), fmt::format("{} cells under {} titles", cells.size(), columns_.size())});
    LoadPoint point{.at = lines_.at()};
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (columns_[i].column != Column::none && !cells[i].text.empty())
        if (const auto value = valueOf(cells[i], columns_[i]))
          set(point, columns_[i].column, *value, cells[i]);
    test_.points.push_back(point);
  }

  std::optional<double> valueOf(const Word &cell, const Meaning &meaning) {
    if (meaning.column == Column::time)
      if (const auto stamp = moment(cell.text))
        return stamp;
    if (meaning.column == Column::failed && cell.text.ends_with('%')) {
      const auto value =
          decimal({cell.text.substr(0, cell.text.size() - 1), cell.at}, "a share", errors_);
      return value ? std::optional(*value / 100) : std::nullopt;
    }
    const auto value = decimal(cell, "a figure", errors_);
    return value ? std::optional(*value * meaning.scale) : std::nullopt;
  }

  void set(LoadPoint &point, Column column, double value, const Word &cell) {
    std::optional<Duration> *times[] = {&point.mean, &point.p50, &point.p90,
                                        &point.p95,  &point.p99, &point.most};
    if (isTime(column)) {
      *times[static_cast<int>(column) - static_cast<int>(Column::mean)] = Duration(value);
    } else if (column == Column::number) {
      point.number = Concurrency(value);
      point.isDeclared = true;
    } else if (column == Column::offered) {
      point.offered = Rate(value);
    } else if (column == Column::throughput) {
      point.throughput = Rate(value);
    } else if (column == Column::time) {
      point.since = Duration(value);
    } else if (value <= 1) {
      point.failed = Ratio(value);
    } else {
      errors_.push_back({cell.at, "a share of failures must be at most 1", "or write it with a %"});
    }
  }

  void finish() {
    for (LoadPoint &point : test_.points)
      completeByLittle(point);
    test_.loop = has(Column::offered)  ? Loop::open
                 : has(Column::number) ? Loop::closed
                                       : Loop::unknown;
    if (!has(Column::time) || test_.points.size() < 2)
      return;
    test_.loop = has(Column::offered) ? Loop::open : Loop::unknown;
    std::stable_sort(test_.points.begin(), test_.points.end(), [](const auto &a, const auto &b) {
      return a.since.value_or(Duration(0)) < b.since.value_or(Duration(0));
    });
    const Duration first = test_.points.front().since.value_or(Duration(0));
    for (LoadPoint &point : test_.points)
      point.since = point.since.value_or(first) - first;
    test_.window = *test_.points.back().since / static_cast<double>(test_.points.size() - 1);
    test_.series = test_.points;
  }

  Lines lines_;
  std::vector<Meaning> columns_;
  LoadTest test_;
  Diagnostics errors_;
};

} // namespace

bool looksLikeTable(std::string_view text) {
  const std::string_view line = firstLine(text);
  const std::string file;
  Lines lines(line, file);
  if (!lines.next() || line.size() > 4096)
    return false;
  const std::vector<Word> cells = lines.cells();
  return cells.size() >= 2 && std::any_of(cells.begin(), cells.end(), [](const Word &cell) {
           return meaningOf(cell.text).column != Column::none;
         });
}

Result<LoadTest> readTable(std::string_view text, const std::string &file) {
  return Table(text, file).read();
}

} // namespace loadline::loadtest
