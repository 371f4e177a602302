#include "analyzer/extract/annotations.h"
#include "analyzer/extract/body_extractor.h"

#include <fmt/format.h>

#include <algorithm>

#include <clang/AST/OpenMPClause.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>
#include <clang/AST/StmtOpenMP.h>

namespace loadline::extract {

using facts::Statement;

namespace {

bool neverReturns(const clang::Expr &expr) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(expr.IgnoreParenImpCasts());
  return call && call->getDirectCallee() && call->getDirectCallee()->isNoReturn();
}

/// The value of `case VALUE:`; null for `default:` and a range of values.
const clang::Expr *caseLabel(const clang::SwitchCase &stmt) {
  const auto *label = llvm::dyn_cast<clang::CaseStmt>(&stmt);
  return label && !label->getRHS() ? label->getLHS() : nullptr;
}

/// `std::thread t(f, noSuchName);`: an object of a known class always has an initializer, unless
/// the compiler could not understand it.
bool isMadeInError(const clang::VarDecl &variable) {
  const auto *record = variable.getType()->getAsCXXRecordDecl();
  return record && record->hasDefinition() && !record->isDependentContext() &&
         variable.isLocalVarDecl() && !variable.hasExternalStorage() &&
         variable.getASTContext().getLangOpts().CPlusPlus;
}

} // namespace

Statement BodyExtractor::statement(const clang::Stmt *stmt) {
  constexpr int deepest = 1000; // facts nest no deeper; only generated code does
  if (!stmt)
    return {};
  if (statementDepth_ > deepest) {
    noteTooDeep(stmt->getBeginLoc());
    return {};
  }
  if (statementDepth_ == 0)
    hasJumps_ = hasJumps(*stmt);
  ++statementDepth_;
  Statement out = plain(*stmt);
  --statementDepth_;
  return out;
}

/// What is not read is told, once for a translation unit: the facts hold less than the code.
void BodyExtractor::noteTooDeep(clang::SourceLocation location) {
  if (std::exchange(isToldTooDeep_, true))
    return;
  const facts::Place at = symbols_.placeOf(location);
  ++facts_.errors;
  facts_.notes.push_back(fmt::format("line {}: what is nested deeper than this is not read, with "
                                     "the spawns in it",
                                     at.line));
}

Statement BodyExtractor::plain(const clang::Stmt &whole) {
  const clang::Stmt *stmt = &whole;
  if (const auto *compound = llvm::dyn_cast<clang::CompoundStmt>(stmt))
    return block(*compound);
  if (const auto *s = llvm::dyn_cast<clang::ForStmt>(stmt))
    return givenInCondition(
        s->getConditionVariableDeclStmt(),
        loop(*s, Statement::Loop::forLoop, s->getInit(), s->getCond(), s->getInc(), s->getBody()));
  if (const auto *s = llvm::dyn_cast<clang::WhileStmt>(stmt))
    return givenInCondition(
        s->getConditionVariableDeclStmt(),
        loop(*s, Statement::Loop::whileLoop, nullptr, s->getCond(), nullptr, s->getBody()));
  if (const auto *s = llvm::dyn_cast<clang::DoStmt>(stmt))
    return loop(*s, Statement::Loop::doLoop, nullptr, s->getCond(), nullptr, s->getBody());
  if (const auto *s = llvm::dyn_cast<clang::CXXForRangeStmt>(stmt))
    return rangeFor(*s);
  if (const auto *s = llvm::dyn_cast<clang::IfStmt>(stmt))
    return branch(*s);
  if (const auto *s = llvm::dyn_cast<clang::DeclStmt>(stmt))
    return declarations(*s);
  if (const auto *s = llvm::dyn_cast<clang::ReturnStmt>(stmt))
    return leave(*s, Statement::Exit::returns, s->getRetValue());
  if (const auto *s = llvm::dyn_cast<clang::CoreturnStmt>(stmt))
    return leave(*s, Statement::Exit::returns, s->getOperand());
  if (const auto *s = llvm::dyn_cast<clang::GotoStmt>(stmt))
    return jump(*s);
  if (llvm::isa<clang::BreakStmt>(stmt))
    return leave(*stmt, Statement::Exit::breaks, nullptr);
  if (llvm::isa<clang::ContinueStmt>(stmt))
    return leave(*stmt, Statement::Exit::continues, nullptr);
  if (const auto *s = llvm::dyn_cast<clang::CoroutineBodyStmt>(stmt))
    return statement(s->getBody());
  if (const auto *s = llvm::dyn_cast<clang::LabelStmt>(stmt))
    return statement(s->getSubStmt());
  if (const auto *s = llvm::dyn_cast<clang::AttributedStmt>(stmt))
    return statement(s->getSubStmt());
  if (const auto *s = llvm::dyn_cast<clang::Expr>(stmt))
    return evaluate(*s);
  if (const auto *s = llvm::dyn_cast<clang::OMPExecutableDirective>(stmt))
    return directive(*s);
  if (const auto *s = llvm::dyn_cast<clang::SwitchStmt>(stmt))
    return choice(*s);
  if (const auto *s = llvm::dyn_cast<clang::SwitchCase>(stmt))
    return labelled(*s);
  return partsOf(*stmt);
}

