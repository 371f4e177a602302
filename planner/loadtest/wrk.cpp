#include "planner/loadtest/all_formats.h"
#include "planner/loadtest/text_parts.h"

#include <utility>

// The report of wrk: https://github.com/wg/wrk (src/wrk.c, src/units.c).

namespace loadline::loadtest {

namespace {

/// "34.56ms" or "12.3k": the number with its suffix. A time without a unit is in microseconds, as
/// no line of wrk has one.
std::optional<double> scaled(std::string_view text) {
  constexpr std::pair<std::string_view, double> suffixes[] = {
      {"us", 1e-6}, {"ms", 1e-3}, {"s", 1},   {"m", 60},  {"h", 3600},
      {"k", 1e3},   {"M", 1e6},   {"G", 1e9}, {"%", 0.01}};
  for (const auto &[suffix, factor] : suffixes)
    if (text.ends_with(suffix))
      if (const auto number = decimal(text.substr(0, text.size() - suffix.size())))
        return *number * factor;
  return decimal(text);
}

class WrkReport {
public:
  WrkReport(std::string_view text, const std::string &file)
      : lines_(text, file), start_{file, 1, 1} {}

  Result<LoadTest> read() {
    while (lines_.next())
      readLine(lines_.words());
    need(connections_, "N connections");
    need(mean_, "Latency");
    need(requests_, "N requests in T");
    need(rate_, "Requests/sec:");
    if (errors_.empty() && refused_ > *requests_)
      errors_.push_back({lines_.at(), "more responses of an error than requests"});
    if (!errors_.empty())
      return errors_;
    LoadTest test{.loop = Loop::closed};
    point_.at = start_;
    point_.number = Concurrency(*connections_);
    point_.isDeclared = true;
    point_.mean = Duration(*mean_);
    const double sent = *requests_ + socketErrors_;
    const double failed = sent > 0 ? (refused_ + socketErrors_) / sent : 0;
    point_.failed = Ratio(failed);
    point_.throughput = Rate(*requests_ > 0 ? *rate_ * (1 - refused_ / *requests_) : 0);
    test.points.push_back(point_);
    return test;
  }

private:
  void readLine(const std::vector<Word> &words) {
    if (words.empty())
      return;
    const std::string_view first = words[0].text;
    if (words.size() == 5 && words[4].text == "connections")
      connections_ = value(words[3], "a number of connections");
    else if (first == "Latency" && words.size() >= 4 && words[1].text != "Distribution")
      mean_ = value(words[1], "a mean latency"), point_.most = Duration(value(words[3], "a time"));
    else if (words.size() == 2 && first.ends_with('%'))
      readPercentile(words);
    else if (words.size() >= 4 && words[1].text == "requests" && words[2].text == "in")
      requests_ = value(words[0], "a number of requests");
    else if (first == "Requests/sec:" && words.size() == 2)
      rate_ = value(words[1], "requests per second");
    else if (first == "Socket" && words.size() == 10)
      for (const std::size_t i : {3, 5, 7, 9})
        socketErrors_ += value({words[i].text.substr(0, words[i].text.find(',')), words[i].at},
                               "a number of errors");
    else if (first == "Non-2xx" && words.size() == 5)
      refused_ = value(words[4], "a number of responses");
  }

  void readPercentile(const std::vector<Word> &words) {
    const std::pair<std::string_view, std::optional<Duration> *> shares[] = {
        {"50%", &point_.p50}, {"90%", &point_.p90}, {"99%", &point_.p99}};
    for (const auto &[share, place] : shares)
      if (words[0].text == share)
        *place = Duration(value(words[1], "a time"));
  }

  double value(const Word &word, std::string_view what) {
    const auto number = scaled(word.text);
    if (!number)
      errors_.push_back({word.at, std::string("expected ").append(what) + " and got '" +
                                      std::string(word.text.substr(0, 40)) + "'"});
    return number.value_or(0);
  }

  void need(const std::optional<double> &figure, std::string_view line) {
    if (!figure)
      errors_.push_back({lines_.at(),
                         std::string("the report of wrk has no line '").append(line) + "'",
                         "is the file cut off?"});
  }

  Lines lines_;
  SourcePosition start_;
  LoadPoint point_;
  std::optional<double> connections_, mean_, requests_, rate_;
  double socketErrors_ = 0, refused_ = 0;
  Diagnostics errors_;
};

} // namespace

bool looksLikeWrk(std::string_view text) {
  const std::string_view line = firstLine(text);
  return line.starts_with("Running ") && line.find(" test @ ") != std::string_view::npos;
}

Result<LoadTest> readWrk(std::string_view text, const std::string &file) {
  return WrkReport(text, file).read();
}

} // namespace loadline::loadtest
