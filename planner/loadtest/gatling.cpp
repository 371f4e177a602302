#include "planner/loadtest/all_formats.h"
#include "planner/loadtest/records.h"
#include "planner/loadtest/text_parts.h"

// The report and the log of Gatling: https://docs.gatling.io/reference/stats/reports/. Its times
// are in milliseconds.

namespace loadline::loadtest {

namespace {

constexpr double millisecond = 1e-3;

/// Where the object of the whole test's statistics begins: in js/stats.js and stats.json it is the
/// first `stats`, in global_stats.json the document.
std::size_t beginOfStats(std::string_view text) {
  for (const std::string_view key : {"\"stats\":", "stats:"}) {
    const std::size_t found = text.find(key);
    if (found != std::string_view::npos)
      return text.find('{', found);
  }
  return text.find('{');
}

/// The text from a brace to its partner; to the end where it has none.
std::string_view objectAt(std::string_view text, std::size_t begin) {
  int depth = 0;
  bool isQuoted = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (isQuoted && c == '\\')
      ++i;
    else if (c == '"')
      isQuoted = !isQuoted;
    else if (!isQuoted && (c == '{' || c == '}') && (depth += c == '{' ? 1 : -1) == 0)
      return text.substr(begin, i + 1 - begin);
  }
  return text.substr(begin);
}

SourcePosition positionOf(std::string_view text, std::size_t at, const std::string &file) {
  SourcePosition out{file, 1, 1};
  for (const char c : text.substr(0, at)) {
    out.line += c == '\n';
    out.column = c == '\n' ? 1 : out.column + 1;
  }
  return out;
}

/// Two times in milliseconds since 1970 with OK or KO behind them; where they stand differs between
/// the versions.
std::optional<Record> recordOf(const std::vector<std::string_view> &fields) {
  for (std::size_t i = 1; i + 2 < fields.size(); ++i) {
    const auto begin = decimal(fields[i]), end = decimal(fields[i + 1]);
    const bool isEnded = fields[i + 2] == "OK" || fields[i + 2] == "KO";
    if (begin && end && isEnded && *begin > 1e12 && *end >= *begin)
      return Record{*begin * millisecond, (*end - *begin) * millisecond, fields[i + 2] == "OK"};
  }
  return std::nullopt;
}

std::vector<std::string_view> tabbed(std::string_view line) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = line.find('\t');
    out.push_back(line.substr(0, end));
    if (end == std::string_view::npos)
      return out;
    line.remove_prefix(end + 1);
  }
}

} // namespace

bool looksLikeGatling(std::string_view text) {
  return text.find("numberOfRequests") != std::string_view::npos &&
         text.find("meanNumberOfRequestsPerSecond") != std::string_view::npos;
}

Result<LoadTest> readGatling(std::string_view text, const std::string &file) {
  const std::size_t begin = beginOfStats(text);
  if (begin == std::string_view::npos)
    return Diagnostic{{file, 1, 1}, "no object of statistics", "js/stats.js of the report has it"};
  const auto root = document(objectAt(text, begin), positionOf(text, begin, file));
  if (!root)
    return root.error();
  Diagnostics errors;
  LoadPoint point{.at = root->at};
  // Times of the good ones where they are told apart.
  const auto time = [&](std::string_view figure) {
    auto value = numberAt(*root, {figure, "ok"}, errors, true);
    if (!value)
      value = numberAt(*root, {figure, "total"}, errors, true);
    return value ? std::optional(Duration(*value * millisecond)) : std::nullopt;
  };
  point.mean = time("meanResponseTime");
  point.p50 = time("percentiles1");
  point.p95 = time("percentiles3");
  point.p99 = time("percentiles4");
  point.most = time("maxResponseTime");
  const double sent = requiredAt(*root, {"meanNumberOfRequestsPerSecond", "total"}, errors, true);
  const double all = requiredAt(*root, {"numberOfRequests", "total"}, errors, true);
  const double bad = numberAt(*root, {"numberOfRequests", "ko"}, errors, true).value_or(0);
  if (errors.empty() && (all <= 0 || bad > all))
    errors.push_back({root->at, "'numberOfRequests' counts no request, or more failed than sent"});
  if (!errors.empty())
    return errors;
  point.offered = Rate(sent);
  point.failed = Ratio(bad / all);
  point.throughput = Rate(sent * (1 - bad / all));
  completeByLittle(point);
  LoadTest test;
  test.points.push_back(point);
  test.notes.push_back("percentiles are taken for Gatling's defaults 50, 75, 95 and 99");
  return test;
}

bool looksLikeGatlingLog(std::string_view text) {
  const std::string_view line = firstLine(text);
  return line.starts_with("RUN\t") || line.find("\tRUN\t") != std::string_view::npos;
}

Result<LoadTest> readGatlingLog(std::string_view text, const std::string &file) {
  Lines lines(text, file);
  Records records;
  Diagnostics errors;
  while (errors.empty() && lines.next()) {
    const std::vector<std::string_view> fields = tabbed(lines.text());
    const bool isRequest = fields[0] == "REQUEST" || (fields.size() > 2 && fields[2] == "REQUEST");
    if (!isRequest)
      continue;
    if (const auto record = recordOf(fields))
      addOrRefuse(records, *record, lines.at(), errors);
    else
      errors.push_back(
          {lines.at(), "a REQUEST without its begin, end and OK or KO", "is the file cut off?"});
  }
  return finished(records, errors, {file, 1, 1});
}

} // namespace loadline::loadtest
