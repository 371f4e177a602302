#include "analyzer/infer/given_handles.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;

std::set<int> placesGiven(const link::Program &program, link::FunctionId function,
                          const std::vector<link::VariableId> &handles) {
  const link::Function &self = program.functions()[function];
  std::set<int> places;
  for (std::size_t place = 0; place < self.facts->parameters.size(); ++place) {
    const link::VariableId parameter = program.variableOf(self.unit, self.facts->parameters[place]);
    if (parameter < 0 || std::ranges::count(handles, parameter) == 0)
      continue;
    const facts::Symbol &symbol = *program.variables()[parameter].symbol;
    if (symbol.isWritingPointer || symbol.isReference)
      places.insert(static_cast<int>(place));
  }
  return places;
}

const Expression *targetOfHandle(const SpawnSite &site, const Call &spawn) {
  const std::optional<int> place = site.isPassedOn ? site.handlePlace : site.api->handleArgument;
  const auto arguments = argumentsOf(*spawn.expression);
  return place && *place < static_cast<int>(arguments.size()) ? arguments[*place] : nullptr;
}

namespace {

/// Whether the result of a call is the handle that a function returns.
bool isItsResult(const link::Program &program, const SpawnSite &site, const Call &from,
                 link::FunctionId callee) {
  const bool isPlain = site.isPassedOn ? !site.handlePlace : !site.api->handleArgument;
  return isPlain && !site.api->handleIsObject &&
         from.expression->type == program.functions()[callee].symbol->type;
}

bool calls(const link::Program &program, const Call &from, link::FunctionId callee) {
  return from.expression->symbol >= 0 &&
         std::ranges::count(program.definitionsOf(from.unit, from.expression->symbol), callee) > 0;
}

} // namespace

std::optional<GivenHandle> givenToCaller(Inference &inference, const GivenHandle &given,
                                         const Call &from) {
  const link::Program &program = inference.program();
  const link::FunctionId callee = inference.index().calls[given.site.call].context.function;
  if (from.expression->kind != Expression::Kind::call || from.context.function < 0)
    return std::nullopt;
  SpawnSite site{static_cast<std::size_t>(&from - inference.index().calls.data()), given.site.api,
                 given.site.api->name};
  site.isPassedOn = true;
  const bool isResult =
      given.collection.isReturned && isItsResult(program, given.site, from, callee);
  if (!isResult) {
    if (given.collection.givenThrough.size() != 1 || !calls(program, from, callee))
      return std::nullopt;
    site.handlePlace = *given.collection.givenThrough.begin();
  }
  return GivenHandle{site, collectionOf(inference, site)};
}

} // namespace loadline::infer
