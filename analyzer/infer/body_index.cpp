#include "analyzer/infer/body_index.h"

#include "analyzer/infer/advances.h"
#include "analyzer/infer/aliases.h"
#include "analyzer/infer/callables.h"
#include "analyzer/infer/clamps.h"
#include "analyzer/infer/makers.h"
#include "analyzer/infer/named_handlers.h"
#include "analyzer/infer/overriding.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;

/// Walks one body after another and notes what stands where.
class Indexer {
public:
  Indexer(const link::Program &program, const rules::Rules &rules)
      : program_(program), rules_(rules) {
    index_.callsOf.resize(program.functions().size());
    index_.edgesInto.resize(program.functions().size());
    index_.writes.resize(program.variables().size());
    index_.callsOn.resize(program.variables().size());
    index_.callsWith.resize(program.variables().size());
    for (std::size_t id = 0; id < program.functions().size(); ++id)
      noteClassOf(static_cast<link::FunctionId>(id));
  }

  BodyIndex run() {
    for (std::size_t id = 0; id < program_.functions().size(); ++id) {
      const link::Function &function = program_.functions()[id];
      unit_ = function.unit;
      context_ = {.function = static_cast<link::FunctionId>(id)};
      walk(function.facts->body);
    }
    noteOverriding(program_, rules_, index_);
    for (std::size_t unit = 0; unit < program_.units().size(); ++unit) {
      unit_ = static_cast<int>(unit);
      context_ = {};
      for (const facts::InitialValue &value : program_.units()[unit].initialValues) {
        const link::VariableId variable = program_.variableOf(unit_, value.symbol);
        if (!takeFromConstructors(index_.writes[variable], unit_, value))
          visit(value.value);
        addWrite(variable,
                 {.how = Write::How::initial, .value = &value.value, .at = value.value.at});
      }
    }
    return std::move(index_);
  }

private:
  void noteClassOf(link::FunctionId id) {
    const link::Function &function = program_.functions()[id];
    const std::string &name = function.symbol->name;
    if (constexpr std::string_view called = "::operator()"; name.ends_with(called))
      callOperators_[name.substr(0, name.size() - called.size())].push_back(id);
  }

  void walk(const Statement &statement) {
    context_.statements.push_back(&statement);
    const bool isLoop = statement.kind == Statement::Kind::loop;
    if (isLoop) { // what runs once stands before the body
      for (std::size_t i = 0; i + 1 < statement.parts.size(); ++i)
        walk(statement.parts[i]);
      if (statement.loop == Statement::Loop::rangeFor && !statement.expressions.empty()) {
        visit(statement.expressions.front());
        noteElements(program_.variableOf(unit_, std::max(statement.symbol, 0)),
                     statement.symbol >= 0, statement.expressions.front());
      }
      aliases_.noteIterators(unit_, statement);
      context_.frames.push_back({.loop = &statement});
    }
    if (statement.kind == Statement::Kind::declare || statement.kind == Statement::Kind::initialise)
      addWrite(program_.variableOf(unit_, statement.symbol),
               {.how = Write::How::initial,
                .value = statement.expressions.empty() ? nullptr : &statement.expressions.front(),
                .at = statement.at});
    if (statement.kind == Statement::Kind::branch && conditionOf(statement))
      clamps_.note(unit_, context_, *conditionOf(statement));
    aliases_.noteReference(unit_, statement);
    const bool rangeSeen = isLoop && statement.loop == Statement::Loop::rangeFor;
    for (std::size_t i = rangeSeen ? 1 : 0; i < statement.expressions.size(); ++i)
      visit(statement.expressions[i]);
    if (isLoop) {
      walk(statement.parts.back());
      context_.frames.pop_back();
    } else {
      for (const Statement &part : statement.parts)
        walk(part);
    }
    context_.statements.pop_back();
  }

  void visit(const Expression &expression) {
    if (expression.kind == Expression::Kind::call || expression.kind == Expression::Kind::construct)
      return visitCall(expression);
    noteWrite(expression);
    if (expression.kind == Expression::Kind::other && expression.text == "new[]")
      return visitArray(expression);
    for (const Expression &operand : expression.operands)
      visit(operand);
  }

