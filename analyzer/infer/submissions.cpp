#include "analyzer/infer/submissions.h"

#include <algorithm>
#include <map>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using link::FunctionId;
using Node = ValueFlow::Node;

class Submitters {
public:
  Submitters(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
             const std::vector<RecordQueue> &records, BodyIndex &index)
      : program_(program), rules_(rules), flow_(flow), records_(records), index_(index),
        from_(flow.size()) {
    for (const ValueFlow::Invocation &invocation : flow_.invocations())
      for (const Node node : invocation.of)
        invocationsOf_[node].push_back(invocation.call);
    for (Node node = 0; node < static_cast<Node>(flow_.size()); ++node)
      for (const Node next : flow_.to(node))
        from_[next].push_back(node);
  }

  void addSubmissionsTo(Node queue) {
    const std::vector<Node> kept = keptIn(queue);
    Submission submission{.queue = queue, .consumers = onUnits(consumersOf(kept))};
    if (submission.consumers.empty())
      return;
    const bool isOfRecords = kept.size() > 1;
    const std::set<Node> entrances = entrancesOf(kept);
    addCalls(std::move(submission), entrances, [&](std::size_t number) {
      return isOrigin(number, entrances, kept) && !(isOfRecords && isToldByRules(number));
    });
  }

  void addSubmissionsTo(const ObjectQueue &queue) {
    Submission submission{.queue = queue.place, .consumers = onUnits(queue.consumers)};
    if (submission.consumers.empty())
      return;
    const std::set<Node> entrances = entrancesOf({queue.place});
    addCalls(std::move(submission), entrances, [&](std::size_t number) {
      return !handsOn(number, entrances) && !isToldByRules(number);
    });
  }

private:
  /// Notes the calls that fill what a submission names, of those that are meant.
  template <class Meant>
  void addCalls(Submission submission, const std::set<Node> &entrances, const Meant &isMeant) {
    std::set<std::size_t> calls;
    for (const Node entrance : entrances)
      for (const std::size_t number : callsThatFill(entrance, submission.queue))
        calls.insert(number);
    for (const std::size_t number : calls)
      if (isMeant(number)) {
        submission.call = number;
        index_.submissions.push_back(submission);
      }
  }

  std::vector<FunctionId> onUnits(std::vector<FunctionId> consumers) const {
    std::erase_if(consumers, [&](FunctionId id) { return !runsOnUnit(id); });
    return consumers;
  }

  /// Whether what a call puts in was given to its own function to be put in.
  bool handsOn(std::size_t number, const std::set<Node> &entrances) const {
    const Call &call = index_.calls[number];
    return std::ranges::any_of(argumentsOf(*call.expression), [&](const Expression *argument) {
      return std::ranges::any_of(flow_.sourcesOf(call.unit, *argument).nodes, [&](Node node) {
        return entrances.contains(node) && isParameter(node);
      });
    });
  }

  /// The queue, and of one of records the fields that hold what is run, and what leads to its other
  /// records: its end, the link from each to the next.
  std::vector<Node> keptIn(Node queue) const {
    std::vector<Node> out{queue};
    for (const RecordQueue &record : records_)
      if (record.place == queue)
        out.push_back(record.field);
    if (out.size() == 1)
      return out;
    for (const auto *beside : {&from_[queue], &flow_.to(queue)})
      std::ranges::copy_if(*beside, std::back_inserter(out),
                           [&](Node node) { return areOfOneType(node, queue); });
    return out;
  }

  bool areOfOneType(Node node, Node queue) const {
    if (!flow_.isPersistent(node))
      return false;
    const facts::Symbol &symbol = *program_.variables()[node].symbol;
    return symbol.isReference && symbol.type == program_.variables()[queue].symbol->type;
  }

  std::vector<FunctionId> consumersOf(const std::vector<Node> &kept) const {
    std::set<FunctionId> consumers;
    for (const Node from : kept)
      flow_.reach(from, [&](Node at) {
        if (const auto calls = invocationsOf_.find(at); calls != invocationsOf_.end())
          for (const std::size_t call : calls->second)
            consumers.insert(functionOf(call));
        return at == from || !flow_.isPersistent(at);
      });
    return {consumers.begin(), consumers.end()};
  }

  bool runsOnUnit(FunctionId function) const {
    std::set<FunctionId> seen{function};
    std::vector<FunctionId> open{function};
    while (!open.empty()) {
      const FunctionId at = open.back();
      open.pop_back();
      if (at < 0)
        continue;
      for (const Edge &edge : index_.edgesInto[at]) {
        if (edge.kind == Edge::Kind::spawn)
          return true;
        if (seen.insert(functionOf(edge.call)).second)
          open.push_back(functionOf(edge.call));
      }
    }
    return false;
  }

