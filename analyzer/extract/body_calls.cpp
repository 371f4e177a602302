#include "analyzer/extract/body_extractor.h"

#include "analyzer/extract/clang_names.h"

#include <clang/AST/DeclTemplate.h>
#include <clang/AST/Expr.h>
#include <clang/Basic/SourceManager.h>

#include <algorithm>

// Calls, constructions and what else runs a function.

namespace loadline::extract {

using facts::Expression;

namespace {

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

/// `__sync_fetch_and_add` of `__sync_fetch_and_add_4`, which the compiler makes of it by the size
/// of what it is about; "" for any other function.
std::string nameOfSized(const clang::FunctionDecl &function) {
  const llvm::StringRef name =
      function.getDeclName().isIdentifier() ? function.getName() : llvm::StringRef();
  if (function.getBuiltinID() == 0 || !name.starts_with("__sync_"))
    return "";
  const auto [plain, size] = name.rsplit('_');
  unsigned bytes = 0;
  return size.getAsInteger(10, bytes) ? "" : plain.str();
}

/// The array that a class of a library is nothing but a name for, as `std::array`; null for any
/// other.
const clang::ConstantArrayType *onlyArrayOf(const clang::CXXRecordDecl &record,
                                            const clang::ASTContext &context) {
  if (!record.isInStdNamespace() || !record.hasDefinition() ||
      std::distance(record.field_begin(), record.field_end()) != 1)
    return nullptr;
  return context.getAsConstantArrayType(record.field_begin()->getType());
}

} // namespace

void BodyExtractor::setCallee(Expression &out, const clang::CallExpr &expr) {
  if (const clang::FunctionDecl *function = expr.getDirectCallee()) {
    const std::string sized = nameOfSized(*function);
    out.symbol = sized.empty() ? symbols_.symbolOf(*function) : symbols_.namedFunction(sized);
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
  } else if (const auto *member = llvm::dyn_cast<clang::BinaryOperator>(callee);
             member && member->isPtrMemOp()) { // `(object.*method)(x)` calls what method holds
    const Expression method = expression(member->getRHS());
    out.hasObject = true;
    out.operands.push_back(expression(member->getLHS()));
    if (method.kind == Expression::Kind::reference)
      out.symbol = method.symbol;
  } else if (const Expression pointer = expression(callee);
             pointer.kind == Expression::Kind::reference ||
             pointer.kind == Expression::Kind::lambda) {
    out.symbol = pointer.symbol;
  } else {
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

/// An argument that the callee may write, a variable or the number in an element, stands behind
/// `&`, as where C takes the address.
Expression BodyExtractor::argument(const clang::FunctionDecl *function, unsigned place,
                                   const clang::Expr &expr) {
  Expression value = expression(&expr);
  const bool isNumberOfMany = value.kind == Expression::Kind::subscript &&
                              !expr.isTypeDependent() &&
                              expr.getType()->isIntegralOrEnumerationType();
  const bool isNamed = value.kind == Expression::Kind::reference || isNumberOfMany;
  if (!function || !isNamed || !mayWrite(*function, place))
    return value;
  Expression out = make(Expression::Kind::unary, expr);
  out.text = "&";
  out.operands.push_back(std::move(value));
  return out;
}

/// Operators keep their meaning whether built in or overloaded: `v[i]`, `*it`, `++it`, `it != end`.
Expression BodyExtractor::operatorCall(const clang::CXXOperatorCallExpr &expr) {
  const clang::OverloadedOperatorKind kind = expr.getOperator();
  // `list << x` of a class that says what it means is a method of it, as adding an element
  const bool isMethod = kind == clang::OO_LessLess &&
                        llvm::isa_and_nonnull<clang::CXXMethodDecl>(expr.getDirectCallee());
  if (kind == clang::OO_Call || isMethod) {
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

/// An array of objects of the program's own, or a `std::array` of them, makes each.
Expression BodyExtractor::constructAll(const clang::CXXConstructExpr &expr) {
  const auto *array = context_.getAsConstantArrayType(expr.getType());
  const clang::CXXConstructorDecl *constructor = expr.getConstructor();
  if (!array && expr.getNumArgs() == 0)
    array = onlyArrayOf(*constructor->getParent(), context_);
  const clang::QualType element = array ? context_.getBaseElementType(array) : clang::QualType();
  const auto *record = element.isNull() ? nullptr : element->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() ||
      context_.getSourceManager().isInSystemHeader(record->getLocation()))
    return construct(expr);
  Expression one = construct(expr);
  one.type = shortTypeName(element);
  if (constructor->getParent() != record) // of what holds the array
    for (const clang::CXXConstructorDecl *each : record->ctors())
      if (each->isDefaultConstructor())
        one.symbol = symbols_.symbolOf(*each);
  Expression count = make(Expression::Kind::literal, expr);
  count.value = static_cast<std::int64_t>(context_.getConstantArrayElementCount(array));
  Expression out = make(Expression::Kind::other, expr);
  out.text = "new[]";
  out.type = one.type;
  out.operands = {std::move(count), std::move(one)};
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

/// What the macros of <stdatomic.h> and the `__atomic` builtins come to: a load is what it loads, a
/// store assigns, the rest calls the function of C11.
Expression BodyExtractor::atomic(const clang::AtomicExpr &expr) {
  Expression pointer = expression(expr.getPtr());
  const bool isAddress = pointer.kind == Expression::Kind::unary && pointer.text == "&";
  Expression object = make(Expression::Kind::unary, expr);
  object.text = "*";
  object.operands = {pointer};
  if (isAddress)
    object = pointer.operands.front();
  Expression out = make(Expression::Kind::other, expr);
  switch (expr.getOp()) {
  case clang::AtomicExpr::AO__c11_atomic_load:
  case clang::AtomicExpr::AO__atomic_load_n:
    return object;
  case clang::AtomicExpr::AO__c11_atomic_store:
  case clang::AtomicExpr::AO__atomic_store_n:
    out.kind = Expression::Kind::binary;
    out.text = "=";
    out.operands = {std::move(object), expression(expr.getVal1())};
    return out;
  case clang::AtomicExpr::AO__c11_atomic_fetch_add:
  case clang::AtomicExpr::AO__atomic_fetch_add:
  case clang::AtomicExpr::AO__atomic_add_fetch:
  case clang::AtomicExpr::AO__c11_atomic_fetch_sub:
  case clang::AtomicExpr::AO__atomic_fetch_sub:
  case clang::AtomicExpr::AO__atomic_sub_fetch: {
    const bool adds = expr.getOp() == clang::AtomicExpr::AO__c11_atomic_fetch_add ||
                      expr.getOp() == clang::AtomicExpr::AO__atomic_fetch_add ||
                      expr.getOp() == clang::AtomicExpr::AO__atomic_add_fetch;
    out.kind = Expression::Kind::call;
    out.symbol = symbols_.namedFunction(adds ? "atomic_fetch_add" : "atomic_fetch_sub");
    out.operands = {std::move(pointer), expression(expr.getVal1())};
    return out;
  }
  case clang::AtomicExpr::AO__c11_atomic_exchange:
  case clang::AtomicExpr::AO__atomic_exchange_n:
    out.kind = Expression::Kind::call;
    out.symbol = symbols_.namedFunction("atomic_exchange");
    out.operands = {std::move(pointer), expression(expr.getVal1())};
    return out;
  case clang::AtomicExpr::AO__c11_atomic_compare_exchange_strong:
  case clang::AtomicExpr::AO__c11_atomic_compare_exchange_weak:
  case clang::AtomicExpr::AO__atomic_compare_exchange_n:
    out.kind = Expression::Kind::call;
    out.symbol = symbols_.namedFunction("atomic_compare_exchange_strong");
    out.operands = {std::move(pointer), expression(expr.getVal1()), expression(expr.getVal2())};
    return out;
  default:
    return generic(expr, out.at);
  }
}

/// What the compiler could not understand; its parts are kept.
Expression BodyExtractor::lost(const clang::RecoveryExpr &expr) {
  Expression out = generic(expr, symbols_.placeOf(expr.getBeginLoc()));
  out.text = "error";
  return out;
}

/// What the compiler could not understand: a call of a known function, or an object of a known
/// class, with an argument in error is one all the same.
Expression BodyExtractor::recovered(const clang::RecoveryExpr &expr) {
  const auto parts = expr.subExpressions();
  const bool isMade = !expr.isTypeDependent() && expr.getType()->isRecordType() && !parts.empty() &&
                      parts[0]->getBeginLoc() != expr.getBeginLoc();
  if (isMade) { // a call begins with what is called
    Expression out = make(Expression::Kind::construct, expr);
    out.type = shortTypeName(expr.getType());
    for (const clang::Expr *part : parts)
      out.operands.push_back(expression(part));
    return out;
  }
  const clang::Expr *first = parts.empty() ? nullptr : parts[0]->IgnoreParenImpCasts();
  const auto *overloads = llvm::dyn_cast_or_null<clang::OverloadExpr>(first);
  const auto *named = llvm::dyn_cast_or_null<clang::DeclRefExpr>(first);
  const clang::FunctionDecl *function = overloads ? onlyFunction(*overloads)
                                        : named
                                            ? llvm::dyn_cast<clang::FunctionDecl>(named->getDecl())
                                            : nullptr;
  if (!function)
    return lost(expr);
  Expression out = make(Expression::Kind::call, expr);
  out.symbol = symbols_.symbolOf(*function);
  for (const clang::Expr *part : parts.drop_front())
    out.operands.push_back(expression(part));
  return out;
}

} // namespace loadline::extract
