#include "analyzer/infer/growth.h"
#include "analyzer/infer/named_settings.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>

// What a variable may hold: the greatest of what is written to it, less what keeps it small.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;
using facts::Symbol;
using Gives = rules::NumberSource::Gives;

/// What variables say that are written from themselves: `n = min(n, 8)` caps, `n = n ? n : 4`
/// raises.
struct Inference::Remade {
  std::vector<Bound> raises;
  std::vector<Bound> caps;
};

/// Whether a value is the variable itself, made smaller or within limits; notes the limits.
bool Inference::remakes(int unit, const Expression &value, link::VariableId variable, Remade &out) {
  const auto isSelf = [&](const Expression &expression) {
    return expression.kind == Expression::Kind::reference &&
           program_.variableOf(unit, expression.symbol) == variable;
  };
  if (isSelf(value))
    return true;
  if (value.kind == Expression::Kind::binary)
    return (value.text == "-" || value.text == "/" || value.text == "%" || value.text == ">>" ||
            value.text == "&") &&
           remakes(unit, value.operands[0], variable, out);
  if (value.kind == Expression::Kind::conditional)
    return remakesByChoice(unit, value, variable, out);
  const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, value));
  const auto arguments = argumentsOf(value);
  const auto self = std::ranges::find_if(
      arguments, [&](const Expression *argument) { return isSelf(*argument); });
  if (!rule || self == arguments.end())
    return false;
  std::vector<Bound> others;
  for (const Expression *argument : arguments)
    if (argument != *self && argument->kind != Expression::Kind::lambda)
      others.push_back(number(unit, *argument).bound);
  if (rule->gives == Gives::smallest)
    out.caps.push_back(Bound::minimum(std::move(others)));
  else if (rule->gives == Gives::largest)
    out.raises.push_back(Bound::maximum(std::move(others)));
  else if (rule->gives == Gives::clamped && others.size() == 2)
    out.raises.push_back(others[0]), out.caps.push_back(others[1]);
  else
    return false;
  return true;
}

/// `n > most ? most : n`, `n ? n : most`.
bool Inference::remakesByChoice(int unit, const Expression &choice, link::VariableId variable,
                                Remade &out) {
  const auto isSelf = [&](const Expression &expression) {
    return expression.kind == Expression::Kind::reference &&
           program_.variableOf(unit, expression.symbol) == variable;
  };
  const bool thenSelf = isSelf(choice.operands[1]);
  if (!thenSelf && !isSelf(choice.operands[2]))
    return false;
  const Expression &condition = choice.operands[0];
  const Bound other = number(unit, choice.operands[thenSelf ? 2 : 1]).bound;
  const bool caps = condition.kind == Expression::Kind::binary && isSelf(condition.operands[0]) &&
                    (thenSelf ? condition.text == "<" || condition.text == "<="
                              : condition.text == ">" || condition.text == ">=");
  (caps ? out.caps : out.raises).push_back(other);
  return true;
}

/// Whether something is done to a variable whenever its function, or the scope that declares it,
/// runs.
bool Inference::isAlwaysDone(const Context &context, link::VariableId variable,
                             const Statement *branch) const {
  if (context.function < 0)
    return false;
  const Context *declared = nullptr;
  for (const Write &write : index_.writes[variable])
    if (write.how == Write::How::initial && write.context.function == context.function)
      declared = &write.context;
  const auto declares = [&](const Statement *statement) { // `for (int n : sizes)`
    return statement->loop == Statement::Loop::rangeFor && statement->symbol >= 0 &&
           program_.variableOf(unitOf(context), statement->symbol) == variable;
  };
  const auto loop = std::ranges::find_if(context.statements, declares);
  const auto inScope = loop == context.statements.end() ? context.statements.begin() : loop + 1;
  return std::all_of(inScope, context.statements.end(), [&](const Statement *statement) {
    const bool isSkippable = statement->kind == Statement::Kind::choice && !conditionOf(*statement);
    const bool isStraight = statement->kind == Statement::Kind::block || isSkippable ||
                            statement->kind == Statement::Kind::evaluate || statement == branch;
    return isStraight || (declared && std::ranges::find(declared->statements, statement) !=
                                          declared->statements.end());
  });
}

