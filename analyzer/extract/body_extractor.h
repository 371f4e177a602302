#pragma once

#include "analyzer/extract/jumps.h"
#include "analyzer/extract/symbol_table.h"
#include "analyzer/facts/translation_unit_facts.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/Stmt.h>
#include <clang/AST/StmtOpenMP.h>

#include <optional>
#include <vector>

namespace loadline::extract {

/// The functions that a lambda stands for: its call operator, or what a generic one was
/// instantiated to; at least one.
std::vector<const clang::FunctionDecl *> callOperators(const clang::LambdaExpr &lambda);

/// Turns bodies into facts. Lambdas met on the way are left in `lambdas()` for the caller, who
/// makes functions of them.
class BodyExtractor {
public:
  BodyExtractor(clang::ASTContext &context, SymbolTable &symbols,
                facts::TranslationUnitFacts &facts)
      : context_(context), symbols_(symbols), facts_(facts) {}

  facts::Statement statement(const clang::Stmt *stmt);
  facts::Expression expression(const clang::Expr *expr);

  std::vector<const clang::LambdaExpr *> takeLambdas() { return std::move(lambdas_); }

private:
  /// What stands around a statement and takes a break, or a jump to its labels.
  struct Scope {
    enum class Kind {
      loop,
      gotoLoop, ///< headed by `heads`
      choice,
      skipped ///< what a jump to `heads` skips
    } kind = Kind::loop;
    const clang::Stmt *stmt = nullptr; ///< of a loop or choice
    std::set<const clang::LabelDecl *> heads;
    std::optional<std::set<const clang::LabelDecl *>> labels; ///< inside, once asked for
  };

  // body_jumps.cpp
  facts::Statement inside(const clang::Stmt &around, Scope::Kind kind, const clang::Stmt *body);
  facts::Statement jump(const clang::GotoStmt &stmt);
  void addStretch(const JumpBlock &block, std::size_t first, std::size_t behind,
                  std::set<const clang::LabelDecl *> known, facts::Statement &out);
  facts::Statement gotoLoop(const JumpBlock &block, Stretch stretch,
                            std::set<const clang::LabelDecl *> known);
  facts::Statement skipped(const JumpBlock &block, const Stretch &stretch,
                           std::set<const clang::LabelDecl *> known);
  bool isInLoop() const;

  // body_bindings.cpp
  std::optional<facts::Expression> partNamedBy(const clang::Expr &at,
                                               const clang::BindingDecl &name);
  std::optional<facts::Expression> namedOtherwise(const clang::Expr &at,
                                                  const clang::ValueDecl &decl);
  static bool isAlias(const clang::BindingDecl &name);
  void declareParts(const clang::DecompositionDecl &whole, const facts::Expression *value,
                    std::vector<facts::Statement> &out);

  // body_statements.cpp
  void noteTooDeep(clang::SourceLocation location);
  facts::Statement plain(const clang::Stmt &whole);
  facts::Statement loop(const clang::Stmt &stmt, facts::Statement::Loop kind,
                        const clang::Stmt *init, const clang::Expr *condition,
                        const clang::Expr *step, const clang::Stmt *body);
  facts::Statement rangeFor(const clang::CXXForRangeStmt &stmt);
  facts::Statement block(const clang::CompoundStmt &stmt);
  facts::Statement branch(const clang::IfStmt &stmt);
  facts::Statement givenInCondition(const clang::Stmt *variable, facts::Statement loop);
  facts::Statement choice(const clang::SwitchStmt &stmt);
  facts::Statement behindInit(const clang::Stmt *init, const clang::Stmt *variable,
                              facts::Statement asks);
  facts::Statement declarations(const clang::DeclStmt &stmt);
  facts::Statement leave(const clang::Stmt &stmt, facts::Statement::Exit exit,
                         const clang::Expr *value);
  facts::Statement assertion(const clang::ConditionalOperator &expr);
  facts::Statement evaluate(const clang::Expr &expr);
  facts::Statement partsOf(const clang::Stmt &stmt);
  facts::Statement labelled(const clang::SwitchCase &stmt);
  facts::Statement directive(const clang::OMPExecutableDirective &stmt);

  // body_expressions.cpp
  facts::Expression plain(const clang::Expr &expr);
  std::optional<facts::Expression> literal(const clang::Expr &expr);
  facts::Expression operation(const clang::Expr &expr);
  facts::Expression lambda(const clang::LambdaExpr &expr);
  facts::Expression initCapture(const clang::ValueDecl &variable, const clang::Expr &value);
  facts::Expression binary(const clang::Expr &expr, llvm::StringRef op, const clang::Expr &left,
                           const clang::Expr &right);
  facts::Expression list(const clang::InitListExpr &expr);
  facts::Expression fieldGiven(const clang::FieldDecl &field, const clang::Expr &value);
  facts::Expression argument(const clang::FunctionDecl *function, unsigned place,
                             const clang::Expr &expr);
  facts::Expression call(const clang::CallExpr &expr);
  facts::Expression atomic(const clang::AtomicExpr &expr);
  facts::Expression operatorCall(const clang::CXXOperatorCallExpr &expr);
  facts::Expression deleted(const clang::CXXDeleteExpr &expr);
  facts::Expression lost(const clang::RecoveryExpr &expr);
  facts::Expression recovered(const clang::RecoveryExpr &expr);
  facts::Expression construct(const clang::CXXConstructExpr &expr);
  facts::Expression constructAll(const clang::CXXConstructExpr &expr);
  facts::Expression created(const clang::CXXNewExpr &expr);
  facts::Expression member(const clang::MemberExpr &expr);
  facts::Expression reference(const clang::Expr &expr, const clang::ValueDecl &decl);
  facts::Expression generic(const clang::Stmt &stmt, facts::Place at);
  facts::Expression make(facts::Expression::Kind kind, const clang::Expr &expr);
  void setCallee(facts::Expression &out, const clang::CallExpr &expr);
  void addArguments(facts::Expression &out, llvm::ArrayRef<const clang::Expr *> arguments);

  clang::ASTContext &context_;
  SymbolTable &symbols_;
  facts::TranslationUnitFacts &facts_;
  int statementDepth_ = 0;
  bool isToldTooDeep_ = false;
  bool hasJumps_ = false; ///< the body that is turned into facts
  std::vector<Scope> scopes_;
  std::vector<const clang::LambdaExpr *> lambdas_;
  int depth_ = 0;
};

} // namespace loadline::extract