  /// `Worker workers[4]`, `new Worker[n]`: what makes one of them runs for each.
  void visitArray(const Expression &array) {
    visit(array.operands[0]);
    context_.frames.push_back({.count = &array.operands[0]});
    for (std::size_t i = 1; i < array.operands.size(); ++i)
      visit(array.operands[i]);
    context_.frames.pop_back();
  }

  void noteWrite(const Expression &expression) {
    if (expression.operands.empty())
      return;
    const std::string &op = expression.text;
    const link::VariableId left = wholeVariable(program_, unit_, expression.operands[0]);
    if (left < 0)
      noteElementWrite(expression);
    if (expression.kind == Expression::Kind::binary && op == "=") {
      noteHandler(expression);
      noteCopy(expression.operands[0], expression.operands[1]);
      aliases_.noteField(unit_, expression.operands[0].symbol, expression.operands[1]);
    }
    if (expression.kind == Expression::Kind::binary && isAssignment(op))
      noteAssignment(left, op, expression);
    else if (expression.kind == Expression::Kind::binary && op == ">>" &&
             isStream(program_, unit_, expression.operands[0]))
      addWrite(wholeVariable(program_, unit_, expression.operands[1]),
               {.how = Write::How::readFromOutside, .at = expression.at});
    else if (expression.kind == Expression::Kind::unary && isStep(op))
      addWrite(left, {.how = Write::How::stepped,
                      .at = expression.at,
                      .grows = !shrinks(op),
                      .step = 1,
                      .by = "+"});
    else if (expression.kind == Expression::Kind::unary && op == "&")
      addWrite(left, {.how = Write::How::addressTaken, .at = expression.at});
  }

  /// `v[i] = x`, `counts[key]++`.
  void noteElementWrite(const Expression &expression) {
    const Expression &target = expression.operands[0];
    const bool isAssigned = expression.operands.size() == 2 && isAssignment(expression.text);
    const bool isStepped = isStep(expression.text) && target.kind == Expression::Kind::subscript;
    const link::VariableId container =
        isAssigned || isStepped ? baseVariable(program_, unit_, target) : -1;
    if (container >= 0)
      index_.elementWrites.push_back({container, context_.function,
                                      isAssigned ? &expression.operands[1] : nullptr, &target,
                                      unit_});
  }

  /// `children[i].pid = pid`.
  void noteCopy(const Expression &target, const Expression &value) {
    const Expression &copied = converted(value);
    const link::VariableId from =
        copied.kind == Expression::Kind::reference ? program_.variableOf(unit_, copied.symbol) : -1;
    const link::VariableId to = baseVariable(program_, unit_, target);
    if (from >= 0 && to >= 0 && from != to)
      index_.copies[from].push_back(
          {to, target.kind != Expression::Kind::reference || !target.operands.empty()});
  }

  /// `action.sa_handler = onSignal`: what is put into such a field runs for each event.
  void noteHandler(const Expression &assignment) {
    const int symbol = assignment.operands[0].symbol;
    const rules::EventSource *event =
        symbol >= 0 ? rules_.eventSource(program_.symbol(unit_, symbol).name) : nullptr;
    if (!event)
      return;
    index_.calls.push_back({context_, &assignment, unit_});
    handOver(assignment.operands[1], edgeKind(*event), index_.calls.size() - 1);
  }

  void noteAssignment(link::VariableId left, const std::string &op, const Expression &expression) {
    const Expression &right = expression.operands[1];
    if (op != "=")
      return noteStep(left, op, right, expression.at);
    if (const Expression *by = changeOf(expression.operands[0], right))
      return noteStep(left, right.text + "=", *by, expression.at);
    if (const auto advance = advanceTo(program_, rules_, unit_, expression))
      return noteStep(left, advance->op, *advance->by, expression.at);
    addWrite(left, {.how = Write::How::assigned, .value = &right, .at = expression.at});
  }

