#pragma once

#include "base/result.h"
#include "planner/loadtest/load_test.h"

#include <vector>

namespace loadline::loadtest {

/// One request: when it was sent, on any clock, and how long it took.
struct Record {
  double sent = 0; ///< seconds
  double took = 0; ///< seconds, 0 or more
  bool isAnswered = true;
};

/// Requests one by one, made into the whole test and its windows.
class Records {
public:
  /// False where there are more than fit into memory; the record is not kept then.
  bool add(const Record &record);
  bool isEmpty() const { return records_.empty(); }

  /// The whole test as one point, and up to 120 windows with at least 50 requests each at the mean
  /// rate. Percentiles are those of the answered.
  LoadTest summary(const SourcePosition &at);

private:
  std::vector<Record> records_;
};

/// As `Records::add`, with the error of a file that holds too many.
bool addOrRefuse(Records &records, const Record &record, const SourcePosition &at,
                 Diagnostics &errors);

/// The summary, unless there were errors or no record at all.
Result<LoadTest> finished(Records &records, const Diagnostics &errors, const SourcePosition &at);

} // namespace loadline::loadtest
