#include "planner/loadtest/read.h"

#include "base/text.h"
#include "planner/loadtest/all_formats.h"

namespace loadline::loadtest {

namespace {

std::string knownFormats() {
  std::vector<std::string> written;
  for (const Format &format : allFormats)
    written.emplace_back(format.written);
  return "known: what is written by " + inWords(written);
}

} // namespace

bool looksLikeLoadTest(std::string_view text) {
  for (const Format &format : allFormats)
    if (format.looksLike(text))
      return true;
  return false;
}

Result<LoadTest> readLoadTest(std::string_view text, const std::string &file) {
  if (isPrometheus(text))
    return Diagnostic{{file, 1, 1},
                      "an answer of Prometheus does not say what it measures",
                      "say it, as throughput=FILE; or " + inWords(figureNames())};
  for (const Format &format : allFormats) {
    if (!format.looksLike(text))
      continue;
    Result<LoadTest> test = format.read(text, file);
    if (test) {
      test->file = file;
      test->format = format.name;
    }
    return test;
  }
  return Diagnostic{{file, 1, 1}, "not a load-test result that is known", knownFormats()};
}

} // namespace loadline::loadtest
