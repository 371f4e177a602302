#include "analyzer/extract/symbol_table.h"

#include "analyzer/extract/clang_names.h"

#include <clang/AST/DeclCXX.h>
#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>
#include <llvm/Support/Path.h>

#include <algorithm>

namespace loadline::extract {

using facts::Symbol;

namespace {

/// A `thread_local` variable of a function: each thread that comes there has its own.
bool isOfOneThread(const clang::VarDecl &variable) {
  return variable.isLocalVarDecl() && variable.getTLSKind() != clang::VarDecl::TLS_None;
}

Symbol::Kind kindOf(const clang::NamedDecl &decl) {
  if (llvm::isa<clang::FunctionDecl>(decl))
    return Symbol::Kind::function;
  if (llvm::isa<clang::FieldDecl>(decl))
    return Symbol::Kind::field;
  if (llvm::isa<clang::ParmVarDecl>(decl))
    return Symbol::Kind::parameter;
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(&decl);
      variable && variable->hasGlobalStorage() && !isOfOneThread(*variable))
    return Symbol::Kind::global;
  return Symbol::Kind::local;
}

/// Elements of an array of constant size, or of a record that is nothing but one (as std::array);
/// -1 for any other.
std::int64_t extentOf(const clang::ASTContext &context, clang::QualType type) {
  constexpr std::uint64_t most = 1u << 31;
  if (const clang::ConstantArrayType *array = context.getAsConstantArrayType(type))
    return static_cast<std::int64_t>(array->getSize().getLimitedValue(most));
  const auto *record = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(type->getAsRecordDecl());
  if (!record || !record->hasDefinition() || !record->isAggregate() || record->getNumBases() > 0 ||
      std::distance(record->field_begin(), record->field_end()) != 1)
    return -1;
  return extentOf(context, record->field_begin()->getType());
}

/// A column that counts bytes as one that counts characters: bytes that go on with one of UTF-8 are
/// none of their own.
unsigned charactersIn(llvm::StringRef text, unsigned offset, unsigned column) {
  unsigned characters = column;
  for (unsigned i = 1; i < column && i <= offset; ++i)
    if ((static_cast<unsigned char>(text[offset - i]) & 0xc0) == 0x80)
      --characters;
  return characters;
}

clang::QualType typeOf(const clang::NamedDecl &decl) {
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(&decl))
    return function->getReturnType();
  if (const auto *value = llvm::dyn_cast<clang::ValueDecl>(&decl))
    return value->getType();
  return {};
}

/// For a field of the project's own class template: the template's, so that what one place keeps is
/// found where a body was not instantiated, as behind an error.
const clang::NamedDecl &patternOf(const clang::NamedDecl &decl, const clang::ASTContext &context) {
  const auto *field = llvm::dyn_cast<clang::FieldDecl>(&decl);
  const auto *record = field ? llvm::dyn_cast<clang::CXXRecordDecl>(field->getParent()) : nullptr;
  const clang::CXXRecordDecl *pattern =
      record ? record->getTemplateInstantiationPattern() : nullptr;
  if (!pattern || context.getSourceManager().isInSystemHeader(field->getLocation()))
    return decl;
  for (const clang::FieldDecl *same : pattern->fields())
    if (same->getFieldIndex() == field->getFieldIndex())
      return *same;
  return decl;
}

/// Whether a header declares a function for others to call.
bool isOpen(const clang::FunctionDecl &function, const clang::SourceManager &sources) {
  const bool isHidden = function.getAccess() == clang::AS_private ||
                        function.getAccess() == clang::AS_protected ||
                        !function.isExternallyVisible();
  return !isHidden &&
         !sources.isInMainFile(sources.getExpansionLoc(function.getCanonicalDecl()->getLocation()));
}

/// Whether a function says that it throws nothing, or is of C. What the compiler writes throws
/// only what its members do.
bool isNothrow(const clang::FunctionDecl &function) {
  const auto *type = function.getType()->getAs<clang::FunctionProtoType>();
  switch (type ? type->getExceptionSpecType() : clang::EST_None) {
  case clang::EST_BasicNoexcept:
  case clang::EST_NoexceptTrue:
  case clang::EST_DynamicNone:
  case clang::EST_NoThrow:
  case clang::EST_Unevaluated:
    return true;
  default:
    return function.isExternC();
  }
}

