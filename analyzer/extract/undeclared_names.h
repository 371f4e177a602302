#pragma once

#include <clang/Sema/ExternalSemaSource.h>
#include <llvm/ADT/DenseMap.h>

namespace clang {
class CompilerInstance;
class VarDecl;
} // namespace clang

namespace loadline::extract {

/// Declares variables that nobody did, as where a header is missing: the compiler drops the whole
/// statement or loop that names one, and the calls in it with it. It still counts the error.
class UndeclaredNames : public clang::ExternalSemaSource {
public:
  explicit UndeclaredNames(clang::CompilerInstance &compiler) : compiler_(compiler) {}

  clang::TypoCorrection CorrectTypo(const clang::DeclarationNameInfo &name, int lookupKind,
                                    clang::Scope *scope, clang::CXXScopeSpec *qualifier,
                                    clang::CorrectionCandidateCallback &wanted,
                                    clang::DeclContext *members, bool enteringContext,
                                    const clang::ObjCObjectPointerType *pointer) override;

private:
  bool isVariable(clang::SourceLocation name) const;

  clang::CompilerInstance &compiler_;
  llvm::DenseMap<const clang::IdentifierInfo *, clang::VarDecl *> declared_;
};

} // namespace loadline::extract
