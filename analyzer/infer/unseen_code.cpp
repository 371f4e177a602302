#include "analyzer/infer/unseen_code.h"

#include "analyzer/infer/statements.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using link::FunctionId;
using Node = ValueFlow::Node;

/// `Server` of `net::Server *`, `const Server &` and `std::unique_ptr<Server>`.
std::string objectIn(const std::string &type) {
  const std::string inner = firstArgument(type);
  const std::string plain = withoutArguments(inner.empty() ? type : inner);
  return plain.substr(0, plain.find_last_not_of("*& ") + 1);
}

/// A path without detours: a compiler tells it as it was given, or as an `#include` made it.
std::string plain(const std::string &path) {
  return std::filesystem::path(path).lexically_normal().string();
}

class Giver {
public:
  Giver(const link::Program &program, const rules::Rules &rules, const ValueFlow &flow,
        BodyIndex &index)
      : program_(program), rules_(rules), flow_(flow), index_(index) {}

  void run() {
    findRoot();
    findOverriders();
    for (std::size_t number = 0; number < index_.calls.size(); ++number)
      if (isUnseen(index_.calls[number]))
        noteGiven(number);
    followVariables();
  }

private:
  /// The innermost folder that holds all sources of the program.
  void findRoot() {
    for (const facts::TranslationUnitFacts &unit : program_.units()) {
      const std::string file = plain(unit.mainFile);
      if (&unit == &program_.units().front())
        root_ = file;
      root_.resize(
          static_cast<std::size_t>(std::ranges::mismatch(root_, file).in1 - root_.begin()));
      mainFiles_.insert(file);
    }
    root_.resize(root_.rfind('/') + 1);
  }

  /// Whether a header of the program's own declares a function: its code is only missing from the
  /// run, as from a part of the project, and calls methods as often as the rest of it does.
  bool isOwn(const Call &call) const {
    const facts::Symbol &callee = program_.symbol(call.unit, call.expression->symbol);
    if (callee.isSystem || callee.declaredIn < 0)
      return false;
    const std::string file = plain(program_.units()[call.unit].files[callee.declaredIn]);
    return file.starts_with(root_) && !mainFiles_.contains(file);
  }

  /// The methods that only code which is not seen can call.
  void findOverriders() {
    for (std::size_t id = 0; id < program_.functions().size(); ++id)
      if (!program_.functions()[id].symbol->overridden.empty() && index_.edgesInto[id].empty())
        overriders_[classOf(program_, static_cast<FunctionId>(id))].push_back(
            static_cast<FunctionId>(id));
  }

  /// Whether a call runs code that is not seen, and that no rule tells of. The standard library
  /// keeps to what its pages say, and those have rules.
  bool isUnseen(const Call &call) const {
    const Expression &expression = *call.expression;
    const bool isMade = expression.kind == Expression::Kind::construct;
    if ((expression.kind != Expression::Kind::call && !isMade) || expression.symbol < 0)
      return false;
    const facts::Symbol &symbol = program_.symbol(call.unit, expression.symbol);
    if (isMade && (symbol.isSystem || symbol.isMadeByCompiler)) // a library's wrapper, as a rule
      return false;
    if (symbol.kind != facts::Symbol::Kind::function || symbol.name.starts_with("std::") ||
        !program_.definitionsOf(call.unit, expression.symbol).empty())
      return false;
    const std::string name = ruleName(program_, call.unit, expression);
    return !rules_.eventSource(name) && !rules_.spawnApi(name) && !rules_.number(name) &&
           !rules_.limiter(name) && !rules_.wait(name);
  }

  void noteGiven(std::size_t number) {
    const Call call = index_.calls[number];
    const bool takesObjects = call.expression->kind == Expression::Kind::call && !isOwn(call);
    for (const Expression *argument : argumentsOf(*call.expression)) {
      const ValueFlow::Sources sources = flow_.sourcesOf(call.unit, *argument);
      for (const FunctionId callable : sources.callables)
        giveWritten(callable, number);
      for (const Node node : sources.nodes)
        givenTo_[node].push_back(number);
      if (takesObjects)
        giveObject(call, *argument, number);
    }
    const bool isNamed = takesObjects && call.expression->hasObject &&
                         call.expression->operands.front().kind == Expression::Kind::reference;
    if (isNamed)
      giveObject(call, call.expression->operands.front(), number);
  }

