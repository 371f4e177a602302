#include "analyzer/infer/spawn_sites.h"

#include <algorithm>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using rules::SpawnApi;

class Finder {
public:
  explicit Finder(const Inference &inference)
      : inference_(inference), coroutine_(inference.rules().spawnApi("coroutine")) {
    const std::string start = "::promise_type::initial_suspend";
    for (const link::Function &function : inference.program().functions())
      if (const std::string &name = function.symbol->name;
          name.ends_with(start) && function.symbol->type == "std::suspend_never")
        eagerTypes_.insert(name.substr(0, name.size() - start.size()));
  }

  std::optional<SpawnSite> site(std::size_t number) const {
    const Call &call = inference_.index().calls[number];
    const SpawnApi *api =
        inference_.rules().spawnApi(ruleName(inference_.program(), call.unit, *call.expression));
    if (!api)
      api = apiBehindPointer(call);
    if (!api)
      return isCoroutineLetGo(call) ? std::optional(SpawnSite{number, coroutine_, nameOf(call)})
                                    : std::nullopt;
    const std::vector<const Expression *> arguments = argumentsOf(*call.expression);
    if (api->starts == SpawnApi::Starts::whatItMakes)
      return ofElement(number, *api, firstArgument(call.expression->type), arguments);
    if (api->starts == SpawnApi::Starts::whatItHolds)
      return ofElement(number, *api, heldBy(call), withoutKey(call, arguments));
    if (api->isType != (call.expression->kind == Expression::Kind::construct))
      return std::nullopt;
    if (api->isType && api->starts != SpawnApi::Starts::pool && arguments.empty())
      return std::nullopt; // an object without a unit yet
    if (!api->notWith.empty() && std::ranges::any_of(arguments, [&](const Expression *argument) {
          return names(inference_.program(), call.unit, *argument, api->notWith);
        }))
      return std::nullopt;
    return SpawnSite{number, api, api->name};
  }

private:
  /// `hooks.create(&thread, …)` where the pointer is given `pthread_create`.
  const SpawnApi *apiBehindPointer(const Call &call) const {
    const link::Program &program = inference_.program();
    const link::VariableId pointer =
        call.expression->kind == Expression::Kind::call && call.expression->symbol >= 0
            ? program.variableOf(call.unit, call.expression->symbol)
            : -1;
    if (pointer < 0)
      return nullptr;
    for (const Write &write : inference_.index().writes[pointer]) {
      const Expression *code = write.value ? namedCode(*write.value) : nullptr;
      const SpawnApi *api =
          code && code->kind == Expression::Kind::function
              ? inference_.rules().spawnApi(program.symbol(write.unit, code->symbol).name)
              : nullptr;
      if (api && !api->isType)
        return api;
    }
    return nullptr;
  }

  std::string nameOf(const Call &call) const {
    return inference_.program().symbol(call.unit, call.expression->symbol).name;
  }

  /// Whether a call makes a coroutine of the program that nobody keeps or waits for: it starts by
  /// itself, or a method starts it, and that is all the statement does.
  bool isCoroutineLetGo(const Call &call) const {
    const link::Program &program = inference_.program();
    if (!coroutine_ || call.expression->kind != Expression::Kind::call ||
        call.expression->symbol < 0 || call.context.statements.empty())
      return false;
    const facts::Statement &statement = *call.context.statements.back();
    const auto isCoroutine = [&](link::FunctionId callee) {
      return program.functions()[callee].facts->isCoroutine;
    };
    if (statement.kind != facts::Statement::Kind::evaluate || statement.expressions.empty() ||
        std::ranges::none_of(program.definitionsOf(call.unit, call.expression->symbol),
                             isCoroutine))
      return false;
    bool isStarted = eagerTypes_.contains(withoutArguments(call.expression->type));
    const Expression *at = &statement.expressions.front();
    for (; at != call.expression; at = &at->operands.front()) {
      if (at->kind != Expression::Kind::call || !at->hasObject || at->symbol < 0)
        return false;
      const std::string method = lastName(program.symbol(call.unit, at->symbol).name);
      isStarted = isStarted || std::ranges::count(coroutine_->detachedBy, method) > 0;
    }
    return isStarted;
  }

