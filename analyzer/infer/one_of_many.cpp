#include "analyzer/infer/one_of_many.h"

#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Symbol;

bool isPointer(const Symbol &symbol) {
  const bool isSmart =
      symbol.type.starts_with("std::shared_ptr") || symbol.type.starts_with("std::unique_ptr");
  return symbol.type.find('*') != std::string::npos || symbol.isWritingPointer ||
         (isSmart && !symbol.isReference);
}

/// Whether a variable leads to an object that stands elsewhere.
bool leadsElsewhere(const Symbol &symbol) {
  return (symbol.isReference && !isNumeric(symbol.type)) ||
         symbol.type.starts_with("std::shared_ptr") ||
         symbol.type.find("iterator") != std::string::npos;
}

class Picked {
public:
  Picked(Inference &inference, const Context &place)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        place_(place) {}

  bool byKey(int unit, const Expression &object, int depth = 0) const {
    constexpr int deepest = 6;
    if (depth > deepest)
      return false;
    switch (object.kind) {
    case Expression::Kind::subscript:
      return object.operands[1].kind != Expression::Kind::literal ||
             byKey(unit, object.operands[0], depth + 1);
    case Expression::Kind::unary:
      return byKey(unit, object.operands[0], depth + 1);
    case Expression::Kind::call:
      return byCall(unit, object, depth);
    case Expression::Kind::reference:
      return object.operands.empty() ? byVariable(program_.variableOf(unit, object.symbol), depth)
                                     : byKey(unit, object.operands[0], depth + 1);
    default:
      return false;
    }
  }

private:
  /// `clients.find(ip)`, `client_of(socket)`; not `std::move(client)` or `Server::instance()`.
  bool byCall(int unit, const Expression &call, int depth) const {
    const auto arguments = argumentsOf(call);
    const bool isOfLibrary = ruleName(program_, unit, call).starts_with("std::");
    if (call.hasObject)
      return !arguments.empty() || byKey(unit, call.operands[0], depth + 1);
    if (arguments.empty())
      return false;
    return isOfLibrary ? byKey(unit, *arguments[0], depth + 1) : true;
  }

  bool byVariable(link::VariableId id, int depth) const {
    if (id < 0 || !leadsElsewhere(*program_.variables()[id].symbol))
      return false;
    const link::Variable &variable = program_.variables()[id];
    const auto isPicked = [&](const Write &write) {
      return write.value && write.how != Write::How::stepped && !isBeforeAllRounds(write) &&
             byKey(write.unit, *write.value, depth + 1);
    };
    if (variable.symbol->kind == Symbol::Kind::local)
      return std::ranges::any_of(index_.writes[id], isPicked);
    return variable.symbol->kind == Symbol::Kind::parameter && variable.owner >= 0 &&
           std::ranges::any_of(index_.edgesInto[variable.owner], [&](const Edge &edge) {
             const Expression *argument = inference_.argumentFor(edge, *variable.symbol);
             return argument && byKey(index_.calls[edge.call].unit, *argument, depth + 1);
           });
  }

  /// `auto *slots = make(4); for (;;) { … }` in what runs once.
  bool isBeforeAllRounds(const Write &write) const {
    return write.context.function == place_.function && write.context.frames.empty() &&
           !place_.frames.empty() && inference_.invocations(place_.function).bound.isConstant(1);
  }

  Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const Context &place_;
};

} // namespace

bool isOfOneOfMany(Inference &inference, const Context &place, int unit, const Expression &asked) {
  const auto arguments = argumentsOf(asked);
  if (asked.kind == Expression::Kind::call && !asked.hasObject && arguments.size() == 1 &&
      isNumeric(asked.type)) // `list_size(clients)`: a number of what it is given
    return Picked(inference, place).byKey(unit, *arguments[0]);
  const bool isQuestion = asked.kind == Expression::Kind::call && asked.hasObject;
  const Expression &object = isQuestion ? asked.operands[0] : asked;
  const link::VariableId pointer =
      !isQuestion && object.kind == Expression::Kind::reference && object.operands.empty()
          ? inference.program().variableOf(unit, object.symbol)
          : -1;
  if (pointer >= 0 && isPointer(*inference.program().variables()[pointer].symbol))
    return false; // it is asked itself, and not where it leads
  return Picked(inference, place).byKey(unit, object);
}

} // namespace loadline::infer