/// The virtual functions of its name that a method hides: it was written to override another
/// version of the library's.
void addHidden(const clang::CXXRecordDecl &type, const clang::CXXMethodDecl &method,
               Symbol &symbol) {
  if (!type.hasDefinition() || !method.getDeclName().isIdentifier())
    return;
  for (const clang::CXXBaseSpecifier &base : type.bases())
    if (const clang::CXXRecordDecl *above = base.getType()->getAsCXXRecordDecl()) {
      for (const clang::NamedDecl *same : above->lookup(method.getDeclName()))
        if (const auto *hidden = llvm::dyn_cast<clang::CXXMethodDecl>(same);
            hidden && hidden->isVirtual())
          symbol.overriddenNames.push_back(qualifiedName(*hidden));
      addHidden(*above, method, symbol);
    }
}

/// The functions that a method overrides, and those that they do.
void addOverridden(const clang::CXXMethodDecl &method, Symbol &symbol) {
  for (const clang::CXXMethodDecl *base : method.overridden_methods()) {
    symbol.overridden.push_back(usrOf(*base));
    symbol.overriddenNames.push_back(qualifiedName(*base));
    addOverridden(*base, symbol);
  }
}

/// Whether a virtual function is one of a library, other than the standard one, which says when it
/// calls what.
bool isOfLibrary(const clang::CXXMethodDecl &method, const clang::SourceManager &sources) {
  return sources.isInSystemHeader(method.getCanonicalDecl()->getLocation()) &&
         !method.isInStdNamespace() && !method.getParent()->isInStdNamespace();
}

/// Whether the words behind a method's parameters say that it overrides: Clang forgets them where
/// the base class was not found.
bool saysOverride(const clang::CXXMethodDecl &method, const clang::ASTContext &context) {
  constexpr int mostWords = 6; // const volatile & noexcept override final
  const clang::FunctionTypeLoc type = method.getCanonicalDecl()->getFunctionTypeLoc();
  if (!type || type.getRParenLoc().isMacroID())
    return false;
  clang::SourceLocation at = type.getRParenLoc();
  for (int i = 0; i < mostWords; ++i) {
    const auto token =
        clang::Lexer::findNextToken(at, context.getSourceManager(), context.getLangOpts());
    if (!token || !token->isOneOf(clang::tok::raw_identifier, clang::tok::amp, clang::tok::ampamp))
      return false;
    if (token->is(clang::tok::raw_identifier) &&
        (token->getRawIdentifier() == "override" || token->getRawIdentifier() == "final"))
      return true;
    at = token->getLocation();
  }
  return false;
}

bool isCalledFromUnseen(const clang::CXXMethodDecl &method, const clang::ASTContext &context) {
  if (llvm::isa<clang::CXXDestructorDecl>(method))
    return false;
  if (method.size_overridden_methods() > 0)
    return std::ranges::all_of(method.overridden_methods(), [&](const auto *base) {
      return isOfLibrary(*base, context.getSourceManager());
    });
  return !method.isVirtual() && context.getDiagnostics().hasErrorOccurred() &&
         saysOverride(method, context);
}

} // namespace

std::string pathOf(const clang::SourceManager &sources, clang::FileID file) {
  const auto entry = sources.getFileEntryRefForID(file);
  if (!entry)
    return "";
  llvm::SmallString<256> absolute(entry->getName());
  sources.getFileManager().makeAbsolutePath(absolute);
  llvm::sys::path::remove_dots(absolute, true);
  return absolute.str().str();
}

int SymbolTable::symbolOf(const clang::NamedDecl &decl) {
  const clang::Decl *key = decl.getCanonicalDecl();
  if (const auto found = symbols_.find(key); found != symbols_.end())
    return found->second;
  const int index = static_cast<int>(facts_.symbols.size());
  symbols_[key] = index;
  facts_.symbols.emplace_back();
  facts_.symbols[index] = describe(decl);
  return index;
}

