#include "planner/loadtest/all_formats.h"
#include "planner/loadtest/records.h"
#include "planner/loadtest/text_parts.h"

#include <fmt/format.h>

// Reports and results of vegeta: https://github.com/tsenart/vegeta (lib/metrics.go,
// lib/results.go). Its times are in nanoseconds.

namespace loadline::loadtest {

namespace {

constexpr double nanosecond = 1e-9;

bool isAnswered(double code, std::string_view error) {
  return error.empty() && code >= 200 && code < 400;
}

Result<LoadTest> asOpen(Result<LoadTest> test) {
  if (test)
    test->loop = Loop::open;
  return test;
}

} // namespace

bool looksLikeVegeta(std::string_view text) {
  return firstCharacter(text) == '{' && text.find("\"latencies\"") != std::string_view::npos &&
         text.find("\"status_codes\"") != std::string_view::npos;
}

Result<LoadTest> readVegeta(std::string_view text, const std::string &file) {
  const auto root = document(text, {file, 1, 1});
  if (!root)
    return root.error();
  Diagnostics errors;
  LoadPoint point{.at = root->at};
  const auto time = [&](std::string_view key) {
    const auto value = numberAt(*root, {"latencies", key}, errors);
    return value ? std::optional(Duration(*value * nanosecond)) : std::nullopt;
  };
  const double rate = requiredAt(*root, {"rate"}, errors);
  const double success = requiredAt(*root, {"success"}, errors);
  const auto throughput = numberAt(*root, {"throughput"}, errors);
  point.mean = time("mean");
  point.p50 = time("50th");
  point.p90 = time("90th");
  point.p95 = time("95th");
  point.p99 = time("99th");
  point.most = time("max");
  if (errors.empty() && !point.mean)
    errors.push_back({root->at, "'latencies.mean' is missing"});
  if (success > 1)
    errors.push_back({root->at, "'success' must be at most 1"});
  if (!errors.empty())
    return errors;
  point.offered = Rate(rate);
  point.throughput = Rate(throughput.value_or(rate * success));
  point.failed = Ratio(1 - success);
  completeByLittle(point);
  LoadTest test{.loop = Loop::open};
  test.points.push_back(point);
  if (success < 1)
    test.notes.push_back("vegeta's latencies are of refused and failed requests too");
  return test;
}

bool looksLikeVegetaRecords(std::string_view text) {
  const std::string_view line = firstLine(text);
  return line.starts_with('{') && line.find("\"latency\"") != std::string_view::npos &&
         line.find("\"timestamp\"") != std::string_view::npos &&
         line.find("\"seq\"") != std::string_view::npos;
}

Result<LoadTest> readVegetaRecords(std::string_view text, const std::string &file) {
  Lines lines(text, file);
  Records records;
  Diagnostics errors;
  while (errors.empty() && lines.next()) {
    if (lines.text().empty())
      continue;
    const auto root = document(lines.text(), lines.at());
    if (!root)
      return root.error();
    const yaml::Node *stamp = find(*root, {"timestamp"});
    const auto sent = stamp ? moment(stamp->scalar) : std::nullopt;
    if (!sent)
      errors.push_back(
          {stamp ? stamp->at : root->at, "'timestamp' must be a time as RFC 3339 has it"});
    const double took = requiredAt(*root, {"latency"}, errors) * nanosecond;
    const double code = requiredAt(*root, {"code"}, errors);
    const yaml::Node *error = find(*root, {"error"});
    if (errors.empty())
      addOrRefuse(records, {*sent, took, isAnswered(code, error ? error->scalar : "")}, lines.at(),
                  errors);
  }
  return asOpen(finished(records, errors, {file, 1, 1}));
}

bool looksLikeVegetaTable(std::string_view text) {
  const std::string line(firstLine(text));
  const std::string file;
  Lines lines(line, file);
  if (!lines.next())
    return false;
  const std::vector<Word> cells = lines.cells();
  return (cells.size() == 12 || cells.size() == 9) && cells[0].text.size() >= 16 &&
         decimal(cells[0].text) && decimal(cells[1].text) && decimal(cells[2].text);
}

Result<LoadTest> readVegetaTable(std::string_view text, const std::string &file) {
  Lines lines(text, file);
  Records records;
  Diagnostics errors;
  while (errors.empty() && lines.next()) {
    if (lines.text().empty())
      continue;
    const std::vector<Word> cells = lines.cells();
    if (cells.size() < 6) {
      errors.push_back(
          {lines.at(), fmt::format("a row of {} cells, where vegeta has 12", cells.size())});
      break;
    }
    const auto sent = decimal(cells[0], "a time in nanoseconds", errors);
    const auto code = decimal(cells[1], "a status code", errors);
    const auto took = decimal(cells[2], "a latency in nanoseconds", errors);
    if (sent && code && took)
      addOrRefuse(records,
                  {*sent * nanosecond, *took * nanosecond, isAnswered(*code, cells[5].text)},
                  lines.at(), errors);
  }
  return asOpen(finished(records, errors, {file, 1, 1}));
}

} // namespace loadline::loadtest
