#pragma once

#include <clang/AST/Decl.h>
#include <clang/AST/Type.h>

#include <string>

namespace loadline::extract {

/// The name that rules and messages use: enclosing namespaces and classes, but neither inline nor
/// anonymous namespaces nor template arguments. A lambda is `function::(lambda)`.
std::string qualifiedName(const clang::NamedDecl &decl);

/// A short canonical name of a type: typedefs resolved, const, references and pointers gone,
/// template arguments kept where they are types (allocators, deleters and the like left out).
std::string shortTypeName(clang::QualType type);

/// Clang's USR of a declaration, or "" where it has none.
std::string usrOf(const clang::Decl &decl);

} // namespace loadline::extract
