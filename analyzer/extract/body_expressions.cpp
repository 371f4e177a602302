#include "analyzer/extract/body_extractor.h"

#include "analyzer/extract/clang_names.h"

#include <clang/AST/DeclTemplate.h>
#include <clang/AST/Expr.h>

#include <algorithm>
#include <optional>

namespace loadline::extract {

using facts::Expression;

namespace {

constexpr int deepest = 200;        // deeper expressions are generated text, not spawns
constexpr std::size_t longest = 80; // of a string literal that anyone reads

/// Without what changes neither the value nor how often it is computed.
const clang::Expr *stripped(const clang::Expr *expr) {
  for (;;) {
    const clang::Expr *inner = expr->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *argument = llvm::dyn_cast<clang::CXXDefaultArgExpr>(inner))
      inner = argument->getExpr();
    else if (const auto *field = llvm::dyn_cast<clang::CXXDefaultInitExpr>(inner))
      inner = field->getExpr() ? field->getExpr() : inner;
    else if (const auto *opaque = llvm::dyn_cast<clang::OpaqueValueExpr>(inner))
      inner = opaque->getSourceExpr() ? opaque->getSourceExpr() : inner;
    else if (const auto *parameter = llvm::dyn_cast<clang::SubstNonTypeTemplateParmExpr>(inner))
      inner = parameter->getReplacement();
    else if (const auto *awaited = llvm::dyn_cast<clang::CoawaitExpr>(inner))
      inner = awaited->getOperand();
    else if (const auto *list = llvm::dyn_cast<clang::CXXStdInitializerListExpr>(inner))
      inner = list->getSubExpr();
    else if (const auto *construct = llvm::dyn_cast<clang::CXXConstructExpr>(inner);
             construct && construct->getNumArgs() >= 1 &&
             construct->getConstructor()->isCopyOrMoveConstructor())
      inner = construct->getArg(0);
    else if (const auto *call = llvm::dyn_cast<clang::CallExpr>(inner);
             call && call->isCallToStdMove())
      inner = call->getArg(0);
    else if (const auto *converted = llvm::dyn_cast<clang::CXXMemberCallExpr>(inner);
             converted &&
             llvm::isa_and_nonnull<clang::CXXConversionDecl>(converted->getMethodDecl()))
      inner = converted->getImplicitObjectArgument();
    if (inner == expr)
      return expr;
    expr = inner;
  }
}

std::optional<std::int64_t> constantValue(const clang::Expr &expr,
                                          const clang::ASTContext &context) {
  if (expr.getType().isNull() || expr.isValueDependent() || expr.isTypeDependent() ||
      !expr.getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  clang::Expr::EvalResult result;
  if (!expr.EvaluateAsInt(result, context) || result.HasSideEffects)
    return std::nullopt;
  const llvm::APSInt &value = result.Val.getInt();
  if (value.isSigned())
    return value.getExtValue();
  return value.getActiveBits() < 64 ? static_cast<std::int64_t>(value.getZExtValue())
                                    : std::numeric_limits<std::int64_t>::max();
}

/// Whether the callee may write what it is given here. A forwarding reference hands it on and is
/// not counted.
bool mayWrite(const clang::FunctionDecl &function, unsigned argument) {
  const auto parameterType = [&](const clang::FunctionDecl &decl) -> clang::QualType {
    if (decl.getNumParams() == 0)
      return {};
    const clang::QualType type =
        decl.getParamDecl(std::min(argument, decl.getNumParams() - 1))->getType();
    const auto *pack = type->getAs<clang::PackExpansionType>();
    return pack ? pack->getPattern() : type;
  };
  if (const clang::FunctionTemplateDecl *pattern = function.getPrimaryTemplate())
    if (const clang::QualType type = parameterType(*pattern->getTemplatedDecl());
        type.isNull() || type->isRValueReferenceType())
      return false;
  if (argument >= function.getNumParams())
    return false;
  const auto *reference = parameterType(function)->getAs<clang::LValueReferenceType>();
  return reference && !reference->getPointeeType().isConstQualified();
}

const clang::FunctionDecl *onlyFunction(const clang::OverloadExpr &overloads) {
  const clang::FunctionDecl *found = nullptr;
  for (const clang::NamedDecl *decl : overloads.decls()) {
    decl = decl->getUnderlyingDecl();
    if (const auto *pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl))
      decl = pattern->getTemplatedDecl();
    if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(decl))
      found = found ? found : function;
  }
  return found;
}

} // namespace