/// The usr; lambdas of one function share theirs, so their place tells them apart.
std::string SymbolTable::keyOf(const clang::NamedDecl &decl) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&decl);
  if (!method || !method->getParent()->isLambda())
    return usrOf(decl);
  const facts::Place at = placeOf(method->getParent()->getLocation());
  return usrOf(decl) + "@" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

int SymbolTable::namedFunction(const std::string &name) {
  const auto [entry, isNew] = named_.try_emplace(name, static_cast<int>(facts_.symbols.size()));
  if (isNew)
    facts_.symbols.push_back({.kind = Symbol::Kind::function, .name = name});
  return entry->second;
}

Symbol SymbolTable::describe(const clang::NamedDecl &decl) {
  Symbol symbol;
  symbol.kind = kindOf(decl);
  symbol.name = symbol.kind == Symbol::Kind::local || symbol.kind == Symbol::Kind::parameter
                    ? decl.getNameAsString()
                    : qualifiedName(decl);
  const clang::QualType type = typeOf(decl);
  symbol.type = shortTypeName(type);
  if (!type.isNull()) {
    symbol.isReference = type->isReferenceType() || type->isPointerType();
    symbol.isWritingPointer = type->isPointerType() && !type->getPointeeType().isConstQualified();
    symbol.extent = extentOf(context_, type.getNonReferenceType());
  }
  if (symbol.kind == Symbol::Kind::field || symbol.kind == Symbol::Kind::global ||
      symbol.kind == Symbol::Kind::function)
    symbol.usr = keyOf(patternOf(decl, context_));
  if (!symbol.usr.empty())
    symbol.declaredIn = placeOf(decl.getCanonicalDecl()->getLocation()).file;
  symbol.isSystem =
      symbol.kind == Symbol::Kind::function &&
      context_.getSourceManager().isInSystemHeader(decl.getCanonicalDecl()->getLocation());
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(&decl))
    if (const clang::FunctionDecl *pattern = function->getTemplateInstantiationPattern())
      symbol.pattern = keyOf(*pattern);
  if (const auto *field = llvm::dyn_cast<clang::FieldDecl>(&decl))
    symbol.isOpen = field->getAccess() != clang::AS_private &&
                    field->getAccess() != clang::AS_protected &&
                    !field->getType().isConstQualified() &&
                    !context_.getSourceManager().isInMainFile(
                        context_.getSourceManager().getExpansionLoc(field->getLocation()));
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(&decl)) {
    symbol.isOpen = isOpen(*function, context_.getSourceManager());
    symbol.isNothrow = isNothrow(*function);
  }
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(&decl))
    symbol.isOnlyDeclared = symbol.kind == Symbol::Kind::global &&
                            !variable->getActingDefinition() &&
                            variable->hasDefinition(context_) == clang::VarDecl::DeclarationOnly;
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&decl))
    symbol.isMadeByCompiler = constructor->isImplicit() || !constructor->isUserProvided();
  if (const auto *parameter = llvm::dyn_cast<clang::ParmVarDecl>(&decl))
    symbol.parameter = static_cast<int>(parameter->getFunctionScopeIndex());
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&decl)) {
    addOverridden(*method, symbol);
    symbol.isCalledFromUnseen = isCalledFromUnseen(*method, context_);
  }
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&decl);
      method && symbol.overridden.empty() && !method->isStatic())
    addHidden(*method->getParent(), *method, symbol);
  return symbol;
}

int SymbolTable::fileOf(clang::FileID file) {
  if (const auto found = files_.find(file); found != files_.end())
    return found->second;
  files_[file] = static_cast<int>(facts_.files.size());
  facts_.files.push_back(pathOf(context_.getSourceManager(), file));
  order_.push_back(file);
  return files_[file];
}

facts::Place SymbolTable::placeOf(clang::SourceLocation location) {
  const clang::SourceManager &sources = context_.getSourceManager();
  const auto [file, offset] = sources.getDecomposedExpansionLoc(location);
  if (file.isInvalid())
    return {};
  const unsigned bytes = sources.getColumnNumber(file, offset);
  return {fileOf(file), static_cast<int>(sources.getLineNumber(file, offset)),
          static_cast<int>(charactersIn(sources.getBufferData(file), offset, bytes))};
}

} // namespace loadline::extract