/// `n &= 7`.
void Inference::addMask(const Write &step, link::VariableId variable, Remade &out) {
  if (step.how != Write::How::stepped || step.by != "&" || !step.value ||
      !isAlwaysDone(step.context, variable, nullptr))
    return;
  if (Derived mask = number(step.unit, *step.value); !mask.bound.isConstant(0))
    out.caps.push_back(std::move(mask.bound)); // 0 stands for a negative one too
}

/// Whether a write is the `n = 16` of `if (n > 16) n = 16;`, which no more than keeps it small.
bool Inference::isGivenByClamp(const Write &write, link::VariableId id) const {
  const auto clamps = index_.clamps.find(id);
  return write.value && clamps != index_.clamps.end() &&
         std::ranges::any_of(clamps->second, [&](const Clamp &clamp) {
           return clamp.given == write.value &&
                  isAlwaysDone(clamp.context, id, clamp.context.statements.back());
         });
}

/// The greatest value over all writes, and over what is passed; a variable that nothing seen writes
/// is configuration.
Derived Inference::greatestWrite(link::VariableId id, std::vector<Bound> passed) {
  const Symbol &symbol = *program_.variables()[id].symbol;
  const std::string name = symbol.name.empty() ? "a value" : symbol.name;
  Derived greatest{Bound::constant(0), {}};
  std::vector<Bound> arms = passed, steps, scales;
  if (auto element = passed.empty() ? numberOfElement(id) : std::nullopt) {
    arms.push_back(element->bound);
    append(greatest.witness, element->witness);
  }
  Remade remade;
  std::int64_t added = 0;
  for (const Write *write : allWrites(id)) {
    if (const auto more = addedOnce(*write, id)) {
      added += *more;
      continue;
    }
    if (const Expression *most = keptBelow(*this, *write, id)) {
      const Derived limit = number(write->unit, *most);
      arms.push_back(limit.bound);
      append(greatest.witness, limit.witness);
      continue;
    }
    if (const Expression *digits = digitsIn(*this, *write, id)) {
      Derived read = writtenNumber(write->unit, *digits);
      arms.push_back(std::move(read.bound));
      append(greatest.witness, read.witness);
      continue;
    }
    if (auto scale = scaledBy(*this, *write, id)) {
      scales.push_back(*std::move(scale));
      continue;
    }
    if (auto grown = grownBy(*this, *write, id)) {
      steps.push_back(std::move(grown->bound));
      append(greatest.witness, grown->witness);
      continue;
    }
    if (auto unseen = unseenWrite(*write, id, name)) {
      passed.push_back(unseen->bound);
      return {Bound::maximum(std::move(passed)), std::move(unseen->witness)};
    }
    addMask(*write, id, remade);
    if (!write->value || write->how == Write::How::stepped || isGivenByClamp(*write, id))
      continue;
    Remade once;
    if (remakes(write->unit, *write->value, id, once)) {
      remade.raises.insert(remade.raises.end(), once.raises.begin(), once.raises.end());
      if (isAlwaysDone(write->context, id, nullptr))
        remade.caps.insert(remade.caps.end(), once.caps.begin(), once.caps.end());
      continue;
    }
    const Derived value = asGivenFor(id, *write,
                                     write->isCopied ? numberCopied(write->unit, *write->value)
                                                     : number(write->unit, *write->value));
    const bool isDefault = symbol.isOpen && write->how == Write::How::initial;
    arms.push_back(isDefault ? Bound::maximum({value.bound, Bound::config(name)}) : value.bound);
    if (value.bound.form() != Bound::Form::constant || write->how == Write::How::initial)
      greatest.witness.push_back(
          {position(write->unit, write->at), fmt::format("{} = {}", name, toString(value.bound))});
    append(greatest.witness, value.witness);
  }
  addNewValues(id, arms, greatest.witness);
  if (arms.empty() && steps.empty()) // what is only stepped starts from 0
    arms.push_back(Bound::config(name));
  arms.insert(arms.end(), remade.raises.begin(), remade.raises.end());
  scales.push_back(Bound::maximum(std::move(arms)));
  greatest.bound = Bound::product(std::move(scales));
  steps.push_back(Bound::constant(added));
  steps.push_back(greatest.bound);
  greatest.bound = Bound::sum(std::move(steps));
  if (!remade.caps.empty()) {
    remade.caps.push_back(greatest.bound);
    greatest.bound = Bound::minimum(std::move(remade.caps));
  }
  return greatest;
}