  void noteStep(link::VariableId left, const std::string &op, const Expression &by,
                const facts::Place &at) {
    const bool isSum = op == "+=" || op == "-=";
    const std::int64_t amount = isSum && by.kind == Expression::Kind::literal ? by.value : 0;
    if (isSum && by.kind == Expression::Kind::literal && amount == 0)
      return; // nothing changes
    addWrite(left, {.how = Write::How::stepped,
                    .value = &by,
                    .at = at,
                    .grows = amount < 0 ? shrinks(op) : !shrinks(op),
                    .step = std::abs(amount),
                    .by = combinedBy(op)});
  }

  void visitCall(const Expression &expression) {
    const std::size_t number = index_.calls.size();
    index_.calls.push_back({context_, &expression, unit_});
    (context_.function >= 0 ? index_.callsOf[context_.function] : index_.callsOutside)
        .push_back(number);
    noteVariables(expression, number);
    const int symbol = expression.symbol;
    if (symbol >= 0 && program_.symbol(unit_, symbol).kind == facts::Symbol::Kind::function)
      for (const link::FunctionId callee : program_.definitionsOf(unit_, symbol))
        index_.edgesInto[callee].push_back({plainKind(), callee, number});

    const std::string name = ruleName(program_, unit_, expression);
    const rules::EventSource *event = rules_.eventSource(name);
    const rules::SpawnApi *spawn = rules_.spawnApi(name);
    const auto advance = advanceBy(program_, rules_, unit_, expression);
    const rules::NumberSource *rule = rules_.number(name);
    const bool asksForPlace = isPlaceAsked(rule);
    const bool keepsNone = isOnlyAsked(rule);
    if (advance)
      noteStep(wholeVariable(program_, unit_, *advance->place), advance->op, *advance->by,
               expression.at);
    if (spawn) {
      noteMade(expression, *spawn, number);
      noteEntry(expression, *spawn, number);
    }
    noteMadeTogether(expression);
    const bool isAlgorithm = event && event->runs == rules::EventSource::Runs::perElement;
    if (isAlgorithm)
      context_.frames.push_back({.algorithm = &expression});
    const Edge::Kind kind = spawn ? Edge::Kind::spawn : event ? edgeKind(*event) : Edge::Kind::call;
    named_.note(index_, number, event, kind);
    for (std::size_t i = 0; i < expression.operands.size(); ++i) {
      const Expression &operand = expression.operands[i];
      const bool isObject = expression.hasObject && i == 0;
      if (!isObject)
        handOver(operand, kind, isAlgorithm ? addAlgorithmCall(expression) : number);
      if (isObject || !(noteCopied(expression, i) || (advance && i == 0) ||
                        (!asksForPlace && aliases_.noteArgument(number, i, spawn != nullptr))))
        visit(keepsNone && operand.text == "&" ? operand.operands.front() : operand);
    }
    if (isAlgorithm)
      context_.frames.pop_back();
  }

  /// `memcpy(&n, data, sizeof n)`: n is assigned what the data is.
  bool noteCopied(const Expression &call, std::size_t operand) {
    using Gives = rules::NumberSource::Gives;
    const rules::NumberSource *rule =
        operand == 0 && !call.hasObject ? rules_.number(ruleName(program_, unit_, call)) : nullptr;
    const Expression &target = call.operands[operand];
    if (!rule || (rule->gives != Gives::copied && rule->gives != Gives::cleared) ||
        call.operands.size() < 2 || target.kind != Expression::Kind::unary || target.text != "&")
      return false;
    const link::VariableId variable = wholeVariable(program_, unit_, target.operands[0]);
    const Expression *source = &call.operands[1];
    while (source->kind == Expression::Kind::binary && source->text == "+") // where it starts
      source = &source->operands.front();
    addWrite(variable,
             {.how = Write::How::assigned, .value = source, .at = call.at, .isCopied = true});
    return variable >= 0;
  }

  /// Of a call here: what starts a static variable of a function runs once, however often that
  /// does.
  Edge::Kind plainKind() const {
    return isStaticStart(program_, unit_, context_) ? Edge::Kind::onceEver : Edge::Kind::call;
  }

