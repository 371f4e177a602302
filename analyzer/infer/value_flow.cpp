#include "analyzer/infer/value_flow.h"

#include <algorithm>
#include <set>

namespace loadline::infer {

using facts::Expression;
using facts::Statement;
using link::FunctionId;

namespace {

bool endsWith(const std::string &name, std::string_view end) {
  return name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
}

void sortUnique(std::vector<int> &row) {
  std::ranges::sort(row);
  row.erase(std::unique(row.begin(), row.end()), row.end());
}

template <class T>
void addOnce(std::vector<T> &to, const T &value) {
  if (std::ranges::find(to, value) == to.end())
    to.push_back(value);
}

} // namespace

bool callsValue(const link::Program &program, int unit, const Expression &call) {
  if (call.kind != Expression::Kind::call)
    return false;
  if (call.symbol < 0)
    return call.hasObject && !call.operands.empty();
  const facts::Symbol &symbol = program.symbol(unit, call.symbol);
  if (symbol.kind != facts::Symbol::Kind::function)
    return true;
  return call.hasObject &&
         (endsWith(symbol.name, "operator()") || endsWith(symbol.name, "(lambda)"));
}

ValueFlow::ValueFlow(const link::Program &program, const BodyIndex &index)
    : program_(program), variables_(static_cast<Node>(program.variables().size())) {
  const std::size_t nodes = program.variables().size() + program.functions().size();
  to_.resize(nodes);
  given_.resize(nodes);
  readIn_.resize(nodes);
  for (std::size_t i = 0; i < index.calls.size(); ++i)
    numberOf_.try_emplace(index.calls[i].expression, i);
  for (std::size_t id = 0; id < program.functions().size(); ++id)
    walk(program.functions()[id].unit, static_cast<FunctionId>(id),
         program.functions()[id].facts->body);
  for (std::size_t unit = 0; unit < program.units().size(); ++unit)
    for (const facts::InitialValue &value : program.units()[unit].initialValues) {
      const link::VariableId variable = program.variableOf(static_cast<int>(unit), value.symbol);
      if (variable >= 0)
        flow(-1, sourcesOf(static_cast<int>(unit), value.value), variable);
      visit(static_cast<int>(unit), -1, value.value);
    }
  for (auto *table : {&to_, &given_, &readIn_})
    for (std::vector<int> &row : *table)
      sortUnique(row);
}

bool ValueFlow::isPersistent(Node node) const {
  if (!isVariable(node))
    return false;
  const facts::Symbol::Kind kind = program_.variables()[node].symbol->kind;
  return kind == facts::Symbol::Kind::field || kind == facts::Symbol::Kind::global;
}

void ValueFlow::reach(Node start, const std::function<bool(Node)> &visit) const {
  std::set<Node> seen{start};
  std::vector<Node> open{start};
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    if (!visit(node))
      continue;
    for (const Node next : to_[node])
      if (seen.insert(next).second)
        open.push_back(next);
  }
}

ValueFlow::Sources ValueFlow::sourcesOf(int unit, const Expression &expression) const {
  Sources out;
  addSources(unit, expression, out);
  return out;
}

void ValueFlow::flow(FunctionId in, const Sources &sources, Node target) {
  for (const FunctionId callable : sources.callables)
    given_[target].push_back(callable);
  for (const Node source : sources.nodes) {
    if (source != target)
      to_[source].push_back(target);
    if (in >= 0)
      readIn_[source].push_back(in);
  }
}

void ValueFlow::walk(int unit, FunctionId function, const Statement &statement) {
  const bool gives = statement.kind == Statement::Kind::declare ||
                     statement.kind == Statement::Kind::initialise ||
                     statement.loop == Statement::Loop::rangeFor;
  const link::VariableId variable =
      gives && statement.symbol >= 0 ? program_.variableOf(unit, statement.symbol) : -1;
  if (variable >= 0 && !statement.expressions.empty())
    flow(function, sourcesOf(unit, statement.expressions.front()), variable);
  if (statement.exit == Statement::Exit::returns && !statement.expressions.empty())
    flow(function, sourcesOf(unit, statement.expressions.front()), resultOf(function));
  for (const Expression &expression : statement.expressions)
    visit(unit, function, expression);
  for (const Statement &part : statement.parts)
    walk(unit, function, part);
}