/// What a step adds to a local that runs no more than once for each time that it is declared.
std::optional<std::int64_t> Inference::addedOnce(const Write &write, link::VariableId id) const {
  if (write.how != Write::How::stepped || !write.grows || write.step <= 0 ||
      program_.variables()[id].symbol->kind != Symbol::Kind::local)
    return std::nullopt;
  for (const Write &declared : index_.writes[id])
    if (declared.how == Write::How::initial &&
        declared.context.function == write.context.function &&
        commonFrames(declared.context, write.context) == write.context.frames.size())
      return write.step;
  return std::nullopt;
}

/// `n.store(8)`: a method that gives the variable a value.
void Inference::addNewValues(link::VariableId id, std::vector<Bound> &arms,
                             std::vector<findings::Step> &witness) {
  for (const std::size_t number : index_.callsOn[id]) {
    const Call &call = index_.calls[number];
    const rules::NumberSource *rule =
        rules_.number(ruleName(program_, call.unit, *call.expression));
    const auto arguments = argumentsOf(*call.expression);
    if (!rule || rule->gives != Gives::newValue || arguments.empty())
      continue;
    const Derived value = this->number(call.unit, *arguments[0]);
    arms.push_back(value.bound);
    witness.push_back({position(call.unit, call.expression->at),
                       fmt::format("it becomes {}", toString(value.bound))});
    append(witness, value.witness);
  }
}

/// A write whose value no expression tells; nothing for any other.
std::optional<Derived> Inference::unseenWrite(const Write &write, link::VariableId id,
                                              const std::string &name) {
  const SourcePosition at = position(write.unit, write.at);
  if (write.how == Write::How::readFromOutside)
    return Derived{Bound::outside(name), {{at, name + " is read from outside"}}};
  if (write.how == Write::How::stepped && write.grows)
    return Derived{Bound::unknown("the value of " + name), {{at, name + " grows here"}}};
  if (write.how != Write::How::addressTaken)
    return std::nullopt;
  if (auto read = readByCall(id))
    return read;
  if (isNamedInTable(program_, write))
    return Derived{Bound::config(name), {{at, "set by its name, as whoever configures says"}}};
  return Derived{Bound::unknown("the value of " + name),
                 {{at, "its address is taken, so others may write it"}}};
}

/// What a call gives that is handed the variable's address to read into.
std::optional<Derived> Inference::readByCall(link::VariableId id) {
  for (const link::VariableId each : withAliases(id))
    for (const std::size_t number : index_.callsWith[each]) {
      const Call &call = index_.calls[number];
      const rules::NumberSource *rule =
          rules_.number(ruleName(program_, call.unit, *call.expression));
      const SourcePosition at = position(call.unit, call.expression->at);
      if (rule && comesFromOutside(*rule))
        return Derived{Bound::outside(program_.variables()[id].symbol->name),
                       {{at, "read from outside, by " + rule->name}}};
      const auto arguments = argumentsOf(*call.expression);
      if (rule && rule->gives == Gives::scanned && !arguments.empty())
        return writtenNumber(call.unit, *arguments[0]);
      if (rule && rule->gives == Gives::environment)
        return Derived{Bound::config(program_.variables()[id].symbol->name),
                       {{at, "configuration, read by " + rule->name}}};
    }
  return std::nullopt;
}

