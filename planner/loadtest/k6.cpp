#include "planner/loadtest/all_formats.h"
#include "planner/loadtest/records.h"
#include "planner/loadtest/text_parts.h"

#include <algorithm>

// Summaries and points of k6: https://grafana.com/docs/k6/latest/results-output/. Three shapes of a
// summary are in use: `metrics.NAME{avg …}` (--summary-export), `metrics.NAME.values{avg …}`
// (handleSummary), and `results.metrics[]{name, values}` (--new-machine-readable-summary). Its
// times are in milliseconds.

namespace loadline::loadtest {

namespace {

constexpr double millisecond = 1e-3;

/// The figures of a metric in any of the shapes; null where the summary has it not.
const yaml::Node *metric(const yaml::Node &root, std::string_view name) {
  if (const yaml::Node *list = find(root, {"results", "metrics"})) {
    for (const yaml::Node &item : list->items)
      if (const yaml::Node *is = find(item, {"name"}); is && is->scalar == name)
        return find(item, {"values"});
    return nullptr;
  }
  const yaml::Node *found = find(root, {"metrics", name});
  const yaml::Node *values = found ? find(*found, {"values"}) : nullptr;
  return values ? values : found;
}

class K6Summary {
public:
  explicit K6Summary(const yaml::Node &root) : root_(root) {}

  Result<LoadTest> read() {
    const yaml::Node *times = metric(root_, "http_req_duration");
    const yaml::Node *requests = metric(root_, "http_reqs");
    if (!times || !requests)
      return Diagnostic{root_.at, "the summary has no metric 'http_req_duration' or 'http_reqs'",
                        "only HTTP tests of k6 are read"};
    LoadPoint point{.at = requests->at};
    const auto time = [&](std::string_view key) {
      const auto value = numberAt(*times, {key}, errors_);
      return value ? std::optional(Duration(*value * millisecond)) : std::nullopt;
    };
    point.mean = time("avg");
    point.p50 = time("med");
    point.p90 = time("p(90)");
    point.p95 = time("p(95)");
    point.p99 = time("p(99)");
    point.most = time("max");
    const double sent = rateOf(*requests);
    const double failed = std::min(failedShare(), 1.0);
    point.failed = Ratio(failed);
    point.throughput = Rate(sent * (1 - failed));
    if (point.mean)
      point.number = Rate(sent) * *point.mean;
    LoadTest test;
    setOffered(point, sent, test);
    if (!errors_.empty())
      return errors_;
    test.points.push_back(point);
    if (failed > 0)
      test.notes.push_back("k6's http_req_duration is of failed requests too");
    return test;
  }

private:
  /// Requests per second: given, or the count over the length of the run.
  double rateOf(const yaml::Node &requests) {
    if (const auto rate = numberAt(requests, {"rate"}, errors_))
      return *rate;
    const double count = requiredAt(requests, {"count"}, errors_);
    const auto ran = numberAt(root_, {"config", "duration"}, errors_);
    const auto ranMs = numberAt(root_, {"state", "testRunDurationMs"}, errors_);
    const double seconds = ran ? *ran : ranMs.value_or(0) * millisecond;
    if (errors_.empty() && seconds <= 0)
      errors_.push_back({requests.at, "neither the rate of 'http_reqs' nor how long the test ran"});
    return seconds > 0 ? count / seconds : 0;
  }

  double failedShare() {
    const yaml::Node *failed = metric(root_, "http_req_failed");
    if (!failed)
      return 0;
    const auto value = numberAt(*failed, {"value"}, errors_);
    const auto rate = numberAt(*failed, {"rate"}, errors_);
    return value ? *value : rate.value_or(0);
  }

  /// Iterations that an executor of arrivals could not start were offered all the same.
  void setOffered(LoadPoint &point, double sent, LoadTest &test) {
    const yaml::Node *dropped = metric(root_, "dropped_iterations");
    const yaml::Node *made = metric(root_, "iterations");
    if (!dropped)
      return;
    test.loop = Loop::open;
    const double missing = numberAt(*dropped, {"count"}, errors_).value_or(0);
    const double count = made ? numberAt(*made, {"count"}, errors_).value_or(0) : 0;
    point.offered = Rate(count > 0 ? sent * (1 + missing / count) : sent);
    if (missing > 0)
      test.notes.push_back("k6 dropped iterations for want of virtual users: the load that was "
                           "meant was not sent");
  }

