#include "analyzer/infer/one_per_object.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using facts::Symbol;

class Counter {
public:
  Counter(Inference &inference, const Call &start)
      : inference_(inference), program_(inference.program()), index_(inference.index()),
        start_(start) {}

  std::optional<Gate> run() {
    if (!start_.expression->hasObject ||
        isElement(program_, start_.unit, start_.expression->operands[0]))
      return std::nullopt;
    const link::VariableId object =
        baseVariable(program_, start_.unit, start_.expression->operands[0]);
    const auto most = object < 0 ? std::nullopt : objectsOf(object);
    if (!most || most->kind() >= bound::Kind::unknown)
      return std::nullopt;
    const std::string &name = program_.variables()[object].symbol->name;
    return Gate{{*most,
                 {{inference_.position(start_.unit, start_.expression->at),
                   fmt::format("{} has one at a time", name)}}},
                "once",
                start_.context.frames.size(),
                std::nullopt};
  }

private:
  /// How many objects a variable that outlives its function stands for.
  std::optional<Bound> objectsOf(link::VariableId object) {
    const Symbol &symbol = *program_.variables()[object].symbol;
    if (symbol.extent >= 0)
      return std::nullopt;
    if (symbol.kind == Symbol::Kind::global)
      return symbol.isReference ? made(object, Bound::constant(1)) : Bound::constant(1);
    const auto owners = symbol.kind == Symbol::Kind::field ? ownersOf(symbol.name) : std::nullopt;
    if (!owners)
      return std::nullopt;
    return symbol.isReference ? made(object, *owners) : owners;
  }

  /// How often the class of a field is made; nothing where no constructor tells.
  std::optional<Bound> ownersOf(const std::string &field) {
    const std::string owner = field.substr(0, field.rfind("::"));
    std::vector<Bound> terms;
    for (std::size_t id = 0; id < program_.functions().size(); ++id) {
      const link::Function &function = program_.functions()[id];
      const std::string &name = function.symbol->name;
      if (function.facts->kind == facts::Function::Kind::constructor &&
          name.substr(0, name.rfind("::")) == owner)
        terms.push_back(inference_.invocations(static_cast<link::FunctionId>(id)).bound);
    }
    return terms.empty() ? std::nullopt : std::optional(Bound::sum(std::move(terms)));
  }

  /// How many a pointer gets: one where its owner is made, and what a gate lets through elsewhere.
  std::optional<Bound> made(link::VariableId pointer, const Bound &owners) {
    std::vector<Bound> terms;
    for (const Write &write : index_.writes[pointer]) {
      if (!write.value || write.value->kind == Expression::Kind::literal)
        continue;
      if (write.value->kind != Expression::Kind::construct || !write.value->isHeap)
        return std::nullopt; // an object of somebody else's
      const link::FunctionId in = write.context.function;
      const bool isWithOwner =
          in < 0 || (program_.functions()[in].facts->kind == facts::Function::Kind::constructor &&
                     write.context.frames.empty());
      if (isWithOwner) {
        terms.push_back(owners);
        continue;
      }
      const auto gate = gateAt(inference_, write.context, *write.value);
      if (!gate || gate->ownedIn)
        return std::nullopt;
      terms.push_back(Bound::product({gate->most.bound, owners}));
    }
    return terms.empty() ? std::nullopt : std::optional(Bound::sum(std::move(terms)));
  }

  Inference &inference_;
  const link::Program &program_;
  const BodyIndex &index_;
  const Call &start_;
};

} // namespace

std::optional<Gate> oneOfEachObject(Inference &inference, const SpawnSite &site) {
  if (!site.api->onePerObject)
    return std::nullopt;
  return Counter(inference, inference.index().calls[site.call]).run();
}

} // namespace loadline::infer