Expression BodyExtractor::make(Expression::Kind kind, const clang::Expr &expr) {
  return {.kind = kind, .at = symbols_.placeOf(expr.getBeginLoc())};
}

Expression BodyExtractor::expression(const clang::Expr *expr) {
  if (!expr)
    return {};
  if (llvm::isa<clang::ExplicitCastExpr>(expr->IgnoreParens()))
    if (auto literal = this->literal(*expr)) // `unsigned(-1)` is not -1
      return *std::move(literal);
  expr = stripped(expr);
  if (depth_ > deepest)
    return make(Expression::Kind::other, *expr);
  ++depth_;
  Expression out = plain(*expr);
  --depth_;
  return out;
}

std::optional<Expression> BodyExtractor::literal(const clang::Expr &expr) {
  const auto value = constantValue(expr, context_);
  if (!value)
    return std::nullopt;
  Expression out = make(Expression::Kind::literal, expr);
  out.value = *value;
  if (const auto *named = llvm::dyn_cast<clang::DeclRefExpr>(&expr);
      named && llvm::isa<clang::EnumConstantDecl>(named->getDecl()))
    out.text = qualifiedName(*named->getDecl());
  return out;
}

Expression BodyExtractor::plain(const clang::Expr &expr) {
  if (auto constant = literal(expr))
    return *std::move(constant);
  if (const auto *e = llvm::dyn_cast<clang::DeclRefExpr>(&expr))
    return reference(expr, *e->getDecl());
  if (const auto *e = llvm::dyn_cast<clang::MemberExpr>(&expr))
    return member(*e);
  if (const auto *e = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&expr))
    return operatorCall(*e);
  if (const auto *e = llvm::dyn_cast<clang::CallExpr>(&expr))
    return call(*e);
  if (const auto *e = llvm::dyn_cast<clang::CXXConstructExpr>(&expr))
    return construct(*e);
  if (const auto *e = llvm::dyn_cast<clang::CXXNewExpr>(&expr))
    return created(*e);
  if (const auto *e = llvm::dyn_cast<clang::CXXDeleteExpr>(&expr))
    return deleted(*e);
  if (const auto *e = llvm::dyn_cast<clang::RecoveryExpr>(&expr))
    return recovered(*e);
  if (const auto *e = llvm::dyn_cast<clang::LambdaExpr>(&expr))
    return lambda(*e);
  if (const auto *e = llvm::dyn_cast<clang::BinaryOperator>(&expr))
    return binary(expr, e->getOpcodeStr(), *e->getLHS(), *e->getRHS());
  if (const auto *e = llvm::dyn_cast<clang::CXXRewrittenBinaryOperator>(&expr))
    return binary(expr, clang::BinaryOperator::getOpcodeStr(e->getOpcode()), *e->getLHS(),
                  *e->getRHS());
  if (llvm::isa<clang::CXXNullPtrLiteralExpr>(&expr))
    return make(Expression::Kind::literal, expr);
  if (const auto *e = llvm::dyn_cast<clang::InitListExpr>(&expr))
    return list(*e);
  return operation(expr);
}

/// Operators and what else has parts in fixed places.
Expression BodyExtractor::operation(const clang::Expr &expr) {
  if (const auto *e = llvm::dyn_cast<clang::UnaryOperator>(&expr)) {
    Expression out = make(Expression::Kind::unary, expr);
    out.text =
        (e->isPostfix() ? "x" : "") + clang::UnaryOperator::getOpcodeStr(e->getOpcode()).str();
    addArguments(out, {e->getSubExpr()});
    return out;
  }
  if (const auto *e = llvm::dyn_cast<clang::AbstractConditionalOperator>(&expr)) {
    Expression out = make(Expression::Kind::conditional, expr);
    addArguments(out, {e->getCond(), e->getTrueExpr(), e->getFalseExpr()});
    return out;
  }
  if (const auto *e = llvm::dyn_cast<clang::ArraySubscriptExpr>(&expr)) {
    Expression out = make(Expression::Kind::subscript, expr);
    addArguments(out, {e->getBase(), e->getIdx()});
    return out;
  }
  if (const auto *e = llvm::dyn_cast<clang::StringLiteral>(&expr);
      e && e->getCharByteWidth() == 1) {
    Expression out = make(Expression::Kind::text, expr);
    out.text = e->getString().substr(0, longest).str();
    return out;
  }
  if (const auto *e = llvm::dyn_cast<clang::CXXUnresolvedConstructExpr>(&expr)) {
    Expression out = make(Expression::Kind::construct, expr);
    out.type = shortTypeName(e->getTypeAsWritten());
    for (const clang::Expr *argument : e->arguments())
      out.operands.push_back(expression(argument));
    return out;
  }
  if (llvm::isa<clang::CXXThisExpr>(&expr)) {
    Expression out = make(Expression::Kind::other, expr);
    out.text = "this";
    return out;
  }
  return generic(expr, symbols_.placeOf(expr.getBeginLoc()));
}