  const yaml::Node &root_;
  Diagnostics errors_;
};

bool isFine(std::string_view expected, std::optional<double> status) {
  if (!expected.empty())
    return expected == "true";
  return status && *status >= 200 && *status < 400;
}

} // namespace

bool looksLikeK6(std::string_view text) {
  return firstCharacter(text) == '{' &&
         text.find("\"http_req_duration\"") != std::string_view::npos &&
         text.find("\"metrics\"") != std::string_view::npos;
}

Result<LoadTest> readK6(std::string_view text, const std::string &file) {
  const auto root = document(text, {file, 1, 1});
  return root ? K6Summary(*root).read() : root.error();
}

bool looksLikeK6Records(std::string_view text) {
  const std::string_view line = firstLine(text);
  return line.starts_with('{') && line.find("\"metric\"") != std::string_view::npos &&
         (line.find("\"Metric\"") != std::string_view::npos ||
          line.find("\"Point\"") != std::string_view::npos);
}

Result<LoadTest> readK6Records(std::string_view text, const std::string &file) {
  Lines lines(text, file);
  Records records;
  Diagnostics errors;
  while (errors.empty() && lines.next()) {
    // Most lines are other metrics: the text decides before the tree is built.
    if (lines.text().find("\"http_req_duration\"") == std::string_view::npos ||
        lines.text().find("\"Point\"") == std::string_view::npos)
      continue;
    const auto root = document(lines.text(), lines.at());
    if (!root)
      return root.error();
    const yaml::Node *stamp = find(*root, {"data", "time"});
    const auto ended = stamp ? moment(stamp->scalar) : std::nullopt;
    if (!ended)
      errors.push_back(
          {stamp ? stamp->at : root->at, "'data.time' must be a time as RFC 3339 has it"});
    const double took = requiredAt(*root, {"data", "value"}, errors) * millisecond;
    const yaml::Node *expected = find(*root, {"data", "tags", "expected_response"});
    const yaml::Node *status = find(*root, {"data", "tags", "status"});
    if (errors.empty())
      addOrRefuse(records,
                  {*ended - took, took,
                   isFine(expected ? expected->scalar : "",
                          status ? decimal(status->scalar) : std::nullopt)},
                  lines.at(), errors);
  }
  return finished(records, errors, {file, 1, 1});
}

bool looksLikeK6Table(std::string_view text) {
  return firstLine(text).starts_with("metric_name,timestamp,metric_value");
}

Result<LoadTest> readK6Table(std::string_view text, const std::string &file) {
  Lines lines(text, file);
  lines.next();
  const std::vector<Word> titles = lines.cells();
  const auto column = [&](std::string_view title) {
    const auto found = std::find_if(titles.begin(), titles.end(),
                                    [&](const Word &word) { return word.text == title; });
    return static_cast<std::size_t>(found - titles.begin());
  };
  const std::size_t expected = column("expected_response"), status = column("status");
  Records records;
  Diagnostics errors;
  while (errors.empty() && lines.next()) {
    if (!lines.text().starts_with("http_req_duration,"))
      continue;
    const std::vector<Word> cells = lines.cells();
    if (cells.size() != titles.size()) {
      errors.push_back({lines.at(), "a row of another length than the first line"});
      break;
    }
    const auto ended = decimal(cells[1], "a time in seconds", errors);
    const auto took = decimal(cells[2], "milliseconds", errors);
    if (ended && took)
      addOrRefuse(records,
                  {*ended - *took * millisecond, *took * millisecond,
                   isFine(expected < cells.size() ? cells[expected].text : "",
                          status < cells.size() ? decimal(cells[status].text) : std::nullopt)},
                  lines.at(), errors);
  }
  return finished(records, errors, {file, 1, 1});
}

} // namespace loadline::loadtest
