#include "planner/loadtest/all_formats.h"
#include "planner/loadtest/text_parts.h"

// The JSON of oha, which publishes its schema: https://github.com/hatoo/oha (schema.json).

namespace loadline::loadtest {

bool looksLikeOha(std::string_view text) {
  return firstCharacter(text) == '{' && text.find("\"requestsPerSec\"") != std::string_view::npos &&
         text.find("\"summary\"") != std::string_view::npos;
}

Result<LoadTest> readOha(std::string_view text, const std::string &file) {
  const auto root = document(text, {file, 1, 1});
  if (!root)
    return root.error();
  Diagnostics errors;
  LoadPoint point{.at = root->at};
  const double rate = requiredAt(*root, {"summary", "requestsPerSec"}, errors);
  const double good = numberAt(*root, {"summary", "successRate"}, errors).value_or(1);
  const auto seconds = [&](Path path) {
    const auto value = numberAt(*root, path, errors);
    return value ? std::optional(Duration(*value)) : std::nullopt;
  };
  point.mean = seconds({"summary", "average"});
  point.most = seconds({"summary", "slowest"});
  point.p50 = seconds({"latencyPercentiles", "p50"});
  point.p90 = seconds({"latencyPercentiles", "p90"});
  point.p95 = seconds({"latencyPercentiles", "p95"});
  point.p99 = seconds({"latencyPercentiles", "p99"});
  double answers = 0, refused = 0;
  if (const yaml::Node *codes = find(*root, {"statusCodeDistribution"}))
    for (const auto &entry : codes->entries) {
      const double count = numberAt(*codes, {entry.key}, errors).value_or(0);
      answers += count;
      refused += entry.key >= "400" ? count : 0;
    }
  if (good > 1)
    errors.push_back({root->at, "'summary.successRate' must be at most 1"});
  if (!errors.empty())
    return errors;
  // oha calls every answer a success, whatever its status.
  const double fine = good * (answers > 0 ? 1 - refused / answers : 1);
  point.failed = Ratio(1 - fine);
  point.throughput = Rate(rate * fine);
  if (point.mean)
    point.number = Rate(rate) * *point.mean;
  LoadTest test{.loop = Loop::closed};
  test.points.push_back(point);
  return test;
}

} // namespace loadline::loadtest