  /// A callable that stands in the arguments, itself or in what a library's wrapper makes of it.
  void giveWritten(FunctionId callable, std::size_t number) {
    const Expression &whole = *index_.calls[number].expression;
    std::vector<Edge> &edges = index_.edgesInto[callable];
    const auto isGivenHere = [&](const Edge &edge) {
      return edge.isHandOver && edge.kind == Edge::Kind::call &&
             holds(whole, *index_.calls[edge.call].expression);
    };
    if (std::erase_if(edges, isGivenHere) > 0)
      addEdge(callable, number);
  }

  void giveObject(const Call &call, const Expression &argument, std::size_t number) {
    const link::VariableId variable = baseVariable(program_, call.unit, argument);
    const bool isSelf = argument.text == "this" && call.context.function >= 0;
    const bool isMade =
        argument.kind == Expression::Kind::construct || argument.kind == Expression::Kind::call;
    const std::string &type = variable >= 0 ? program_.variables()[variable].symbol->type
                              : isMade      ? argument.type
                                            : none_;
    const std::string object = isSelf ? classOf(program_, call.context.function) : objectIn(type);
    if (const auto found = overriders_.find(object); found != overriders_.end())
      for (const FunctionId method : found->second)
        addEdge(method, number);
  }

  /// Callables that variables hold when these are given away. Only those that are not known to
  /// run: a thread that is given away was given its callable too.
  void followVariables() {
    for (Node node = 0; node < static_cast<Node>(flow_.size()); ++node)
      for (const FunctionId callable : flow_.given(node)) {
        std::vector<Edge> &edges = index_.edgesInto[callable];
        if (std::ranges::any_of(edges, [&](const Edge &edge) { return isRun(edge); }))
          continue;
        const std::set<std::size_t> calls = callsThatGet(node);
        if (calls.empty())
          continue;
        std::erase_if(edges, [](const Edge &edge) { return edge.kind == Edge::Kind::call; });
        for (const std::size_t number : calls)
          addEdge(callable, number);
      }
  }

  /// Whether an edge tells of a run, and not only of who keeps the callable.
  bool isRun(const Edge &edge) const {
    if (edge.kind != Edge::Kind::call)
      return edge.kind != Edge::Kind::unseen;
    const Call &call = index_.calls[edge.call];
    return !edge.isHandOver || edge.calledBackAt >= 0 ||
           rules_.eventSource(ruleName(program_, call.unit, *call.expression));
  }

  std::set<std::size_t> callsThatGet(Node start) const {
    std::set<std::size_t> calls;
    flow_.reach(start, [&](Node node) {
      if (const auto given = givenTo_.find(node); given != givenTo_.end())
        calls.insert(given->second.begin(), given->second.end());
      return true;
    });
    return calls;
  }

  void addEdge(FunctionId callable, std::size_t number) {
    std::vector<Edge> &edges = index_.edgesInto[callable];
    const auto isSame = [&](const Edge &edge) {
      return edge.kind == Edge::Kind::unseen && edge.call == number;
    };
    if (std::ranges::none_of(edges, isSame))
      edges.push_back(
          {.kind = Edge::Kind::unseen, .callee = callable, .call = number, .isHandOver = true});
  }

  const link::Program &program_;
  const rules::Rules &rules_;
  const ValueFlow &flow_;
  BodyIndex &index_;
  std::map<std::string, std::vector<FunctionId>> overriders_; ///< by the class's name
  std::map<Node, std::vector<std::size_t>> givenTo_;          ///< calls that get what a node holds
  std::string root_;
  std::set<std::string> mainFiles_;
  const std::string none_;
};

} // namespace

void followIntoUnseenCode(const link::Program &program, const rules::Rules &rules,
                          const ValueFlow &flow, BodyIndex &index) {
  Giver(program, rules, flow, index).run();
}

} // namespace loadline::infer