/// What a test keeps a variable to, and what its function gives the variable afterwards without
/// asking what it was.
std::vector<Bound> Inference::withLaterWrites(link::VariableId id, const Clamp &clamp, Bound kept) {
  const Statement *branch = clamp.context.statements.back();
  std::vector<Bound> out{std::move(kept)};
  for (const Write &write : index_.writes[id])
    if (write.how == Write::How::assigned && write.value &&
        write.context.function == clamp.context.function && branch->at < write.at &&
        std::ranges::find(write.context.statements, branch) == write.context.statements.end() &&
        !holds(*write.value, [&](const Expression &part) {
          return part.kind == Expression::Kind::reference &&
                 program_.variableOf(write.unit, part.symbol) == id;
        }))
      out.push_back(number(write.unit, *write.value).bound);
  return out;
}

/// A bound, less what tests keep out: `if (n > 100) return;` before it is used.
Derived Inference::clamped(link::VariableId id, bool isSize, Derived most) {
  const auto found = index_.clamps.find(id);
  if (found == index_.clamps.end())
    return most;
  const Symbol::Kind kind = program_.variables()[id].symbol->kind;
  const bool isShared = kind == Symbol::Kind::field || kind == Symbol::Kind::global;
  for (const Clamp &clamp : found->second) {
    const Statement *branch =
        clamp.context.statements.empty() ? nullptr : clamp.context.statements.back();
    if (clamp.isSize != isSize || !isAlwaysDone(clamp.context, id, branch))
      continue;
    const auto isGivenBefore = [&](const Write *write) {
      return write->context.function == clamp.context.function && write->at < branch->at;
    };
    // what others use too is kept small by a test that leaves only where it is given its value
    if (isShared && !isSize && !clamp.given && std::ranges::none_of(allWrites(id), isGivenBefore))
      continue;
    const int unit = program_.functions()[clamp.context.function].unit;
    Bound kept = numberPlus(unit, *clamp.most, clamp.isStrict ? -1 : 0).bound;
    if (clamp.given)
      kept = Bound::maximum({kept, number(unit, *clamp.given).bound});
    if (!isSize)
      kept = Bound::maximum(withLaterWrites(id, clamp, std::move(kept)));
    if (kept.kind() >= bound::Kind::unknown || kept.kind() > most.bound.kind())
      continue;
    // a test that refuses says which values of a setting are valid; the setting decides
    if (isSize || clamp.given || most.bound.kind() > bound::Kind::config)
      most.bound = Bound::minimum({most.bound, kept});
    most.witness.insert(
        most.witness.begin(),
        {position(unit, branch->at), fmt::format("tested here: no more than {}", toString(kept))});
  }
  return most;
}

namespace {

/// The bound with every part that stands for itself replaced.
template <class Leaf>
Bound mapped(const Bound &bound, const Leaf &leaf) {
  if (bound.parts().empty())
    return leaf(bound);
  std::vector<Bound> parts;
  for (const Bound &part : bound.parts())
    parts.push_back(mapped(part, leaf));
  switch (bound.form()) {
  case Bound::Form::product:
    return Bound::product(std::move(parts));
  case Bound::Form::sum:
    return Bound::sum(std::move(parts));
  case Bound::Form::minimum:
    return Bound::minimum(std::move(parts));
  default:
    return Bound::maximum(std::move(parts));
  }
}

} // namespace

Bound withConfig(const Bound &bound, const std::string &name) {
  return mapped(bound, [&](const Bound &leaf) {
    const bool isReplaced = leaf.form() == Bound::Form::unknown || leaf.form() == Bound::Form::size;
    return isReplaced ? Bound::config(name) : leaf;
  });
}

Bound asData(const Bound &bound) {
  return mapped(bound, [](const Bound &leaf) {
    return leaf.form() == Bound::Form::config ? Bound::size(leaf.name()) : leaf;
  });
}

} // namespace loadline::infer