std::vector<const clang::FunctionDecl *> callOperators(const clang::LambdaExpr &lambda) {
  std::vector<const clang::FunctionDecl *> out;
  if (clang::FunctionTemplateDecl *pattern = lambda.getDependentCallOperator())
    for (const clang::FunctionDecl *instance : pattern->specializations())
      if (instance->hasBody())
        out.push_back(instance);
  if (out.empty())
    out.push_back(lambda.getCallOperator());
  return out;
}

Expression BodyExtractor::lambda(const clang::LambdaExpr &expr) {
  Expression out = make(Expression::Kind::lambda, expr);
  out.symbol = symbols_.symbolOf(*callOperators(expr).front());
  lambdas_.push_back(&expr);
  auto init = expr.capture_init_begin();
  for (const clang::LambdaCapture &capture : expr.captures()) {
    const clang::Expr *value = *init++;
    if (!value || llvm::isa<clang::CXXThisExpr>(value))
      continue;
    if (capture.capturesVariable() && expr.isInitCapture(&capture))
      out.operands.push_back(initCapture(*capture.getCapturedVar(), *value));
    else if (!llvm::isa<clang::DeclRefExpr>(stripped(value)))
      out.operands.push_back(expression(value));
  }
  return out;
}

/// `[task = std::move(f)]` gives a variable of its own a value.
Expression BodyExtractor::initCapture(const clang::ValueDecl &variable, const clang::Expr &value) {
  Expression out = make(Expression::Kind::binary, value);
  out.text = "=";
  out.operands = {reference(value, variable), expression(&value)};
  return out;
}

Expression BodyExtractor::binary(const clang::Expr &expr, llvm::StringRef op,
                                 const clang::Expr &left, const clang::Expr &right) {
  Expression out = make(Expression::Kind::binary, expr);
  out.text = op.str();
  addArguments(out, {&left, &right});
  return out;
}

/// A list that fills the fields of a struct makes one and assigns to each field, so that their
/// values can be followed.
Expression BodyExtractor::list(const clang::InitListExpr &expr) {
  Expression out = make(Expression::Kind::list, expr);
  out.type = shortTypeName(expr.getType());
  const auto *record = expr.getType().isNull() ? nullptr : expr.getType()->getAsRecordDecl();
  const auto *derived = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(record);
  if (!record || record->isUnion() || (derived && derived->getNumBases() > 0)) {
    for (const clang::Expr *element : expr.inits())
      out.operands.push_back(expression(element));
    return out;
  }
  out.kind = Expression::Kind::construct;
  auto field = record->field_begin();
  for (const clang::Expr *element : expr.inits()) {
    while (field != record->field_end() && field->isUnnamedBitField())
      ++field;
    if (field == record->field_end())
      break;
    if (element && !llvm::isa<clang::ImplicitValueInitExpr>(element)) {
      Expression target = reference(*element, **field);
      Expression assigned = make(Expression::Kind::binary, *element);
      assigned.text = "=";
      assigned.operands = {std::move(target), expression(element)};
      out.operands.push_back(std::move(assigned));
    }
    ++field;
  }
  return out;
}

Expression BodyExtractor::reference(const clang::Expr &expr, const clang::ValueDecl &decl) {
  const bool isFunction = llvm::isa<clang::FunctionDecl>(decl);
  Expression out =
      make(isFunction ? Expression::Kind::function : Expression::Kind::reference, expr);
  out.symbol = symbols_.symbolOf(decl);
  return out;
}

