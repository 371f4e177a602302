#pragma once

#include "analyzer/infer/record_queues.h"

namespace loadline::infer {

/// Notes in an index the calls that put a callable into a queue whose consumer runs on units.
///   queues   the places out of which callables are taken and run
///   records  of these, the places of records, with the fields that hold what is run
void noteSubmissions(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
                     const std::vector<ValueFlow::Node> &queues,
                     const std::vector<RecordQueue> &records, BodyIndex &index);

} // namespace loadline::infer
