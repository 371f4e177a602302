#include "analyzer/infer/executors.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using rules::SpawnApi;

class Executor {
public:
  Executor(Inference &inference, const SpawnApi &api, const Call &call)
      : inference_(inference), program_(inference.program()), api_(api), call_(call) {}

  std::optional<Derived> threads() {
    const Expression *executor = given();
    const link::VariableId variable = executor ? baseVariable(program_, call_.unit, *executor) : -1;
    if (auto made = variable >= 0 ? threadsOf(variable) : std::nullopt)
      return made;
    if (api_.executorDefault && (variable < 0 || !poolOf(variable)))
      return Derived{*api_.executorDefault,
                     {{position(), "runs on the threads of " + api_.name + " by default"}}};
    if (!executor)
      return std::nullopt;
    return Derived{Bound::config("threads of " + inference_.nameOf(call_.unit, *executor)),
                   {{position(), "runs on the threads that its executor already has"}}};
  }

private:
  SourcePosition position() const { return inference_.position(call_.unit, call_.expression->at); }

  /// The object, or the argument that stands for the executor: `pool`, `pool.get_executor()`.
  const Expression *given() const {
    const auto arguments = argumentsOf(*call_.expression);
    const Expression *executor = nullptr;
    if (api_.executorIsObject && call_.expression->hasObject)
      executor = &call_.expression->operands[0];
    else if (api_.executorArgument && *api_.executorArgument < static_cast<int>(arguments.size()))
      executor = arguments[*api_.executorArgument];
    while (executor && executor->kind == Expression::Kind::call && executor->hasObject)
      executor = &executor->operands[0];
    return executor;
  }

  /// The pool that a variable is, or that it points to.
  const SpawnApi *poolOf(link::VariableId variable) const {
    const std::string &type = program_.variables()[variable].symbol->type;
    for (const std::string &each : {type, firstArgument(type)})
      if (const SpawnApi *pool = inference_.rules().spawnApi(withoutArguments(each));
          pool && pool->starts == SpawnApi::Starts::pool)
        return pool;
    return nullptr;
  }

  /// As many as the pool was made with, where that is seen.
  std::optional<Derived> threadsOf(link::VariableId variable) {
    const SpawnApi *pool = poolOf(variable);
    if (!pool)
      return std::nullopt;
    for (const Write &write : inference_.index().writes[variable]) {
      if (!write.value || !makes(*write.value, write.unit, *pool))
        continue;
      const auto arguments = argumentsOf(*write.value);
      if (pool->countArgument && *pool->countArgument < static_cast<int>(arguments.size()))
        return inference_.number(write.unit, *arguments[*pool->countArgument]);
      if (pool->countDefault)
        return Derived{*pool->countDefault, {}};
    }
    return std::nullopt;
  }

  /// `Pool pool(4)`, `new Pool(4)`, `make_unique<Pool>(4)`.
  bool makes(const Expression &value, int unit, const SpawnApi &pool) const {
    if (value.kind == Expression::Kind::construct)
      return withoutArguments(value.type) == pool.name;
    const SpawnApi *maker = inference_.rules().spawnApi(ruleName(program_, unit, value));
    return maker && maker->starts == SpawnApi::Starts::whatItMakes &&
           withoutArguments(firstArgument(value.type)) == pool.name;
  }

  Inference &inference_;
  const link::Program &program_;
  const SpawnApi &api_;
  const Call &call_;
};

} // namespace

bool runsOnExecutor(const SpawnApi &api) {
  return api.executorArgument || api.executorIsObject || api.executorDefault;
}

std::optional<Derived> threadsOfExecutor(Inference &inference, const SpawnApi &api,
                                         const Call &call) {
  return Executor(inference, api, call).threads();
}

} // namespace loadline::infer
