#include "planner/filter/filter.h"
#include "tests/fuzz/targets.h"

namespace loadline::fuzz {

void fuzzFilter(std::string_view bytes) {
  static const std::vector<filter::Field> fields{{"service", filter::Measure::text},
                                                 {"utilization", filter::Measure::share},
                                                 {"p99", filter::Measure::duration},
                                                 {"rate", filter::Measure::rate},
                                                 {"bound", filter::Measure::number}};
  const auto row = [](std::size_t field) {
    return filter::Value{field == 0 ? "gateway" : "0.5", field == 0 ? 0.0 : 0.5};
  };
  const Result<filter::Filter> first = filter::parseFilter(bytes, fields);
  if (!first) {
    const SourcePosition &at = first.error().front().at;
    return mustHold(at.line == 1 && at.column >= 1 &&
                        at.column <= static_cast<int>(bytes.size()) + 1,
                    "a mistake is within the text");
  }
  const Result<filter::Filter> second = filter::parseFilter(toString(*first), fields);
  mustHold(second.has_value(), "the text of a filter is a filter");
  mustHold(toString(*second) == toString(*first), "a filter reads back as the same filter");
  mustHold(matches(*second, fields.size(), row) == matches(*first, fields.size(), row),
           "and lets the same rows through");
}

} // namespace loadline::fuzz