  /// The constructors of what a call makes run, though nobody names them.
  void noteMade(const Expression &call, const rules::SpawnApi &maker, std::size_t number) {
    for (const link::FunctionId constructor : makers_.constructorsOfMade(unit_, call, maker))
      index_.edgesInto[constructor].push_back({plainKind(), constructor, number});
  }

  /// So do those of all elements that a call makes at once.
  void noteMadeTogether(const Expression &call) {
    for (const link::FunctionId constructor : makers_.constructorsOfMany(unit_, call)) {
      context_.frames.push_back({.count = argumentsOf(call).front()});
      index_.calls.push_back({context_, &call, unit_});
      context_.frames.pop_back();
      index_.edgesInto[constructor].push_back({plainKind(), constructor, index_.calls.size() - 1});
    }
  }

  /// `worker.start()`: the thread runs the object's own method, or what overrides it.
  void noteEntry(const Expression &call, const rules::SpawnApi &starter, std::size_t number) {
    if (starter.entry.empty() || !call.hasObject)
      return;
    const link::VariableId object = baseVariable(program_, unit_, call.operands[0]);
    const std::string &type =
        object >= 0 ? program_.variables()[object].symbol->type : call.operands[0].type;
    const std::string method = withoutArguments(type) + "::" + starter.entry;
    for (std::size_t id = 0; id < program_.functions().size(); ++id) {
      const facts::Symbol &symbol = *program_.functions()[id].symbol;
      if (symbol.name == method || std::ranges::count(symbol.overriddenNames, method))
        index_.edgesInto[id].push_back({.kind = Edge::Kind::spawn,
                                        .callee = static_cast<link::FunctionId>(id),
                                        .call = number});
    }
  }

  /// The call again, now standing inside the algorithm that repeats it.
  std::size_t addAlgorithmCall(const Expression &expression) {
    index_.calls.push_back({context_, &expression, unit_});
    return index_.calls.size() - 1;
  }

  /// A callable that is given away runs where it is given: directly, or through a bind or wrapper.
  void handOver(const Expression &argument, Edge::Kind kind, std::size_t call) {
    if (argument.kind == Expression::Kind::lambda || argument.kind == Expression::Kind::function) {
      if (!handedOver_.insert(&argument).second)
        return; // `thread(bind(f))` hands f to the thread, and not once more to bind
      for (const link::FunctionId callee : program_.definitionsOf(unit_, argument.symbol))
        index_.edgesInto[callee].push_back(
            {.kind = kind, .callee = callee, .call = call, .isHandOver = true});
      if (const Frame *frame = context_.frames.empty() ? nullptr : &context_.frames.back();
          frame && frame->algorithm)
        noteLambdaElements(argument, *frame->algorithm);
      return;
    }
    if (isRunThere(kind, call))
      handOverObject(argument, kind, call);
    if (const link::VariableId variable = argument.kind == Expression::Kind::reference
                                              ? program_.variableOf(unit_, argument.symbol)
                                              : -1;
        variable >= 0)
      handOverValueOf(variable, kind, call);
    const bool isWrapper =
        (argument.kind == Expression::Kind::construct &&
         !takesCallable(program_, rules_, unit_, argument)) ||
        argument.kind == Expression::Kind::unary || argument.kind == Expression::Kind::list ||
        argument.kind == Expression::Kind::other ||
        (argument.kind == Expression::Kind::call && isRunThere(kind, call) && !resolves(argument));
    if (isWrapper)
      for (const Expression &operand : argument.operands)
        handOver(operand, kind, call);
  }