  /// What keeps, and the parameters and locals whose values go there, wrapped in a lambda or not.
  std::set<Node> entrancesOf(const std::vector<Node> &kept) const {
    std::set<Node> entrances;
    std::vector<Node> open = kept;
    while (!open.empty()) {
      const Node node = open.back();
      open.pop_back();
      if (!entrances.insert(node).second)
        continue;
      for (const Node source : from_[node])
        if (flow_.isVariable(source) && !flow_.isPersistent(source))
          open.push_back(source);
      for (const FunctionId wrapper : flow_.given(node))
        for (const ValueFlow::Invocation &invocation : flow_.invocations())
          if (functionOf(invocation.call) == wrapper)
            for (const Node wrapped : invocation.of)
              if (!flow_.isPersistent(wrapped) && flow_.isVariable(wrapped))
                open.push_back(wrapped);
    }
    return entrances;
  }

  /// Calls that give something to an entrance: of its function, if it is a parameter; methods that
  /// add, of the queue.
  std::vector<std::size_t> callsThatFill(Node entrance, Node queue) const {
    std::vector<std::size_t> out;
    if (entrance == queue) {
      for (const std::size_t number : index_.callsOn[queue]) {
        const Call &call = index_.calls[number];
        const rules::NumberSource *rule =
            rules_.number(ruleName(program_, call.unit, *call.expression));
        if (rule && rule->gives == rules::NumberSource::Gives::oneElement)
          out.push_back(number);
      }
    } else if (isParameter(entrance)) {
      const FunctionId owner = program_.variables()[entrance].owner;
      if (owner >= 0)
        for (const Edge &edge : index_.edgesInto[owner])
          if (edge.kind == Edge::Kind::call && !edge.isHandOver)
            out.push_back(edge.call);
    }
    return out;
  }

  /// A call from outside into a library whose queues and pools the rules tell, should its sources
  /// be seen. A container of the standard library is the program's own queue.
  bool isToldByRules(std::size_t number) const {
    const Call &call = index_.calls[number];
    const std::string name = ruleName(program_, call.unit, *call.expression);
    const std::string space = name.substr(0, name.find("::"));
    const FunctionId caller = call.context.function;
    return space != name && space != "std" && rules_.tellOf(space) &&
           (caller < 0 || !program_.functions()[caller].symbol->name.starts_with(space + "::"));
  }

  /// Whether what a call puts in starts there, rather than being handed on.
  bool isOrigin(std::size_t number, const std::set<Node> &entrances,
                const std::vector<Node> &kept) const {
    const Call &call = index_.calls[number];
    for (const Expression *argument : argumentsOf(*call.expression)) {
      const ValueFlow::Sources sources = flow_.sourcesOf(call.unit, *argument);
      if (namedCode(*argument) && sources.callables.empty()) // its body is in no unit that is seen
        return true;
      for (const FunctionId callable : sources.callables)
        if (!wrapsEntrance(callable, entrances))
          return true;
      for (const Node node : sources.nodes)
        if (!std::ranges::count(kept, node) && entrances.contains(node) && !isParameter(node) &&
            (isGivenHere(node, entrances) || isFilledHere(call.context.function, entrances, kept)))
          return true;
    }
    return false;
  }

  /// A local that holds a callable of its own function.
  bool isGivenHere(Node local, const std::set<Node> &entrances) const {
    return std::ranges::any_of(flow_.given(local), [&](FunctionId callable) {
      return !wrapsEntrance(callable, entrances);
    });
  }

  /// `job->run = task;` of a record that the function then puts in.
  bool isFilledHere(FunctionId function, const std::set<Node> &entrances,
                    const std::vector<Node> &kept) const {
    return std::ranges::any_of(kept, [&](Node field) {
      return std::ranges::any_of(index_.writes[field], [&](const Write &write) {
        return write.value && write.context.function == function &&
               std::ranges::any_of(
                   flow_.sourcesOf(write.unit, *write.value).callables,
                   [&](FunctionId callable) { return !wrapsEntrance(callable, entrances); });
      });
    });
  }

  /// A lambda that runs what its function was given, as `[task] { (*task)(); }`.
  bool wrapsEntrance(FunctionId callable, const std::set<Node> &entrances) const {
    return std::ranges::any_of(flow_.invocations(), [&](const ValueFlow::Invocation &invocation) {
      return functionOf(invocation.call) == callable &&
             std::ranges::any_of(invocation.of,
                                 [&](Node node) { return entrances.contains(node); });
    });
  }

  bool isParameter(Node node) const {
    return flow_.isVariable(node) &&
           program_.variables()[node].symbol->kind == facts::Symbol::Kind::parameter;
  }

  FunctionId functionOf(std::size_t call) const { return index_.calls[call].context.function; }

  const link::Program &program_;
  const rules::Rules &rules_;
  const ValueFlow &flow_;
  const std::vector<RecordQueue> &records_;
  BodyIndex &index_;
  std::vector<std::vector<Node>> from_;                    ///< by node: where its value comes from
  std::map<Node, std::vector<std::size_t>> invocationsOf_; ///< calls of what a node holds
};

} // namespace

void noteSubmissions(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
                     const TaskQueues &queues, BodyIndex &index) {
  if (queues.ofCallables.empty() && queues.ofObjects.empty())
    return;
  Submitters submitters(program, rules, flow, queues.ofRecords, index);
  for (const Node queue : queues.ofCallables)
    submitters.addSubmissionsTo(queue);
  for (const ObjectQueue &queue : queues.ofObjects)
    submitters.addSubmissionsTo(queue);
}

} // namespace loadline::infer
