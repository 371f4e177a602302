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
    std::map<std::size_t, Queues> servedBy; // by spawn
    for (const auto &[queue, takers] : takersOfQueues()) {
      const std::optional<Bound> most =
          isFilledByOthers(queue, takers) ? waitsIn(queue) : std::nullopt;
      if (!most)
        continue;
      const bool isOpen = most->kind() == bound::Kind::unbounded;
      for (const std::size_t spawn :
           spawnsThatRun(index_, std::vector<FunctionId>(takers.begin(), takers.end())))
        (isOpen ? servedBy[spawn].open : servedBy[spawn].bounded).emplace(queue, *most);
    }
    for (Row &row : rows_)
      if (const auto served = servedBy.find(row.spawn);
          served != servedBy.end() && row.viaAt.file.empty() && !row.site.queueBound)
        tell(row, served->second);
  }

private:
  /// The queues that the units of a spawn empty, and what may wait in each.
  struct Queues {
    std::map<VariableId, Bound> bounded, open;
  };

  /// What may wait in a queue, where the code says so: what keeps others out of it when it is full,
  /// or that nothing does and what fills it runs without limit.
  std::optional<Bound> waitsIn(VariableId queue) const {
    if (const auto most = mostIn(inference_, queue))
      return most;
    for (const std::size_t number : index_.callsOn[queue]) {
      const Call &call = index_.calls[number];
      if (!addsElement(program_, inference_.rules(), call) ||
          gateAt(inference_, call.context, *call.expression))
        continue;
      const Bound filled = Bound::product({inference_.rounds(call.context).bound,
                                           inference_.invocations(call.context.function).bound});
      if (filled.kind() == bound::Kind::unbounded)
        return filled;
    }
    return std::nullopt;
  }

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

  void tell(Row &row, const Queues &served) const {
    const auto &queues = served.bounded.empty() ? served.open : served.bounded;
    if (queues.size() != 1)
      return;
    const auto &[queue, most] = *queues.begin();
    row.site.queueBound = most;
    const std::string &name = program_.variables()[queue].symbol->name;
    for (const std::size_t number : index_.callsOn[queue]) {
      const Call &call = index_.calls[number];
      if (!addsElement(program_, inference_.rules(), call))
        continue;
      row.site.witness.push_back(
          {relativeTo(root_, inference_.position(call.unit, call.expression->at)),
           most.kind() == bound::Kind::unbounded
               ? fmt::format("nothing limits how many wait for these in {}, which is filled here",
                             name)
               : fmt::format("at most {} wait for these in {}, which is filled here",
                             toString(most), name)});
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
