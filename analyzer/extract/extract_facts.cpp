#include "analyzer/extract/extract_facts.h"

#include "analyzer/extract/annotations.h"
#include "analyzer/extract/body_extractor.h"
#include "analyzer/extract/clang_names.h"
#include "analyzer/extract/symbol_table.h"

#include <clang/AST/DeclTemplate.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>
#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/DenseSet.h>

#include <algorithm>

namespace loadline::extract {

namespace {

using facts::Function;
using facts::Statement;

/// Whether evaluating an expression may start something or come to a function of the program; a
/// class of the standard library that is made of nothing does not.
bool runsSomething(const clang::Stmt *stmt) {
  if (!stmt)
    return false;
  if (llvm::isa<clang::CallExpr, clang::CXXNewExpr, clang::LambdaExpr,
                clang::CXXInheritedCtorInitExpr>(stmt))
    return true;
  if (const auto *value = llvm::dyn_cast<clang::CXXDefaultInitExpr>(stmt))
    return runsSomething(value->getExpr());
  if (const auto *made = llvm::dyn_cast<clang::CXXConstructExpr>(stmt))
    if (const clang::CXXConstructorDecl *constructor = made->getConstructor();
        !constructor->isTrivial() &&
        !(constructor->isDefaultConstructor() && constructor->isInStdNamespace()))
      return true;
  return std::any_of(stmt->child_begin(), stmt->child_end(), runsSomething);
}

/// A constructor that the compiler writes, by rule or for `= default`, where it is used; copies and
/// moves start nothing.
bool isMadeByCompiler(const clang::CXXConstructorDecl &constructor) {
  const bool isDefaulted = constructor.isExplicitlyDefaulted() && !constructor.isUserProvided();
  return (constructor.isImplicit() || isDefaulted) && !constructor.isCopyOrMoveConstructor() &&
         constructor.hasBody() && !constructor.isDependentContext();
}

/// Finds the functions with bodies and the declared starting values of project code.
class Finder : public clang::RecursiveASTVisitor<Finder> {
public:
  explicit Finder(clang::ASTContext &context) : sources_(context.getSourceManager()) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseDecl(clang::Decl *decl) {
    if (decl && !llvm::isa<clang::TranslationUnitDecl>(decl) &&
        sources_.isInSystemHeader(sources_.getExpansionLoc(decl->getLocation())))
      return true;
    return RecursiveASTVisitor::TraverseDecl(decl);
  }

  bool VisitFunctionDecl(clang::FunctionDecl *function) {
    if (!function->doesThisDeclarationHaveABody() || function->hasSkippedBody() ||
        function->isDefaulted())
      return true;
    if (const clang::FunctionDecl *pattern = function->getTemplateInstantiationPattern())
      instantiated.insert(pattern->getCanonicalDecl());
    functions.push_back(function);
    return true;
  }

  bool VisitCXXRecordDecl(clang::CXXRecordDecl *record) {
    if (record->isThisDeclarationADefinition() && !record->isLambda())
      for (const clang::CXXConstructorDecl *constructor : record->ctors())
        if (isMadeByCompiler(*constructor) &&
            std::any_of(constructor->init_begin(), constructor->init_end(),
                        [](const auto *each) { return runsSomething(each->getInit()); }))
          functions.push_back(constructor);
    return true;
  }

  bool VisitFieldDecl(clang::FieldDecl *field) {
    if (field->hasInClassInitializer() && field->getInClassInitializer())
      values.emplace_back(field, field->getInClassInitializer());
    return true;
  }

  bool VisitVarDecl(clang::VarDecl *variable) {
    if (variable->hasGlobalStorage() && !variable->isStaticLocal() && variable->hasInit())
      values.emplace_back(variable, variable->getInit());
    return true;
  }

  std::vector<const clang::FunctionDecl *> functions;
  std::vector<std::pair<const clang::NamedDecl *, const clang::Expr *>> values;
  llvm::DenseSet<const clang::FunctionDecl *> instantiated;

private:
  const clang::SourceManager &sources_;
};

Function::Kind kindOf(const clang::FunctionDecl &function) {
  if (llvm::isa<clang::CXXConstructorDecl>(function))
    return Function::Kind::constructor;
  if (llvm::isa<clang::CXXDestructorDecl>(function))
    return Function::Kind::destructor;
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function))
    return method->getParent()->isLambda() ? Function::Kind::lambda : Function::Kind::method;
  return Function::Kind::function;
}

/// Writes functions, and the lambdas in them, into the facts.
class FunctionWriter {
public:
  FunctionWriter(clang::ASTContext &context, facts::TranslationUnitFacts &facts)
      : facts_(facts), symbols_(context, facts), bodies_(context, symbols_, facts) {}

  void write(const clang::FunctionDecl &function) {
    writeOne(function);
    writeLambdas();
  }

  SymbolTable &symbols() { return symbols_; }

