#pragma once

#include "analyzer/infer/object_queues.h"
#include "analyzer/infer/record_queues.h"

namespace loadline::infer {

/// Where functions take what is to be done.
struct TaskQueues {
  std::vector<ValueFlow::Node> ofCallables; ///< places out of which callables are taken and run
  std::vector<RecordQueue> ofRecords; ///< of these, those of records, with the fields that hold
                                      ///< what is run
  std::vector<ObjectQueue> ofObjects;
};

/// Notes in an index the calls that put a callable or an object into a queue whose consumer runs on
/// units.
void noteSubmissions(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
                     const TaskQueues &queues, BodyIndex &index);

} // namespace loadline::infer
