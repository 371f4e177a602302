#include "analyzer/link/same_code.h"

#include <algorithm>

namespace loadline::link {

using facts::Expression;
using facts::Statement;
using facts::Symbol;
using facts::TranslationUnitFacts;

namespace {

/// Compares two bodies of two units, whose symbols have numbers of their own.
class Comparing {
public:
  Comparing(const TranslationUnitFacts &a, const TranslationUnitFacts &b) : a_(a), b_(b) {}

  bool areAlike(const Statement &a, const Statement &b) const {
    return a.kind == b.kind && a.loop == b.loop && a.exit == b.exit &&
           areAlike(a.symbol, b.symbol) && a.conditionAt == b.conditionAt && a.stepAt == b.stepAt &&
           areAll(a.expressions, b.expressions) && areAll(a.parts, b.parts);
  }

  bool areAlike(const Expression &a, const Expression &b) const {
    return a.kind == b.kind && areAlike(a.symbol, b.symbol) && a.value == b.value &&
           a.text == b.text && a.type == b.type && a.hasObject == b.hasObject &&
           a.isHeap == b.isHeap && areAll(a.operands, b.operands);
  }

  bool areAlike(int a, int b) const {
    if (a < 0 || b < 0)
      return a == b;
    const Symbol &left = a_.symbols[a], &right = b_.symbols[b];
    const bool isOwn = left.kind == Symbol::Kind::local || left.kind == Symbol::Kind::parameter;
    return left.kind == right.kind && left.name == right.name && left.type == right.type &&
           left.extent == right.extent && (isOwn || left.usr == right.usr);
  }

  template <class Part>
  bool areAll(const std::vector<Part> &a, const std::vector<Part> &b) const {
    return std::ranges::equal(
        a, b, [&](const Part &left, const Part &right) { return areAlike(left, right); });
  }

private:
  const TranslationUnitFacts &a_;
  const TranslationUnitFacts &b_;
};

} // namespace

bool haveOneBody(const FunctionIn &a, const FunctionIn &b) {
  const Comparing compare(*a.unit, *b.unit);
  return compare.areAll(a.function->parameters, b.function->parameters) &&
         compare.areAll(a.function->defaults, b.function->defaults) &&
         compare.areAlike(a.function->body, b.function->body);
}

} // namespace loadline::link