  void writeValue(const clang::NamedDecl &decl, const clang::Expr &value) {
    facts::Expression expression = bodies_.expression(&value);
    noteAttributes(decl, expression.at.line, symbols_, facts_);
    facts_.initialValues.push_back({symbols_.symbolOf(decl), std::move(expression)});
    writeLambdas();
  }

private:
  void writeLambdas() {
    for (std::vector<const clang::LambdaExpr *> lambdas = bodies_.takeLambdas(); !lambdas.empty();
         lambdas = bodies_.takeLambdas())
      for (const clang::LambdaExpr *lambda : lambdas)
        for (const clang::FunctionDecl *function : callOperators(*lambda))
          writeOne(*function);
  }

  void writeOne(const clang::FunctionDecl &function) {
    if (!written_.insert(&function).second)
      return; // a lambda in a field's starting value, which several constructors evaluate
    Function out;
    out.kind = kindOf(function);
    out.symbol = symbols_.symbolOf(function);
    out.at = symbols_.placeOf(function.getLocation());
    out.isInternal = !function.isExternallyVisible();
    noteAttributes(function, out.at.line, symbols_, facts_);
    for (const clang::ParmVarDecl *parameter : function.parameters()) {
      out.parameters.push_back(symbols_.symbolOf(*parameter));
      const bool hasDefault = parameter->hasDefaultArg() &&
                              !parameter->hasUninstantiatedDefaultArg() &&
                              !parameter->hasUnparsedDefaultArg();
      out.defaults.push_back(hasDefault ? bodies_.expression(parameter->getDefaultArg())
                                        : facts::Expression{});
    }
    const clang::Stmt *body = function.getBody();
    out.isCoroutine = llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(body);
    Statement inside = bodies_.statement(body);
    if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function))
      inside = withInitialisers(*constructor, std::move(inside));
    out.body = std::move(inside);
    facts_.functions.push_back(std::move(out));
  }

  Statement withInitialisers(const clang::CXXConstructorDecl &constructor, Statement body) {
    Statement out{.kind = Statement::Kind::block, .at = body.at};
    for (const clang::CXXCtorInitializer *initialiser : constructor.inits()) {
      if (!initialiser->getInit() ||
          !(initialiser->isWritten() || runsSomething(initialiser->getInit())))
        continue;
      Statement one{.kind = initialiser->isAnyMemberInitializer() ? Statement::Kind::initialise
                                                                  : Statement::Kind::evaluate,
                    .at = symbols_.placeOf(initialiser->getSourceLocation())};
      if (initialiser->isAnyMemberInitializer())
        one.symbol = symbols_.symbolOf(*initialiser->getAnyMember());
      one.expressions.push_back(initialValue(constructor, *initialiser->getInit()));
      if (one.symbol >= 0 &&
          llvm::isa<clang::ParenListExpr>(initialiser->getInit()->IgnoreImplicit()))
        one.expressions[0] = {.kind = facts::Expression::Kind::construct,
                              .at = one.at,
                              .type = facts_.symbols[one.symbol].type,
                              .operands = one.expressions[0].operands};
      out.parts.push_back(std::move(one));
    }
    out.parts.push_back(std::move(body));
    return out;
  }

  /// `using Base::Base;` gives what it is given to the constructor of the base.
  facts::Expression initialValue(const clang::CXXConstructorDecl &constructor,
                                 const clang::Expr &value) {
    const auto *inherited = llvm::dyn_cast<clang::CXXInheritedCtorInitExpr>(&value);
    if (!inherited)
      return bodies_.expression(&value);
    const facts::Place at = symbols_.placeOf(constructor.getLocation());
    facts::Expression out{.kind = facts::Expression::Kind::construct,
                          .at = at,
                          .symbol = symbols_.symbolOf(*inherited->getConstructor()),
                          .type = shortTypeName(inherited->getType())};
    for (const clang::ParmVarDecl *parameter : constructor.parameters())
      out.operands.push_back({.kind = facts::Expression::Kind::reference,
                              .at = at,
                              .symbol = symbols_.symbolOf(*parameter)});
    return out;
  }

  facts::TranslationUnitFacts &facts_;
  SymbolTable symbols_;
  BodyExtractor bodies_;
  llvm::DenseSet<const clang::FunctionDecl *> written_;
};

} // namespace

facts::TranslationUnitFacts extractFacts(clang::ASTContext &context) {
  facts::TranslationUnitFacts facts;
  Finder finder(context);
  finder.TraverseDecl(context.getTranslationUnitDecl());
  FunctionWriter writer(context, facts);
  for (const clang::FunctionDecl *function : finder.functions)
    if (!function->isDependentContext() ||
        !finder.instantiated.contains(function->getCanonicalDecl()))
      writer.write(*function);
  for (const auto &[decl, value] : finder.values)
    writer.writeValue(*decl, *value);
  const clang::SourceManager &sources = context.getSourceManager();
  if (const auto entry = sources.getFileEntryRefForID(sources.getMainFileID()))
    facts.mainFile = entry->getName().str();
  noteAnnotations(context, writer.symbols(), facts);
  return facts;
}

} // namespace loadline::extract
