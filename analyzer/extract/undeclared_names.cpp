#include "analyzer/extract/undeclared_names.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Lex/Lexer.h>
#include <clang/Sema/DeclSpec.h>
#include <clang/Sema/Scope.h>
#include <clang/Sema/Sema.h>
#include <clang/Sema/TypoCorrection.h>

namespace loadline::extract {

/// Whether what follows a name says that it stands for a value: not `Name x`, `Name<…>`, `Name::x`
/// or `Name *x`, which want a type, nor `name(…)`, whose arguments the compiler keeps by itself.
bool UndeclaredNames::isVariable(clang::SourceLocation name) const {
  if (name.isInvalid() || name.isMacroID())
    return false;
  const clang::SourceManager &sources = compiler_.getSourceManager();
  const clang::LangOptions &language = compiler_.getLangOpts();
  const auto next = clang::Lexer::findNextToken(name, sources, language);
  if (!next)
    return false;
  const auto behind = clang::Lexer::findNextToken(next->getLocation(), sources, language);
  const bool isApart = behind && behind->hasLeadingSpace();
  switch (next->getKind()) {
  case clang::tok::l_paren:
  case clang::tok::coloncolon:
  case clang::tok::greater:
  case clang::tok::raw_identifier:
    return false;
  case clang::tok::less: // `n < 8`, and not `Name<8>`
  case clang::tok::star:
  case clang::tok::amp:
    return isApart;
  default:
    return true;
  }
}

clang::TypoCorrection UndeclaredNames::CorrectTypo(const clang::DeclarationNameInfo &name,
                                                   int lookupKind, clang::Scope *scope,
                                                   clang::CXXScopeSpec *qualifier,
                                                   clang::CorrectionCandidateCallback &wanted,
                                                   clang::DeclContext *members, bool,
                                                   const clang::ObjCObjectPointerType *) {
  clang::IdentifierInfo *identifier = name.getName().getAsIdentifierInfo();
  if (!identifier || lookupKind != clang::Sema::LookupOrdinaryName || members ||
      (qualifier && qualifier->isSet()) || !scope || !scope->getFnParent() ||
      scope->isClassScope() || !isVariable(name.getLoc()))
    return {};
  clang::VarDecl *&variable = declared_[identifier];
  clang::ASTContext &context = compiler_.getASTContext();
  const clang::QualType type = // C knows no types that are told later
      context.getLangOpts().CPlusPlus ? context.DependentTy : context.IntTy;
  if (!variable)
    variable = clang::VarDecl::Create(context, context.getTranslationUnitDecl(), name.getLoc(),
                                      name.getLoc(), identifier, type,
                                      context.getTrivialTypeSourceInfo(type), clang::SC_Extern);
  wanted.setTypoName(nullptr); // else the name itself would not do in its own place
  clang::TypoCorrection correction(variable);
  correction.setCorrectionRange(qualifier, name);
  return correction;
}

} // namespace loadline::extract
