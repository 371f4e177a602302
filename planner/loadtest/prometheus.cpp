#include "planner/loadtest/read.h"
#include "planner/loadtest/text_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

// The answer of a range query: https://prometheus.io/docs/prometheus/latest/querying/api/.

namespace loadline::loadtest {

namespace {

struct FigureWord {
  std::string_view word;
  Figure figure;
};
constexpr FigureWord figures[] = {{"throughput", Figure::throughput},
                                  {"concurrency", Figure::concurrency},
                                  {"offered", Figure::offered},
                                  {"mean", Figure::mean},
                                  {"p50", Figure::p50},
                                  {"p95", Figure::p95},
                                  {"p99", Figure::p99},
                                  {"failed", Figure::failed}};

/// Value by time; what is NaN, infinite or below 0 is left out, as Prometheus gives it for no data.
using Series = std::map<double, double>;

Result<Series> seriesOf(const SavedSeries &saved) {
  const auto root = document(saved.text, {saved.file, 1, 1});
  if (!root)
    return root.error();
  const yaml::Node *status = find(*root, {"status"});
  if (!status || status->scalar != "success") {
    const yaml::Node *error = find(*root, {"error"});
    return Diagnostic{root->at,
                      "the query failed" + (error ? ": " + error->scalar : std::string())};
  }
  const yaml::Node *type = find(*root, {"data", "resultType"});
  if (!type || type->scalar != "matrix")
    return Diagnostic{type ? type->at : root->at, "the answer is no matrix",
                      "save a range query, /api/v1/query_range"};
  const yaml::Node *result = find(*root, {"data", "result"});
  if (!result || result->items.size() != 1)
    return Diagnostic{
        result ? result->at : root->at,
        fmt::format("{} series, where one is needed", result ? result->items.size() : 0),
        "aggregate in the query, as with sum(…)"};
  const yaml::Node *values = find(result->items[0], {"values"});
  if (!values || values->items.empty())
    return Diagnostic{result->items[0].at, "no 'values' in the series",
                      "native histograms need histogram_quantile or histogram_avg in the query"};
  Series series;
  for (const yaml::Node &pair : values->items) {
    const auto at = pair.items.size() == 2 ? decimal(pair.items[0].scalar) : std::nullopt;
    if (!at || !pair.items[1].quoted)
      return Diagnostic{pair.at, "expected [seconds, \"value\"]"};
    const std::string &text = pair.items[1].scalar;
    const auto value = decimal(text);
    if (!value && text != "NaN" && text != "+Inf" && text != "-Inf")
      return Diagnostic{pair.items[1].at, "expected a number of 0 or more as text"};
    if (value)
      series.emplace(*at, *value);
  }
  return series;
}

void set(LoadPoint &point, Figure figure, double value) {
  switch (figure) {
  case Figure::throughput:
    point.throughput = Rate(value);
    break;
  case Figure::concurrency:
    point.number = Concurrency(value);
    break;
  case Figure::offered:
    point.offered = Rate(value);
    break;
  case Figure::mean:
    point.mean = Duration(value);
    break;
  case Figure::p50:
    point.p50 = Duration(value);
    break;
  case Figure::p95:
    point.p95 = Duration(value);
    break;
  case Figure::p99:
    point.p99 = Duration(value);
    break;
  case Figure::failed:
    point.failed = Ratio(std::min(value, 1.0));
    break;
  }
}

} // namespace

std::string_view toString(Figure figure) {
  return std::find_if(std::begin(figures), std::end(figures),
                      [&](const FigureWord &is) { return is.figure == figure; })
      ->word;
}

std::vector<std::string> figureNames() {
  std::vector<std::string> out;
  for (const FigureWord &is : figures)
    out.emplace_back(is.word);
  return out;
}

std::optional<Figure> figureOf(std::string_view word) {
  for (const FigureWord &is : figures)
    if (is.word == word)
      return is.figure;
  return std::nullopt;
}

bool isPrometheus(std::string_view text) {
  return firstCharacter(text) == '{' && text.find("\"resultType\"") != std::string_view::npos;
}

Result<LoadTest> joinSeries(const std::vector<SavedSeries> &saved) {
  LoadTest test;
  std::map<double, std::pair<std::size_t, LoadPoint>> points; // by time: figures set, and the point
  bool hasThroughput = false;
  for (const SavedSeries &one : saved) {
    const auto series = seriesOf(one);
    if (!series)
      return series.error();
    test.file += (test.file.empty() ? "" : ", ") + one.file;
    hasThroughput = hasThroughput || one.figure == Figure::throughput;
    for (const auto &[at, value] : *series) {
      auto &[count, point] = points[at];
      ++count;
      point.at = {one.file, 0, 0};
      set(point, one.figure, value);
    }
  }
  if (!hasThroughput)
    return Diagnostic{{}, "no series of the throughput", "name it as throughput=FILE"};
  std::erase_if(points, [&](const auto &entry) { return entry.second.first != saved.size(); });
  if (points.empty())
    return Diagnostic{
        {}, "the series have no time in common", "query them with the same start and step"};
  const double first = points.begin()->first;
  for (auto &[at, entry] : points) {
    entry.second.since = Duration(at - first);
    completeByLittle(entry.second);
    test.series.push_back(entry.second);
  }
  test.format = "prometheus";
  test.points = test.series;
  if (test.series.size() > 1)
    test.window = *test.series.back().since / static_cast<double>(test.series.size() - 1);
  return test;
}

} // namespace loadline::loadtest
