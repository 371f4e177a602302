#include "analyzer/infer/replacements.h"

#include "analyzer/infer/conditions.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using rules::SpawnApi;

class Finder {
public:
  Finder(const Inference &inference, const Context &place)
      : inference_(inference), program_(inference.program()), place_(place) {}

  std::optional<Gate> run() const {
    for (const KnownThere &known : knownAt(inference_, place_))
      if (saysThatOneEnded(known))
        return Gate{{bound::Bound::constant(1),
                     {{inference_.position(known.unit, known.at),
                       "one has ended before another starts in its place"}}},
                    "join",
                    known.frames,
                    std::nullopt};
    return std::nullopt;
  }

private:
  /// `(pid = waitpid(-1, &status, WNOHANG)) > 0`.
  bool saysThatOneEnded(const KnownThere &known) const {
    const Expression &asked = *known.expression;
    const bool isTest = known.how == KnownThere::How::holds || known.how == KnownThere::How::fails;
    if (!isTest || asked.kind != Expression::Kind::binary || !isComparison(asked.text) ||
        asked.operands[1].kind != Expression::Kind::literal)
      return false;
    const std::string op = known.how == KnownThere::How::holds ? asked.text : negated(asked.text);
    const std::int64_t than = asked.operands[1].value;
    return ((op == ">" && than >= 0) || (op == ">=" && than >= 1)) &&
           isWait(known.unit, asked.operands[0]);
  }

  /// A call that waits for a child, an assignment of its result, or the variable that holds it.
  bool isWait(int unit, const Expression &expression) const {
    if (expression.kind == Expression::Kind::binary && expression.text == "=")
      return isWait(unit, expression.operands[1]);
    if (expression.kind == Expression::Kind::call && expression.symbol >= 0)
      return isWaitForChild(program_.symbol(unit, expression.symbol).name);
    const link::VariableId variable = expression.kind == Expression::Kind::reference
                                          ? program_.variableOf(unit, expression.symbol)
                                          : -1;
    if (variable < 0 || program_.variables()[variable].symbol->kind != facts::Symbol::Kind::local)
      return false;
    const std::vector<Write> &writes = inference_.index().writes[variable];
    return std::ranges::any_of(writes, [](const Write &write) { return write.value != nullptr; }) &&
           std::ranges::all_of(writes, [&](const Write &write) {
             return !write.value || (write.value->kind == Expression::Kind::call &&
                                     isWait(write.unit, *write.value));
           });
  }

  bool isWaitForChild(const std::string &name) const {
    return std::ranges::any_of(inference_.rules().spawnApis, [&](const auto &entry) {
      return entry.second.starts == SpawnApi::Starts::process &&
             std::ranges::count(entry.second.joinedBy, name) > 0;
    });
  }

  const Inference &inference_;
  const link::Program &program_;
  const Context &place_;
};

} // namespace

std::optional<Gate> replacedAt(const Inference &inference, const Context &place) {
  return Finder(inference, place).run();
}

} // namespace loadline::infer