Expression BodyExtractor::member(const clang::MemberExpr &expr) {
  Expression out = reference(expr, *expr.getMemberDecl());
  if (llvm::isa<clang::FieldDecl>(expr.getMemberDecl()))
    out.operands.push_back(expression(expr.getBase()));
  return out;
}

void BodyExtractor::addArguments(Expression &out, llvm::ArrayRef<const clang::Expr *> arguments) {
  for (const clang::Expr *argument : arguments)
    out.operands.push_back(expression(argument));
}

void BodyExtractor::setCallee(Expression &out, const clang::CallExpr &expr) {
  if (const clang::FunctionDecl *function = expr.getDirectCallee()) {
    out.symbol = symbols_.symbolOf(*function);
    return;
  }
  const clang::Expr *callee = expr.getCallee()->IgnoreParenImpCasts();
  if (const auto *overloads = llvm::dyn_cast<clang::OverloadExpr>(callee)) {
    const clang::FunctionDecl *function = onlyFunction(*overloads);
    out.symbol = function ? symbols_.symbolOf(*function)
                          : symbols_.namedFunction(overloads->getName().getAsString());
  } else if (const auto *dependent = llvm::dyn_cast<clang::CXXDependentScopeMemberExpr>(callee)) {
    out.symbol = symbols_.namedFunction(dependent->getMember().getAsString());
    if (!dependent->isImplicitAccess()) {
      out.hasObject = true;
      out.operands.push_back(expression(dependent->getBase()));
    }
  } else if (const Expression pointer = expression(callee);
             pointer.kind == Expression::Kind::reference ||
             pointer.kind == Expression::Kind::lambda) {
    out.symbol = pointer.symbol;
  } else {
    ++facts_.unresolvedCalls;
    out.hasObject = true;
    out.operands.push_back(pointer);
  }
}

Expression BodyExtractor::call(const clang::CallExpr &expr) {
  Expression out = make(Expression::Kind::call, expr);
  out.type = expr.isTypeDependent() ? "" : shortTypeName(expr.getType());
  if (const auto *onObject = llvm::dyn_cast<clang::CXXMemberCallExpr>(&expr);
      onObject && onObject->getImplicitObjectArgument() && onObject->getMethodDecl()) {
    out.hasObject = true;
    out.operands.push_back(expression(onObject->getImplicitObjectArgument()));
  }
  setCallee(out, expr);
  if (const auto *named =
          llvm::dyn_cast<clang::MemberExpr>(expr.getCallee()->IgnoreParenImpCasts()))
    if (const facts::Place at = symbols_.placeOf(named->getMemberLoc()); at.line > out.at.line)
      out.at = at; // a chain over several lines: each call where its name stands
  const clang::FunctionDecl *function = expr.getDirectCallee();
  for (unsigned i = 0; i < expr.getNumArgs(); ++i)
    out.operands.push_back(argument(function, i, *expr.getArg(i)));
  return out;
}

/// An argument that the callee may write stands behind `&`, as where C takes the address.
Expression BodyExtractor::argument(const clang::FunctionDecl *function, unsigned place,
                                   const clang::Expr &expr) {
  Expression value = expression(&expr);
  if (!function || value.kind != Expression::Kind::reference || !mayWrite(*function, place))
    return value;
  Expression out = make(Expression::Kind::unary, expr);
  out.text = "&";
  out.operands.push_back(std::move(value));
  return out;
}

