#include "analyzer/extract/clang_names.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/PrettyPrinter.h>
#include <clang/Index/USRGeneration.h>
#include <llvm/ADT/SmallString.h>

#include <vector>

namespace loadline::extract {

namespace {

constexpr int deepestTypeArgument = 3;

std::string unqualifiedName(const clang::NamedDecl &decl) {
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&decl);
      method && method->getParent()->isLambda())
    return "(lambda)";
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&decl))
    return constructor->getParent()->getNameAsString();
  if (const auto *destructor = llvm::dyn_cast<clang::CXXDestructorDecl>(&decl))
    return "~" + destructor->getParent()->getNameAsString();
  return decl.getNameAsString();
}

bool addsAName(const clang::DeclContext &context) {
  if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(&context))
    return !space->isInline() && !space->isAnonymousNamespace();
  if (const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(&context))
    return !record->isLambda() && record->getIdentifier();
  if (const auto *record = llvm::dyn_cast<clang::RecordDecl>(&context))
    return record->getIdentifier();
  if (const auto *choices = llvm::dyn_cast<clang::EnumDecl>(&context))
    return choices->isScoped();
  return llvm::isa<clang::FunctionDecl>(&context);
}

/// Arguments that say how something is stored, not what it is.
bool isPlumbing(const std::string &argument) {
  for (const char *prefix : {"std::allocator", "std::default_delete", "std::less", "std::hash",
                             "std::equal_to", "std::char_traits"})
    if (argument.rfind(prefix, 0) == 0)
      return true;
  return false;
}

std::string typeName(clang::QualType type, int depth);

std::string arguments(llvm::ArrayRef<clang::TemplateArgument> args, int depth) {
  if (depth >= deepestTypeArgument)
    return "";
  std::string out;
  for (const clang::TemplateArgument &arg : args) {
    if (arg.getKind() == clang::TemplateArgument::Pack) {
      const std::string inner = arguments(arg.pack_elements(), depth);
      if (!inner.empty())
        out += (out.empty() ? "" : ", ") + inner.substr(1, inner.size() - 2);
    }
    if (arg.getKind() != clang::TemplateArgument::Type)
      continue;
    const std::string name = typeName(arg.getAsType(), depth + 1);
    if (!isPlumbing(name))
      out += (out.empty() ? "" : ", ") + name;
  }
  return out.empty() ? "" : "<" + out + ">";
}

std::string recordName(const clang::CXXRecordDecl &record, int depth) {
  if (record.isLambda())
    return "(lambda)";
  std::string out = qualifiedName(record);
  if (const auto *specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record))
    out += arguments(specialization->getTemplateArgs().asArray(), depth);
  return out;
}

std::string typeName(clang::QualType type, int depth) {
  if (type.isNull())
    return "";
  type = type.getCanonicalType();
  while (type->isPointerType() || type->isReferenceType())
    type = type->getPointeeType();
  while (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
    type = array->getElementType();
  if (const auto *record = type->getAsCXXRecordDecl())
    return recordName(*record, depth);
  if (const auto *tag = type->getAsTagDecl())
    return qualifiedName(*tag);
  if (const auto *dependent = type->getAs<clang::TemplateSpecializationType>())
    if (const auto *decl = dependent->getTemplateName().getAsTemplateDecl())
      return qualifiedName(*decl) + arguments(dependent->template_arguments(), depth);
  if (const auto *injected = type->getAs<clang::InjectedClassNameType>())
    return qualifiedName(*injected->getDecl());
  clang::PrintingPolicy policy((clang::LangOptions()));
  policy.SuppressUnwrittenScope = true;
  policy.Bool = true;
  return type.getUnqualifiedType().getAsString(policy);
}

} // namespace

std::string qualifiedName(const clang::NamedDecl &decl) {
  std::vector<std::string> names{unqualifiedName(decl)};
  const clang::DeclContext *context = decl.getDeclContext();
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&decl);
      method && method->getParent()->isLambda())
    context = method->getParent()->getDeclContext();
  for (; context && !context->isTranslationUnit(); context = context->getParent())
    if (addsAName(*context))
      names.push_back(unqualifiedName(*llvm::cast<clang::NamedDecl>(context)));
    else if (const auto *closure = llvm::dyn_cast<clang::CXXRecordDecl>(context);
             closure && closure->isLambda())
      names.push_back("");
  std::string out;
  for (auto name = names.rbegin(); name != names.rend(); ++name)
    if (!name->empty())
      out += (out.empty() ? "" : "::") + *name;
  return out;
}

std::string shortTypeName(clang::QualType type) {
  return typeName(type, 0);
}

std::string usrOf(const clang::Decl &decl) {
  llvm::SmallString<128> usr;
  return clang::index::generateUSRForDecl(&decl, usr) ? "" : usr.str().str();
}

} // namespace loadline::extract