/// An OpenMP directive that starts units is a call of its name, with the number of threads if it
/// says one; then comes what it is about.
Statement BodyExtractor::directive(const clang::OMPExecutableDirective &stmt) {
  const clang::OpenMPDirectiveKind kind = stmt.getDirectiveKind();
  Statement out{.kind = Statement::Kind::block, .at = symbols_.placeOf(stmt.getBeginLoc())};
  const bool isTask = clang::isOpenMPTaskingDirective(kind);
  if (isTask || clang::isOpenMPParallelDirective(kind)) {
    facts::Expression start{.kind = facts::Expression::Kind::call, .at = out.at};
    start.symbol = symbols_.namedFunction(isTask ? "#pragma omp task" : "#pragma omp parallel");
    for (const auto *threads : stmt.getClausesOfKind<clang::OMPNumThreadsClause>())
      start.operands.push_back(expression(threads->getNumThreads()));
    out.parts.push_back(
        {.kind = Statement::Kind::evaluate, .at = out.at, .expressions = {std::move(start)}});
  }
  if (stmt.hasAssociatedStmt())
    out.parts.push_back(statement(stmt.getInnermostCapturedStmt()->getCapturedStmt()));
  return out;
}

Statement BodyExtractor::loop(const clang::Stmt &stmt, Statement::Loop kind,
                              const clang::Stmt *init, const clang::Expr *condition,
                              const clang::Expr *step, const clang::Stmt *body) {
  Statement out{
      .kind = Statement::Kind::loop, .loop = kind, .at = symbols_.placeOf(stmt.getBeginLoc())};
  if (condition) {
    out.conditionAt = static_cast<int>(out.expressions.size());
    out.expressions.push_back(expression(condition));
  }
  if (step) {
    out.stepAt = static_cast<int>(out.expressions.size());
    out.expressions.push_back(expression(step));
  }
  if (init)
    out.parts.push_back(statement(init));
  out.parts.push_back(inside(stmt, Scope::Kind::loop, body));
  return out;
}

namespace {

/// Puts an assignment of a value where an expression first names its variable.
bool putIn(facts::Expression &expression, int variable, facts::Expression &value) {
  if (expression.kind != facts::Expression::Kind::reference || expression.symbol != variable)
    return std::ranges::any_of(expression.operands, [&](facts::Expression &operand) {
      return putIn(operand, variable, value);
    });
  facts::Expression given{.kind = facts::Expression::Kind::binary, .at = value.at, .text = "="};
  given.operands = {std::move(expression), std::move(value)};
  expression = std::move(given);
  return true;
}

} // namespace