  /// What an element of a map is made of: its key comes first.
  std::vector<const Expression *> withoutKey(const Call &call,
                                             std::vector<const Expression *> arguments) const {
    const std::string held = heldBy(call);
    if (!arguments.empty() && !held.empty() &&
        held != firstArgument(typeOf(call.unit, call.expression->operands[0])))
      arguments.erase(arguments.begin());
    return arguments;
  }

  /// The type that starts a unit among those that a container holds: a map's values are its second.
  std::string heldBy(const Call &call) const {
    const std::string type =
        call.expression->hasObject ? typeOf(call.unit, call.expression->operands[0]) : "";
    for (const std::string &held : argumentsOf(type))
      if (inference_.rules().spawnApi(withoutArguments(held)))
        return held;
    return "";
  }

  /// A factory or container of units: started only from a callable, not from a handle that is moved
  /// in.
  std::optional<SpawnSite> ofElement(std::size_t number, const SpawnApi &through,
                                     const std::string &element,
                                     const std::vector<const Expression *> &arguments) const {
    const SpawnApi *api = inference_.rules().spawnApi(withoutArguments(element));
    const Call &call = inference_.index().calls[number];
    if (!api || !api->isType || (arguments.empty() && api->starts != SpawnApi::Starts::pool))
      return std::nullopt;
    if (std::ranges::any_of(arguments, [&](const Expression *argument) {
          return withoutArguments(typeOf(call.unit, *argument)) == api->name;
        }))
      return std::nullopt;
    return SpawnSite{number, api, api->name + " in " + through.name};
  }

  std::string typeOf(int unit, const Expression &expression) const {
    if (!expression.type.empty())
      return expression.type;
    if (expression.kind == Expression::Kind::reference)
      return inference_.program().symbol(unit, expression.symbol).type;
    const link::VariableId base = baseVariable(inference_.program(), unit, expression);
    return base >= 0 ? firstArgument(inference_.program().variables()[base].symbol->type) : "";
  }

  const Inference &inference_;
  const SpawnApi *coroutine_;        ///< the rule about coroutines of the program itself
  std::set<std::string> eagerTypes_; ///< task types whose coroutines start by themselves
};

} // namespace

std::vector<SpawnSite> findSpawnSites(const Inference &inference) {
  const Finder finder(inference);
  std::vector<SpawnSite> sites;
  const auto look = [&](const std::vector<std::size_t> &calls) {
    for (const std::size_t number : calls)
      if (auto site = finder.site(number))
        sites.push_back(*std::move(site));
  };
  std::ranges::for_each(inference.index().callsOf, look);
  look(inference.index().callsOutside);
  return sites;
}

std::vector<SpawnSite> findSubmissions(const Inference &inference) {
  static const SpawnApi task{.starts = SpawnApi::Starts::task, .name = "a task of a pool"};
  std::vector<SpawnSite> sites;
  std::set<std::size_t> seen;
  for (const Submission &submission : inference.index().submissions) {
    const Call &call = inference.index().calls[submission.call];
    const std::string name = ruleName(inference.program(), call.unit, *call.expression);
    if (!inference.rules().spawnApi(name) && seen.insert(submission.call).second)
      sites.push_back({submission.call, &task, name, &submission});
  }
  return sites;
}

std::vector<std::size_t> spawnsThatRun(const BodyIndex &index,
                                       const std::vector<link::FunctionId> &functions) {
  std::set<std::size_t> spawns;
  std::set<link::FunctionId> seen(functions.begin(), functions.end());
  std::vector<link::FunctionId> open = functions;
  while (!open.empty()) {
    const link::FunctionId function = open.back();
    open.pop_back();
    for (const Edge &edge : index.edgesInto[function]) {
      const link::FunctionId caller = index.calls[edge.call].context.function;
      if (edge.kind == Edge::Kind::spawn)
        spawns.insert(edge.call);
      else if (caller >= 0 && seen.insert(caller).second)
        open.push_back(caller);
    }
  }
  return {spawns.begin(), spawns.end()};
}

} // namespace loadline::infer
