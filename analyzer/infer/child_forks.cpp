#include "analyzer/infer/child_forks.h"

#include "analyzer/infer/conditions.h"
#include "analyzer/infer/statements.h"

namespace loadline::infer {

using facts::Expression;
using rules::SpawnApi;

namespace {

/// The forks whose result is what a test asks for.
void addForks(const Inference &inference, int unit, const Expression &asked,
              std::vector<const Expression *> &out) {
  const auto add = [&](int where, const Expression &call) {
    const SpawnApi *api = inference.rules().spawnApi(ruleName(inference.program(), where, call));
    if (api && api->starts == SpawnApi::Starts::process)
      out.push_back(&call);
  };
  if (asked.kind == Expression::Kind::binary && asked.text == "=")
    return addForks(inference, unit, asked.operands[1], out);
  add(unit, asked);
  const link::VariableId variable = asked.kind == Expression::Kind::reference
                                        ? inference.program().variableOf(unit, asked.symbol)
                                        : -1;
  if (variable >= 0)
    for (const Write &write : inference.index().writes[variable])
      if (write.value)
        add(write.unit, *write.value);
}

} // namespace

std::vector<const Expression *> forksThatMadeIt(const Inference &inference, const Context &place) {
  std::vector<const Expression *> forks;
  for (const KnownThere &known : knownAt(inference, place)) {
    const Expression &asked = *known.expression;
    const bool holds = known.how == KnownThere::How::holds;
    if (known.how == KnownThere::How::equals ? known.value == 0 : !holds)
      addForks(inference, known.unit, asked, forks); // `switch (fork()) { case 0:`, `!pid`
    if (asked.kind != Expression::Kind::binary || !isComparison(asked.text) ||
        asked.operands[1].kind != Expression::Kind::literal || asked.operands[1].value != 0)
      continue;
    const std::string op = holds ? asked.text : negated(asked.text);
    if (op == "==" || op == "<=")
      addForks(inference, known.unit, asked.operands[0], forks);
  }
  return forks;
}

} // namespace loadline::infer