/// `while (T variable = value)`, which gives it the value in each round: as where the variable is
/// declared before, and `while (variable = value)` asks.
Statement BodyExtractor::givenInCondition(const clang::Stmt *variable, Statement loop) {
  if (!variable)
    return loop;
  Statement declared = statement(variable);
  if (declared.kind == Statement::Kind::declare && !declared.expressions.empty() &&
      loop.conditionAt >= 0 &&
      putIn(loop.expressions[loop.conditionAt], declared.symbol, declared.expressions.front()))
    declared.expressions.clear();
  loop.parts.insert(loop.parts.begin(), std::move(declared));
  return loop;
}

Statement BodyExtractor::rangeFor(const clang::CXXForRangeStmt &stmt) {
  Statement out{.kind = Statement::Kind::loop,
                .loop = Statement::Loop::rangeFor,
                .at = symbols_.placeOf(stmt.getBeginLoc())};
  if (const clang::VarDecl *variable = stmt.getLoopVariable())
    out.symbol = symbols_.symbolOf(*variable);
  out.conditionAt = 0;
  out.expressions.push_back(expression(stmt.getRangeInit()));
  if (stmt.getInit())
    out.parts.push_back(statement(stmt.getInit()));
  out.parts.push_back(inside(stmt, Scope::Kind::loop, stmt.getBody()));
  return out;
}

Statement BodyExtractor::branch(const clang::IfStmt &stmt) {
  Statement out{.kind = Statement::Kind::branch, .at = symbols_.placeOf(stmt.getBeginLoc())};
  out.conditionAt = 0;
  out.expressions.push_back(expression(stmt.getCond()));
  out.parts.push_back(statement(stmt.getThen()));
  if (stmt.getElse())
    out.parts.push_back(statement(stmt.getElse()));
  return behindInit(stmt.getInit(), stmt.getConditionVariableDeclStmt(), std::move(out));
}

Statement BodyExtractor::choice(const clang::SwitchStmt &stmt) {
  Statement out{.kind = Statement::Kind::choice, .at = symbols_.placeOf(stmt.getBeginLoc())};
  out.conditionAt = 0;
  out.expressions.push_back(expression(stmt.getCond()));
  out.parts.push_back(inside(stmt, Scope::Kind::choice, stmt.getBody()));
  return behindInit(stmt.getInit(), stmt.getConditionVariableDeclStmt(), std::move(out));
}

/// `if (init; condition)`, `switch (T variable = value)`: what runs first, then what asks.
Statement BodyExtractor::behindInit(const clang::Stmt *init, const clang::Stmt *variable,
                                    Statement asks) {
  if (!init && !variable)
    return asks;
  Statement outer{.kind = Statement::Kind::block, .at = asks.at};
  for (const clang::Stmt *first : {init, variable})
    if (first)
      outer.parts.push_back(statement(first));
  outer.parts.push_back(std::move(asks));
  return outer;
}

Statement BodyExtractor::declarations(const clang::DeclStmt &stmt) {
  Statement out{.kind = Statement::Kind::block, .at = symbols_.placeOf(stmt.getBeginLoc())};
  for (const clang::Decl *decl : stmt.decls()) {
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl);
    if (!variable)
      continue;
    Statement one{.kind = Statement::Kind::declare,
                  .at = symbols_.placeOf(variable->getLocation()),
                  .symbol = symbols_.symbolOf(*variable)};
    noteAttributes(*variable, one.at.line, symbols_, facts_);
    if (const clang::Expr *init = variable->getInit()) {
      facts::Expression value = expression(init);
      // In a template, `T t(a, b)` is a list until it is instantiated; the type is known all the
      // same.
      if (llvm::isa<clang::ParenListExpr>(init->IgnoreImplicit()))
        value = {.kind = facts::Expression::Kind::construct,
                 .at = one.at,
                 .type = facts_.symbols[one.symbol].type,
                 .operands = value.operands};
      one.expressions.push_back(std::move(value));
    } else if (const clang::VariableArrayType *array =
                   context_.getAsVariableArrayType(variable->getType());
               array && array->getSizeExpr()) {
      facts::Expression made{.kind = facts::Expression::Kind::other, .at = one.at, .text = "new[]"};
      made.operands = {expression(array->getSizeExpr()),
                       {.kind = facts::Expression::Kind::other, .at = one.at}};
      one.expressions.push_back(std::move(made));
    } else if (isMadeInError(*variable)) {
      one.expressions.push_back(
          {.kind = facts::Expression::Kind::construct,
           .at = one.at,
           .type = facts_.symbols[one.symbol].type,
           .operands = {{.kind = facts::Expression::Kind::other, .at = one.at, .text = "error"}}});
    }
    out.parts.push_back(std::move(one));
    if (const auto *whole = llvm::dyn_cast<clang::DecompositionDecl>(variable)) {
      const std::vector<facts::Expression> value = out.parts.back().expressions;
      declareParts(*whole, value.empty() ? nullptr : &value.front(), out.parts);
    }
  }
  if (out.parts.size() == 1) {
    Statement single = std::move(out.parts.front());
    return single;
  }
  return out;
}

