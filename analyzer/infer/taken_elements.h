#pragma once

#include "analyzer/infer/value_flow.h"

#include <map>
#include <set>

namespace loadline::infer {

/// Says off which places functions take elements, so that another one stands there next: the head
/// of a list, an array, a container.
///
///     job = q->head; q->head = job->next;
///     job = q->ring[q->at]; q->at = (q->at + 1) % size;
///     job = list[0]; for (i = 0; …) list[i] = list[i + 1];
///     job = queue.front(); queue.pop();
class TakenElements {
public:
  TakenElements(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
                const BodyIndex &index)
      : program_(program), rules_(rules), flow_(flow), index_(index) {}

  /// The fields and globals off which a function takes; not what the functions that it calls do.
  const std::set<link::VariableId> &takenIn(link::FunctionId function);

private:
  const link::Program &program_;
  const rules::Rules &rules_;
  const ValueFlow &flow_;
  const BodyIndex &index_;
  std::map<link::FunctionId, std::set<link::VariableId>> taken_;
};

/// Whether a call takes elements out of its container: one, or all by an exchange.
bool takesElements(const link::Program &program, const rules::Rules &rules, const Call &call);

/// The functions that read a container and take elements out of it.
std::set<link::FunctionId> takersOf(const link::Program &program, const rules::Rules &rules,
                                    const ValueFlow &flow, const BodyIndex &index,
                                    link::VariableId container);

/// The variables that the objects of a field are named by: `job` of `job->run`; `ring`, `at` and
/// `q` of `q->ring[q->at].run`.
std::set<link::VariableId> objectsOf(const link::Program &program, int unit,
                                     const facts::Expression &field);

} // namespace loadline::infer
