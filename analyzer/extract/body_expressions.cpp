#include "analyzer/extract/body_extractor.h"

#include "analyzer/extract/clang_names.h"

#include <clang/AST/DeclTemplate.h>
#include <clang/AST/Expr.h>
#include <clang/Basic/Builtins.h>

#include <algorithm>
#include <optional>

namespace loadline::extract {

using facts::Expression;

namespace {

constexpr int deepest = 200;        // deeper expressions are generated text, not spawns
constexpr std::size_t longest = 80; // of a string literal that anyone reads

/// `__builtin_expect(x, 0)`: what `likely` and `unlikely` are; x with a word about its odds.
bool isHint(const clang::CallExpr &call) {
  const unsigned builtin = call.getBuiltinCallee();
  return call.getNumArgs() > 0 && (builtin == clang::Builtin::BI__builtin_expect ||
                                   builtin == clang::Builtin::BI__builtin_expect_with_probability ||
                                   builtin == clang::Builtin::BI__builtin_unpredictable);
}

/// The `x` of `!!x`, which is true where x is.
const clang::Expr *withoutDoubleNot(const clang::Expr *expr) {
  const auto inverted = [](const clang::Expr *of) -> const clang::Expr * {
    const auto *no = llvm::dyn_cast<clang::UnaryOperator>(of->IgnoreParenCasts()->IgnoreImplicit());
    return no && no->getOpcode() == clang::UO_LNot ? no->getSubExpr() : nullptr;
  };
  const clang::Expr *once = inverted(expr);
  const clang::Expr *twice = once ? inverted(once) : nullptr;
  return twice ? twice : expr;
}

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
    else if (const auto *hinted = llvm::dyn_cast<clang::CallExpr>(inner); hinted && isHint(*hinted))
      inner = withoutDoubleNot(hinted->getArg(0));
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
  if (depth_ > deepest) {
    noteTooDeep(expr->getBeginLoc());
    return make(Expression::Kind::other, *expr);
  }
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
    return constructAll(*e);
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
  if (const auto *e = llvm::dyn_cast<clang::AtomicExpr>(&expr))
    return atomic(*e);
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

/// `[permit]` of an object whose end does something: the lambda's copy lives as long as that.
static bool isKeptCopy(const clang::LambdaCapture &capture) {
  const auto *variable = capture.capturesVariable() && capture.getCaptureKind() == clang::LCK_ByCopy
                             ? llvm::dyn_cast<clang::VarDecl>(capture.getCapturedVar())
                             : nullptr;
  const clang::CXXRecordDecl *type = variable ? variable->getType()->getAsCXXRecordDecl() : nullptr;
  return type && type->hasDefinition() && type->hasNonTrivialDestructor();
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
    else if (!llvm::isa<clang::DeclRefExpr>(stripped(value)) || isKeptCopy(capture))
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
  if (const clang::FieldDecl *one = expr.getInitializedFieldInUnion();
      one && expr.getNumInits() == 1) {
    out.kind = Expression::Kind::construct;
    out.operands.push_back(fieldGiven(*one, *expr.getInit(0)));
    return out;
  }
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
    if (element && !llvm::isa<clang::ImplicitValueInitExpr>(element))
      out.operands.push_back(fieldGiven(**field, *element));
    ++field;
  }
  return out;
}

/// `.sa_handler = f`: a field that a list gives its value.
Expression BodyExtractor::fieldGiven(const clang::FieldDecl &field, const clang::Expr &value) {
  Expression assigned = make(Expression::Kind::binary, value);
  assigned.text = "=";
  assigned.operands = {reference(value, field), expression(&value)};
  return assigned;
}

Expression BodyExtractor::reference(const clang::Expr &expr, const clang::ValueDecl &decl) {
  if (auto named = namedOtherwise(expr, decl))
    return *std::move(named);
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
