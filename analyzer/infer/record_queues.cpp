#include "analyzer/infer/record_queues.h"

#include "analyzer/infer/statements.h"
#include "analyzer/infer/taken_elements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using link::FunctionId;
using Node = ValueFlow::Node;

class Finder {
public:
  Finder(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
         const BodyIndex &index)
      : program_(program), flow_(flow), index_(index), taken_(program, rules, flow, index) {}

  std::vector<RecordQueue> find() {
    for (const auto &[field, reader] : readFields())
      for (const FunctionId taker : near(reader))
        for (const Node place : taken_.takenIn(taker))
          if (place != field && isReadOf(place, field, reader))
            queues_.insert({place, field});
    return {queues_.begin(), queues_.end()};
  }

private:
  /// The fields that hold what is called, each with the functions that read them.
  std::set<std::pair<Node, FunctionId>> readFields() const {
    std::set<Node> called;
    for (const ValueFlow::Invocation &invocation : flow_.invocations())
      called.insert(invocation.of.begin(), invocation.of.end());
    std::set<std::pair<Node, FunctionId>> out;
    for (Node node = 0; node < static_cast<Node>(flow_.size()); ++node) {
      if (!isField(node) || flow_.readIn(node).empty())
        continue;
      bool isCalled = false;
      flow_.reach(node, [&](Node at) {
        isCalled = isCalled || called.contains(at);
        return !isCalled && (at == node || !flow_.isPersistent(at));
      });
      for (const FunctionId reader : isCalled ? flow_.readIn(node) : std::vector<FunctionId>{})
        out.insert({node, reader});
    }
    return out;
  }

  bool isField(Node node) const {
    return flow_.isVariable(node) &&
           program_.variables()[node].symbol->kind == facts::Symbol::Kind::field;
  }

  /// A function, those that it calls, those that call it, and what these call.
  std::set<FunctionId> near(FunctionId function) const {
    std::set<FunctionId> out{function};
    for (const Edge &edge : index_.edgesInto[function])
      if (const FunctionId caller = index_.calls[edge.call].context.function; caller >= 0)
        out.insert(caller);
    for (const FunctionId each : std::vector<FunctionId>(out.begin(), out.end()))
      for (const std::size_t number : index_.callsOf[each]) {
        const Call &call = index_.calls[number];
        if (call.expression->symbol >= 0)
          for (const FunctionId callee : program_.definitionsOf(call.unit, call.expression->symbol))
            out.insert(callee);
      }
    return out;
  }

  /// Whether a function reads the field of a record that stood in the place.
  bool isReadOf(Node place, Node field, FunctionId reader) {
    const link::Function &function = program_.functions()[reader];
    std::set<link::VariableId> objects;
    addObjects(function.unit, function.facts->body, field, objects);
    return std::ranges::any_of(
        objects, [&](Node object) { return !goesAlong(object) && comesFrom(object, place); });
  }

  void addObjects(int unit, const Statement &statement, Node field,
                  std::set<link::VariableId> &out) const {
    for (const Expression &expression : statement.expressions)
      addObjects(unit, expression, field, out);
    for (const Statement &part : statement.parts)
      addObjects(unit, part, field, out);
  }

  void addObjects(int unit, const Expression &expression, Node field,
                  std::set<link::VariableId> &out) const {
    if (expression.symbol >= 0 && !expression.operands.empty() &&
        program_.variableOf(unit, expression.symbol) == field)
      out.merge(objectsOf(program_, unit, expression));
    for (const Expression &operand : expression.operands)
      addObjects(unit, operand, field, out);
  }

  /// Whether a variable goes along a list, record by record: `job = job->next`. What it names is
  /// not taken off.
  bool goesAlong(Node object) const {
    return std::ranges::any_of(index_.writes[object], [&](const Write &write) {
      return write.value && write.value->kind == Expression::Kind::reference &&
             objectsOf(program_, write.unit, *write.value).contains(object);
    });
  }

  /// Also by way of a parameter that stands for the object where it is filled: `take(q, &job)`.
  bool comesFrom(Node object, Node place) const {
    std::set<Node> names{object};
    if (const auto aliases = index_.aliases.find(object); aliases != index_.aliases.end())
      names.insert(aliases->second.begin(), aliases->second.end());
    bool found = false;
    flow_.reach(place, [&](Node at) {
      found = found || names.contains(at);
      return !found && (at == place || !flow_.isPersistent(at));
    });
    return found;
  }

  const link::Program &program_;
  const ValueFlow &flow_;
  const BodyIndex &index_;
  TakenElements taken_;
  std::set<RecordQueue> queues_;
};

} // namespace

std::vector<RecordQueue> findRecordQueues(const link::Program &program, const rules::Rules &rules,
                                          const ValueFlow &flow, const BodyIndex &index) {
  return Finder(program, rules, flow, index).find();
}

} // namespace loadline::infer