/// Operators keep their meaning whether built in or overloaded: `v[i]`, `*it`, `++it`, `it != end`.
Expression BodyExtractor::operatorCall(const clang::CXXOperatorCallExpr &expr) {
  const clang::OverloadedOperatorKind kind = expr.getOperator();
  if (kind == clang::OO_Call) {
    Expression out = make(Expression::Kind::call, expr);
    out.type = expr.isTypeDependent() ? "" : shortTypeName(expr.getType());
    out.hasObject = true;
    if (const clang::FunctionDecl *function = expr.getDirectCallee())
      out.symbol = symbols_.symbolOf(*function);
    for (const clang::Expr *argument : expr.arguments())
      out.operands.push_back(expression(argument));
    return out;
  }
  const bool isSubscript = kind == clang::OO_Subscript;
  const bool isPostfix =
      (kind == clang::OO_PlusPlus || kind == clang::OO_MinusMinus) && expr.getNumArgs() == 2;
  const bool isBinary = expr.getNumArgs() == 2 && !isPostfix;
  Expression out = make(isSubscript ? Expression::Kind::subscript
                        : isBinary  ? Expression::Kind::binary
                                    : Expression::Kind::unary,
                        expr);
  out.text =
      isSubscript ? "" : (isPostfix ? "x" : "") + std::string(clang::getOperatorSpelling(kind));
  if (kind == clang::OO_Arrow)
    out.text = "*";
  for (unsigned i = 0; i < expr.getNumArgs() - (isPostfix ? 1 : 0); ++i)
    out.operands.push_back(expression(expr.getArg(i)));
  return out;
}

Expression BodyExtractor::construct(const clang::CXXConstructExpr &expr) {
  Expression out = make(Expression::Kind::construct, expr);
  out.type = shortTypeName(expr.getType());
  out.symbol = symbols_.symbolOf(*expr.getConstructor());
  for (unsigned i = 0; i < expr.getNumArgs(); ++i)
    out.operands.push_back(argument(expr.getConstructor(), i, *expr.getArg(i)));
  return out;
}

Expression BodyExtractor::created(const clang::CXXNewExpr &expr) {
  Expression object =
      expr.getConstructExpr() ? construct(*expr.getConstructExpr()) : generic(expr, {});
  object.at = symbols_.placeOf(expr.getBeginLoc());
  object.isHeap = true;
  if (object.type.empty())
    object.type = shortTypeName(expr.getAllocatedType());
  if (expr.getInitializer() && !expr.getConstructExpr())
    object.kind = Expression::Kind::construct;
  if (!expr.isArray() || !expr.getArraySize() || !*expr.getArraySize())
    return object;
  Expression array = make(Expression::Kind::other, expr);
  array.text = "new[]";
  array.type = object.type;
  array.operands.push_back(expression(*expr.getArraySize()));
  array.operands.push_back(std::move(object));
  return array;
}

/// `delete p` calls the destructor of what p points to.
Expression BodyExtractor::deleted(const clang::CXXDeleteExpr &expr) {
  Expression out = make(Expression::Kind::call, expr);
  out.hasObject = true;
  out.operands.push_back(expression(expr.getArgument()));
  const clang::QualType type = expr.getDestroyedType();
  if (const auto *record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
      record && record->hasDefinition() && record->getDestructor())
    out.symbol = symbols_.symbolOf(*record->getDestructor());
  return out;
}

/// What the compiler could not understand: a call of a known function with an argument in error is a call all the same.
Expression BodyExtractor::recovered(const clang::RecoveryExpr &expr) {
  const auto parts = expr.subExpressions();
  const clang::Expr *first = parts.empty() ? nullptr : parts[0]->IgnoreParenImpCasts();
  const auto *overloads = llvm::dyn_cast_or_null<clang::OverloadExpr>(first);
  const auto *named = llvm::dyn_cast_or_null<clang::DeclRefExpr>(first);
  const clang::FunctionDecl *function =
      overloads ? onlyFunction(*overloads)
      : named   ? llvm::dyn_cast<clang::FunctionDecl>(named->getDecl())
                : nullptr;
  if (!function)
    return generic(expr, symbols_.placeOf(expr.getBeginLoc()));
  Expression out = make(Expression::Kind::call, expr);
  out.symbol = symbols_.symbolOf(*function);
  for (const clang::Expr *part : parts.drop_front())
    out.operands.push_back(expression(part));
  return out;
}

/// Keeps the expressions below a statement of any other kind, so that no call in it is lost.
Expression BodyExtractor::generic(const clang::Stmt &stmt, facts::Place at) {
  Expression out{.kind = Expression::Kind::other, .at = at};
  for (const clang::Stmt *child : stmt.children()) {
    if (const auto *operand = llvm::dyn_cast_or_null<clang::Expr>(child))
      out.operands.push_back(expression(operand));
    else if (child && depth_ <= deepest) {
      ++depth_;
      out.operands.push_back(generic(*child, symbols_.placeOf(child->getBeginLoc())));
      --depth_;
    }
  }
  return out;
}

} // namespace loadline::extract