void ValueFlow::visit(int unit, FunctionId function, const Expression &expression) {
  if (expression.kind == Expression::Kind::binary && expression.text == "=") {
    const link::VariableId target = baseVariable(program_, unit, expression.operands[0]);
    if (target >= 0)
      flow(function, sourcesOf(unit, expression.operands[1]), target);
  }
  if (expression.kind == Expression::Kind::call || expression.kind == Expression::Kind::construct)
    visitCall(unit, function, expression);
  for (const Expression &operand : expression.operands)
    visit(unit, function, operand);
}

void ValueFlow::visitCall(int unit, FunctionId function, const Expression &call) {
  const std::vector<const Expression *> arguments = argumentsOf(call);
  const bool isFunction =
      call.symbol >= 0 && program_.symbol(unit, call.symbol).kind == facts::Symbol::Kind::function;
  static const std::vector<FunctionId> none;
  const std::vector<FunctionId> &callees =
      isFunction ? program_.definitionsOf(unit, call.symbol) : none;
  for (const FunctionId callee : callees) {
    const link::Function &definition = program_.functions()[callee];
    const std::size_t most = std::min(arguments.size(), definition.facts->parameters.size());
    for (std::size_t i = 0; i < most; ++i)
      flow(function, sourcesOf(unit, *arguments[i]),
           program_.variableOf(definition.unit, definition.facts->parameters[i]));
  }
  if (callsValue(program_, unit, call)) {
    Invocation invocation;
    const auto number = numberOf_.find(&call);
    if (number == numberOf_.end())
      return;
    invocation.call = number->second;
    if (call.symbol >= 0 && !isFunction)
      invocation.of.push_back(program_.variableOf(unit, call.symbol));
    else
      invocation.of = sourcesOf(unit, call.operands.front()).nodes;
    for (const Node node : invocation.of)
      readIn_[node].push_back(function);
    invocations_.push_back(std::move(invocation));
    return;
  }
  const link::VariableId object =
      callees.empty() && call.hasObject ? baseVariable(program_, unit, call.operands[0]) : -1;
  for (const Expression *argument : object >= 0 ? arguments : std::vector<const Expression *>{})
    flow(function, sourcesOf(unit, *argument), object);
}

void ValueFlow::addSources(int unit, const Expression &expression, Sources &out) const {
  switch (expression.kind) {
  case Expression::Kind::lambda:
  case Expression::Kind::function:
    for (const FunctionId callable : program_.definitionsOf(unit, expression.symbol))
      addOnce(out.callables, callable);
    return;
  case Expression::Kind::reference:
    if (const link::VariableId variable = program_.variableOf(unit, expression.symbol);
        variable >= 0 && !isPartOfObject(program_.symbol(unit, expression.symbol)))
      addOnce(out.nodes, static_cast<Node>(variable));
    else
      for (const Expression &object : expression.operands)
        addSources(unit, object, out);
    return;
  case Expression::Kind::call:
    return addCallSources(unit, expression, out);
  case Expression::Kind::subscript:
    return addSources(unit, expression.operands.front(), out);
  case Expression::Kind::binary:
    if (expression.text == "=" || expression.text == ",")
      addSources(unit, expression.operands[1], out);
    return;
  case Expression::Kind::conditional:
    addSources(unit, expression.operands[1], out);
    addSources(unit, expression.operands[2], out);
    return;
  case Expression::Kind::construct:
  case Expression::Kind::list:
  case Expression::Kind::unary:
  case Expression::Kind::other:
    for (const Expression &operand : expression.operands)
      addSources(unit, operand, out);
    return;
  case Expression::Kind::literal:
  case Expression::Kind::text:
    return;
  }
}

void ValueFlow::addCallSources(int unit, const Expression &call, Sources &out) const {
  if (callsValue(program_, unit, call))
    return;
  const auto &callees = program_.definitionsOf(unit, call.symbol);
  for (const FunctionId callee : callees)
    addOnce(out.nodes, resultOf(callee));
  if (callees.empty()) // a library's: what goes in may come out
    for (const Expression &operand : call.operands)
      addSources(unit, operand, out);
}

} // namespace loadline::infer
