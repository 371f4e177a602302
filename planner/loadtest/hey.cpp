#include "planner/loadtest/all_formats.h"
#include "planner/loadtest/records.h"
#include "planner/loadtest/text_parts.h"

#include <utility>

// The summary and the CSV of hey: https://github.com/rakyll/hey (requester/print.go).

namespace loadline::loadtest {

namespace {

class HeySummary {
public:
  HeySummary(std::string_view text, const std::string &file)
      : lines_(text, file), start_{file, 1, 1} {}

  Result<LoadTest> read() {
    while (lines_.next())
      readLine(lines_.words());
    if (!rate_)
      errors_.push_back(
          {lines_.at(), "the summary of hey has no line 'Requests/sec:'", "is the file cut off?"});
    if (errors_.empty() && answered_ + failed_ == 0)
      errors_.push_back({lines_.at(), "the summary of hey counts no response"});
    if (!errors_.empty())
      return errors_;
    point_.at = start_;
    const double share = (failed_ + refused_) / (answered_ + failed_);
    point_.failed = Ratio(share);
    point_.offered = Rate(*rate_);
    point_.throughput = Rate(*rate_ * (1 - share));
    completeByLittle(point_);
    point_.offered.reset(); // a closed loop offers what is served
    LoadTest test{.loop = Loop::closed};
    test.points.push_back(point_);
    return test;
  }

private:
  void readLine(const std::vector<Word> &words) {
    if (words.size() < 2)
      return section_ = words.empty() ? section_ : words[0].text, void();
    const std::string_view first = words[0].text;
    if (first == "Requests/sec:")
      rate_ = decimal(words[1], "requests per second", errors_);
    else if (first == "Average:" && words[1].text != "NaN")
      point_.mean = seconds(words[1]);
    else if (first == "Slowest:")
      point_.most = seconds(words[1]);
    else if (words.size() == 4 && words[1].text == "in" && first.ends_with('%'))
      readPercentile(words);
    else if (first == "Status" || first == "Error")
      section_ = first;
    else if (first.starts_with('[') && first.ends_with(']'))
      readCount(words);
  }

  void readPercentile(const std::vector<Word> &words) {
    const std::pair<std::string_view, std::optional<Duration> *> shares[] = {
        {"50%", &point_.p50}, {"90%", &point_.p90}, {"95%", &point_.p95}, {"99%", &point_.p99}};
    for (const auto &[share, place] : shares)
      if (words[0].text == share)
        *place = seconds(words[2]);
  }

  /// "[200] 400 responses" and "[20] Get …: connection refused".
  void readCount(const std::vector<Word> &words) {
    const std::string_view inside = words[0].text.substr(1, words[0].text.size() - 2);
    const Word number = {inside, words[0].at};
    if (section_ == "Error") {
      failed_ += decimal(number, "a number of errors", errors_).value_or(0);
    } else if (section_ == "Status") {
      const double count = decimal(words[1], "a number of responses", errors_).value_or(0);
      answered_ += count;
      refused_ += inside >= "400" ? count : 0;
    }
  }

  std::optional<Duration> seconds(const Word &word) {
    const auto value = decimal(word, "seconds", errors_);
    return value ? std::optional(Duration(*value)) : std::nullopt;
  }

  Lines lines_;
  SourcePosition start_;
  LoadPoint point_;
  std::string_view section_;
  std::optional<double> rate_;
  double answered_ = 0, refused_ = 0, failed_ = 0;
  Diagnostics errors_;
};

} // namespace

bool looksLikeHey(std::string_view text) {
  return firstCharacter(text) == 'S' &&
         text.substr(0, 200).find("Summary:\n") != std::string_view::npos &&
         text.find("Requests/sec:") != std::string_view::npos;
}

Result<LoadTest> readHey(std::string_view text, const std::string &file) {
  return HeySummary(text, file).read();
}

bool looksLikeHeyRecords(std::string_view text) {
  return firstLine(text).starts_with("response-time,DNS+dialup,");
}

Result<LoadTest> readHeyRecords(std::string_view text, const std::string &file) {
  Lines lines(text, file);
  lines.next();
  const std::size_t columns = lines.cells().size();
  Diagnostics errors;
  if (columns < 8)
    return Diagnostic{lines.at(), "this CSV of hey has no column 'offset'",
                      "hey before 0.1.2 does not say when a request was sent"};
  Records records;
  while (errors.empty() && lines.next()) {
    if (lines.text().empty())
      continue;
    const std::vector<Word> cells = lines.cells();
    if (cells.size() != columns) {
      errors.push_back({lines.at(), "a row of another length than the first line"});
      break;
    }
    const auto took = decimal(cells[0], "a response time", errors);
    const auto status = decimal(cells[6], "a status code", errors);
    const auto sent = decimal(cells[7], "an offset", errors);
    if (took && status && sent)
      addOrRefuse(records, {*sent, *took, *status < 400}, lines.at(), errors);
  }
  Result<LoadTest> test = finished(records, errors, {file, 1, 1});
  if (test) {
    test->loop = Loop::closed;
    for (LoadPoint &point : test->points)
      point.offered.reset(); // a closed loop offers what is served
    for (LoadPoint &point : test->series)
      point.offered.reset();
    test->notes.push_back("hey leaves requests without an answer out of its CSV: the share of "
                          "failures is of the answers");
  }
  return test;
}

} // namespace loadline::loadtest
