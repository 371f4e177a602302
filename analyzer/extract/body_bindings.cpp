#include "analyzer/extract/body_extractor.h"

#include <clang/AST/DeclCXX.h>

#include <algorithm>

// Names for what has one already: `int &n = p.count;`, `auto &[a, b] = p;`. `auto [a, b] = p;` makes
// a copy whose parts have names.

namespace loadline::extract {

using facts::Expression;
using facts::Statement;

namespace {

/// The part of a pair that `get<place>` gives; null for what has no such parts.
const clang::FieldDecl *partOf(clang::QualType type, std::size_t place) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->isInStdNamespace() || record->getName() != "pair")
    return nullptr;
  auto field = record->field_begin();
  for (; place > 0 && field != record->field_end(); --place)
    ++field;
  return field == record->field_end() ? nullptr : *field;
}

/// Whether an expression means one object as long as its function runs: `n`, `p.count`,
/// `this->count`.
bool isOneObject(const clang::Expr &expr) {
  const clang::Expr *inner = expr.IgnoreParens();
  if (const auto *named = llvm::dyn_cast<clang::DeclRefExpr>(inner))
    return llvm::isa<clang::VarDecl>(named->getDecl());
  const auto *member = llvm::dyn_cast<clang::MemberExpr>(inner);
  if (!member || !llvm::isa<clang::FieldDecl>(member->getMemberDecl()))
    return false;
  const bool isOwn = llvm::isa<clang::CXXThisExpr>(member->getBase()->IgnoreParenImpCasts());
  return isOwn || (!member->isArrow() && isOneObject(*member->getBase()));
}

/// The number that a local reference is another name for; null for any other variable.
const clang::Expr *numberNamedBy(const clang::ValueDecl &decl) {
  const auto *variable = llvm::dyn_cast<clang::VarDecl>(&decl);
  if (!variable || !variable->isLocalVarDecl() || !variable->getType()->isLValueReferenceType() ||
      !variable->getType().getNonReferenceType()->isArithmeticType() || !variable->getInit())
    return nullptr;
  const clang::Expr *named = variable->getInit()->IgnoreParens();
  while (const auto *cast = llvm::dyn_cast<clang::ImplicitCastExpr>(named)) {
    if (cast->getCastKind() != clang::CK_NoOp) // a converted one is a copy
      return nullptr;
    named = cast->getSubExpr()->IgnoreParens();
  }
  return isOneObject(*named) ? named : nullptr;
}

/// What a value is made of that is made of as many parts: `P{0, 8}`, `std::make_pair(0, 8)`; null
/// where the code does not say.
const Expression *givenPart(const Expression &value, std::size_t place, std::size_t parts) {
  const bool isMade = value.kind == Expression::Kind::construct ||
                      value.kind == Expression::Kind::list ||
                      (value.kind == Expression::Kind::call && !value.hasObject);
  if (!isMade)
    return nullptr;
  const auto inner = [](const Expression &part) -> const Expression & {
    const bool isField = part.kind == Expression::Kind::binary && part.text == "=";
    return isField ? part.operands[1] : part;
  };
  if (parts > 1 && value.operands.size() == 1 && value.kind != Expression::Kind::call)
    return givenPart(inner(value.operands[0]), place, parts); // a copy, the array in a std::array
  return value.operands.size() == parts ? &inner(value.operands[place]) : nullptr;
}

} // namespace

/// The part of what was taken apart that a name stands for; nothing for one that only a function
/// gives, and in a template, where nobody knows yet.
std::optional<Expression> BodyExtractor::partNamedBy(const clang::Expr &at,
                                                     const clang::BindingDecl &name) {
  const auto *whole = llvm::dyn_cast_or_null<clang::DecompositionDecl>(name.getDecomposedDecl());
  if (!whole || !whole->getInit() || !name.getBinding())
    return std::nullopt;
  const auto names = whole->bindings();
  const auto place = static_cast<std::size_t>(std::ranges::find(names, &name) - names.begin());
  if (const clang::FieldDecl *part = partOf(whole->getType(), place)) {
    Expression out = reference(at, *part);
    out.operands.push_back(reference(at, *whole));
    return out;
  }
  if (name.getHoldingVar())
    return std::nullopt;
  const auto *copied = llvm::dyn_cast<clang::ArrayInitLoopExpr>(whole->getInit());
  if (!copied)
    return expression(name.getBinding());
  Expression out = make(Expression::Kind::subscript, at);
  out.operands = {expression(copied->getCommonExpr()->getSourceExpr()),
                  {.kind = Expression::Kind::literal,
                   .at = out.at,
                   .value = static_cast<std::int64_t>(place)}};
  return out;
}

/// What else a name stands for: the part, or the number, that it refers to.
std::optional<Expression> BodyExtractor::namedOtherwise(const clang::Expr &at,
                                                        const clang::ValueDecl &decl) {
  if (const auto *name = llvm::dyn_cast<clang::BindingDecl>(&decl))
    return isAlias(*name) ? partNamedBy(at, *name) : std::nullopt;
  const clang::Expr *number = numberNamedBy(decl);
  return number ? std::optional(expression(number)) : std::nullopt;
}

/// Whether a name is another one for a part of what lives by itself, or for an object in an element
/// that a loop goes over. One of an array is not.
bool BodyExtractor::isAlias(const clang::BindingDecl &name) {
  const auto *whole = llvm::dyn_cast_or_null<clang::VarDecl>(name.getDecomposedDecl());
  if (!whole || !whole->getType()->isReferenceType() ||
      !whole->getType().getNonReferenceType()->isRecordType())
    return false;
  return !whole->isCXXForRangeDecl() || name.getType().getNonReferenceType()->isRecordType();
}

/// The names of a copy are variables of their own, each with the part that it is given.
void BodyExtractor::declareParts(const clang::DecompositionDecl &whole, const Expression *value,
                                 std::vector<Statement> &out) {
  const auto names = whole.bindings();
  for (std::size_t i = 0; i < names.size() && !isAlias(*names[i]); ++i) {
    const Expression *given = value ? givenPart(*value, i, names.size()) : nullptr;
    const bool isNumber = given && given->kind == Expression::Kind::literal;
    const auto part = isNumber ? std::optional(*given)
                      : whole.getInit() ? partNamedBy(*whole.getInit(), *names[i])
                                        : std::nullopt;
    if (part)
      out.push_back({.kind = Statement::Kind::declare,
                     .at = symbols_.placeOf(names[i]->getLocation()),
                     .symbol = symbols_.symbolOf(*names[i]),
                     .expressions = {*part}});
  }
}

} // namespace loadline::extract