  /// `async_accept(Handler{this})`, `std::thread(task)`, `post(*this)`: an object whose class says
  /// how it is called.
  void handOverObject(const Expression &argument, Edge::Kind kind, std::size_t call) {
    const bool isMade =
        argument.kind == Expression::Kind::construct || argument.kind == Expression::Kind::list;
    const bool isSelf = argument.kind == Expression::Kind::unary && argument.text == "*" &&
                        argument.operands.front().text == "this" && context_.function >= 0;
    const std::string type = argument.kind == Expression::Kind::reference
                                 ? program_.symbol(unit_, argument.symbol).type
                             : isSelf ? classOf(program_, context_.function)
                                      : argument.type;
    if (!isMade && !isSelf && argument.kind != Expression::Kind::reference)
      return;
    const auto found = callOperators_.find(withoutArguments(type));
    if (found == callOperators_.end() || !handedOver_.insert(&argument).second)
      return;
    for (const link::FunctionId callee : found->second)
      index_.edgesInto[callee].push_back(
          {.kind = kind, .callee = callee, .call = call, .isHandOver = true});
  }

  /// The variable stands for one element of the container at the base of `range`.
  void noteElements(link::VariableId element, bool isKnown, const Expression &range) {
    if (!isKnown || element < 0)
      return;
    index_.rangeOf.emplace(element, std::pair(unit_, &range));
    if (const link::VariableId container = baseVariable(program_, unit_, range); container >= 0)
      index_.elementOf.emplace(element, container);
  }

  void noteLambdaElements(const Expression &callable, const Expression &algorithm) {
    for (const link::FunctionId callee : program_.definitionsOf(unit_, callable.symbol))
      if (const link::Function &function = program_.functions()[callee];
          !function.facts->parameters.empty() && !algorithm.operands.empty())
        noteElements(program_.variableOf(function.unit, function.facts->parameters.front()), true,
                     *withoutPolicy(program_, unit_, argumentsOf(algorithm)).front());
  }

  /// `auto f = [] {…}; std::thread(f)`: the value the variable was given.
  void handOverValueOf(link::VariableId variable, Edge::Kind kind, std::size_t call) {
    if (!isRunThere(kind, call))
      return; // where it is called is seen by itself
    for (const Write &write : index_.writes[variable]) {
      const Expression *value = write.value;
      if (value && value->kind == Expression::Kind::construct && value->operands.size() == 1)
        value = &value->operands.front(); // `std::function<void()> f = [] {…};`
      if (!value ||
          (value->kind != Expression::Kind::lambda && value->kind != Expression::Kind::function))
        continue;
      handedOver_.erase(value);
      handOver(*value, kind, call);
    }
  }

  /// Whether what is given here is known to run, and not only kept or handed on.
  bool isRunThere(Edge::Kind kind, std::size_t call) const {
    return kind != Edge::Kind::call ||
           (!context_.frames.empty() &&
            context_.frames.back().algorithm == index_.calls[call].expression);
  }

  bool resolves(const Expression &call) const {
    return call.symbol >= 0 && !program_.definitionsOf(unit_, call.symbol).empty();
  }

  void noteVariables(const Expression &expression, std::size_t number) {
    for (std::size_t i = 0; i < expression.operands.size(); ++i) {
      const link::VariableId variable = baseVariable(program_, unit_, expression.operands[i]);
      if (variable >= 0)
        (expression.hasObject && i == 0 ? index_.callsOn : index_.callsWith)[variable].push_back(
            number);
    }
  }

  void addWrite(link::VariableId variable, Write write) {
    if (variable < 0)
      return;
    write.context = context_;
    write.unit = unit_;
    index_.writes[variable].push_back(std::move(write));
  }

  const link::Program &program_;
  const rules::Rules &rules_;
  BodyIndex index_;
  Aliases aliases_{program_, rules_, index_};
  Clamps clamps_{program_, rules_, index_};
  const NamedHandlers named_{program_};
  const Makers makers_{program_, rules_};
  std::map<std::string, std::vector<link::FunctionId>> callOperators_; ///< by the class's name
  Context context_;
  int unit_ = -1;
  std::set<const Expression *> handedOver_;
};

} // namespace

BodyIndex indexBodies(const link::Program &program, const rules::Rules &rules) {
  BodyIndex index = Indexer(program, rules).run();
  followCallables(program, rules, index);
  return index;
}

} // namespace loadline::infer
