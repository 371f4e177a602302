#pragma once

#include "analyzer/infer/value_flow.h"

namespace loadline::infer {

/// A place off which records are taken one after another, and a field of theirs that holds what is
/// then run:
///
///     struct job { struct job *next; void (*run)(void *); void *argument; };
///     job = q->head; q->head = job->next; …; job->run(job->argument);
///
/// `head` is the place, `run` the field.
struct RecordQueue {
  ValueFlow::Node place = -1;
  ValueFlow::Node field = -1;

  friend auto operator<=>(const RecordQueue &, const RecordQueue &) = default;
};

/// All of a program, each once, in the order of its variables.
std::vector<RecordQueue> findRecordQueues(const link::Program &program, const rules::Rules &rules,
                                          const ValueFlow &flow, const BodyIndex &index);

} // namespace loadline::infer
