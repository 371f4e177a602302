#include "analyzer/infer/served_queues.h"

#include "analyzer/infer/gates.h"
#include "analyzer/infer/spawn_sites.h"
#include "analyzer/infer/taken_elements.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace loadline::infer {

namespace {

using bound::Bound;
using link::FunctionId;
using link::VariableId;

class Teller {
public:
  Teller(Inference &inference, std::vector<Row> &rows, const std::string &root)
      : inference_(inference), program_(inference.program()), index_(inference.index()),
        rows_(rows), root_(root) {}

  void run() {
    std::map<std::size_t, std::set<VariableId>> servedBy; // by spawn: the bounded queues
    for (const auto &[queue, takers] : takersOfQueues())
      if (isFilledByOthers(queue, takers) && mostIn(inference_, queue))
        for (const std::size_t spawn :
             spawnsThatRun(index_, std::vector<FunctionId>(takers.begin(), takers.end())))
          servedBy[spawn].insert(queue);
    for (Row &row : rows_)
      if (const auto served = servedBy.find(row.spawn);
          served != servedBy.end() && served->second.size() == 1 && row.viaAt.file.empty() &&
          !row.site.queueBound)
        tell(row, *served->second.begin());
  }

private:
  std::map<VariableId, std::set<FunctionId>> takersOfQueues() const {
    std::map<VariableId, std::set<FunctionId>> takers;
    for (const Call &call : index_.calls) {
      if (call.context.function < 0 || call.expression->operands.empty() ||
          !takesElements(program_, inference_.rules(), call))
        continue;
      const VariableId queue = baseVariable(program_, call.unit, call.expression->operands.front());
      if (queue >= 0)
        takers[queue].insert(call.context.function);
    }
    return takers;
  }

  /// What a function fills and empties by itself is its own list and no queue.
  bool isFilledByOthers(VariableId queue, const std::set<FunctionId> &takers) const {
    return std::ranges::any_of(index_.callsOn[queue], [&](std::size_t number) {
      const Call &call = index_.calls[number];
      return addsElement(program_, inference_.rules(), call) &&
             takers.count(call.context.function) == 0;
    });
  }

  void tell(Row &row, VariableId queue) const {
    row.site.queueBound = mostIn(inference_, queue);
    for (const std::size_t number : index_.callsOn[queue]) {
      const Call &call = index_.calls[number];
      if (!addsElement(program_, inference_.rules(), call))
        continue;
      row.site.witness.push_back(
          {relativeTo(root_, inference_.position(call.unit, call.expression->at)),
           fmt::format("at most {} wait for these in {}, which is filled here",
                       toString(*row.site.queueBound), program_.variables()[queue].symbol->name)});
      return;
    }
  }

  Inference &inference_;
  const link::Program &program_;
  const BodyIndex &index_;
  std::vector<Row> &rows_;
  const std::string &root_;
};

} // namespace

std::optional<Bound> mostIn(Inference &inference, VariableId queue) {
  std::vector<Bound> arms;
  for (const std::size_t number : inference.index().callsOn[queue]) {
    const Call &call = inference.index().calls[number];
    if (!addsElement(inference.program(), inference.rules(), call))
      continue;
    const auto gate = gateAt(inference, call.context, *call.expression);
    if (!gate || gate->most.bound.kind() > bound::Kind::config)
      return std::nullopt;
    arms.push_back(gate->most.bound);
  }
  return arms.empty() ? std::nullopt : std::optional(Bound::maximum(std::move(arms)));
}

void tellServedQueues(Inference &inference, std::vector<Row> &rows, const std::string &root) {
  Teller(inference, rows, root).run();
}

} // namespace loadline::infer