Statement BodyExtractor::leave(const clang::Stmt &stmt, Statement::Exit exit,
                               const clang::Expr *value) {
  Statement out{
      .kind = Statement::Kind::leave, .exit = exit, .at = symbols_.placeOf(stmt.getBeginLoc())};
  if (value)
    out.expressions.push_back(expression(value));
  return out;
}

/// `assert(c)`, once expanded: a branch that leaves where c does not hold.
Statement BodyExtractor::assertion(const clang::ConditionalOperator &expr) {
  Statement out{.kind = Statement::Kind::branch,
                .at = symbols_.placeOf(expr.getBeginLoc()),
                .conditionAt = 0};
  out.expressions.push_back(expression(expr.getCond()));
  out.parts = {{.kind = Statement::Kind::block, .at = out.at}, evaluate(*expr.getFalseExpr())};
  return out;
}

Statement BodyExtractor::evaluate(const clang::Expr &expr) {
  if (const auto *thrown = llvm::dyn_cast<clang::CXXThrowExpr>(expr.IgnoreImplicit()))
    return leave(expr, Statement::Exit::throws, thrown->getSubExpr());
  if (neverReturns(expr))
    return leave(expr, Statement::Exit::throws, &expr); // `exit(1)` goes nowhere from here
  if (const auto *choice = llvm::dyn_cast<clang::ConditionalOperator>(expr.IgnoreParenImpCasts());
      choice && neverReturns(*choice->getFalseExpr()))
    return assertion(*choice);
  if (const auto *nested = llvm::dyn_cast<clang::StmtExpr>(expr.IgnoreParenImpCasts()))
    return statement(nested->getSubStmt());
  Statement out{.kind = Statement::Kind::evaluate, .at = symbols_.placeOf(expr.getBeginLoc())};
  out.expressions.push_back(expression(&expr));
  return out;
}

/// `case VALUE:` and `default:`, with the statement behind it.
Statement BodyExtractor::labelled(const clang::SwitchCase &stmt) {
  Statement out{
      .kind = Statement::Kind::block, .at = symbols_.placeOf(stmt.getBeginLoc()), .conditionAt = 0};
  const clang::Expr *value = caseLabel(stmt);
  out.expressions.push_back(
      value ? expression(value)
            : facts::Expression{.kind = facts::Expression::Kind::other, .at = out.at});
  out.parts.push_back(statement(stmt.getSubStmt()));
  return out;
}

/// try, catch, OpenMP regions and what else holds statements: each in its order.
Statement BodyExtractor::partsOf(const clang::Stmt &stmt) {
  const bool isCatch = llvm::isa<clang::CXXCatchStmt>(stmt);
  Statement out{.kind = isCatch ? Statement::Kind::branch : Statement::Kind::block,
                .at = symbols_.placeOf(stmt.getBeginLoc())};
  for (const clang::Stmt *child : stmt.children())
    if (child)
      out.parts.push_back(statement(child));
  return out;
}

} // namespace loadline::extract
