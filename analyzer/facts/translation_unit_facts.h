#pragma once

#include "analyzer/facts/expression.h"
#include "analyzer/facts/statement.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The facts of one translation unit: plain values, with the compiler left behind.
//
//     AST ── analyzer/extract ──► TranslationUnitFacts ── toJsonText / parseFacts ──► a file and
//     back
//
// To add a new kind of fact, touch: this file (or statement.h, expression.h), facts_json.cpp, the
// extractor, a lit test, docs/formats/facts.md.

namespace loadline::facts {

/// What a name stands for. The `usr` is Clang's unified symbol resolution string, the key that
/// joins translation units; locals have one that is unique within the program.
struct Symbol {
  enum class Kind { local, parameter, field, global, function } kind = Kind::local;
  std::string usr;
  std::string name; ///< qualified, without inline and anonymous namespaces and template arguments
  std::string type; ///< short canonical name of the type (of the result, for a function)
  std::int64_t extent = -1; ///< elements of an array type, if constant
  int parameter = -1;       ///< index of a parameter
  int declaredIn =
      -1; ///< file of the first declaration; tells equal names of different programs apart
  bool isReference = false;      ///< a reference or a pointer
  bool isWritingPointer = false; ///< a pointer through which may be written
  bool isSystem = false;         ///< a function that a system header declares
  bool isOpen =
      false; ///< code outside the program may set a field, or call a function: public, in a header
  bool isNothrow = false; ///< a function that throws nothing: `noexcept`, or of C
  bool isMadeByCompiler =
      false; ///< a constructor that nobody wrote: each unit that uses it makes it
  bool isOnlyDeclared = false; ///< a variable that this unit uses and does not define
  bool isCalledFromUnseen =
      false; ///< a method that overrides one of a library, or of a base that could not be read
  std::vector<std::string> overridden; ///< usrs of the virtual functions that this one overrides
  std::string pattern;                 ///< of a function made from a template: the template's usr
  std::vector<std::string> overriddenNames; ///< and their qualified names

  friend bool operator==(const Symbol &, const Symbol &) = default;
};

/// A function with a body. Template instantiations are functions of their own at the same place.
struct Function {
  enum class Kind { function, method, constructor, destructor, lambda } kind = Kind::function;
  int symbol = -1;
  Place at;
  std::vector<int> parameters; ///< symbols
  bool isInternal = false;     ///< cannot be named from another translation unit
  bool isCoroutine = false;
  std::vector<Expression>
      defaults; ///< default arguments, by parameter; `other` without operands for none
  Statement body;

  friend bool operator==(const Function &, const Function &) = default;
};

/// The value that a field or global starts with where it is declared.
struct InitialValue {
  int symbol = -1;
  Expression value;

  friend bool operator==(const InitialValue &, const InitialValue &) = default;
};

/// A comment or attribute that speaks to the audit: it holds `loadline:` or `NOLINT`.
struct Annotation {
  Place at;
  std::string text; ///< without the comment's marks
  int codeLine = 0; ///< where the code starts that it is about: its own line, or the next with code

  friend bool operator==(const Annotation &, const Annotation &) = default;
};

struct TranslationUnitFacts {
  std::string mainFile;
  std::vector<std::string> files; ///< absolute; places index this
  std::vector<Symbol> symbols;
  std::vector<Function> functions;
  std::vector<InitialValue> initialValues;
  std::vector<Annotation> annotations;
  int errors = 0;                        ///< of the compiler; the AST holds what it could
  std::vector<std::string> notes;        ///< dropped flags and the like
  std::vector<std::string> dependencies; ///< every file read, absolute: what a cache entry rests on

  friend bool operator==(const TranslationUnitFacts &, const TranslationUnitFacts &) = default;
};

/// One line of JSON, `loadline/facts/v1`; equal facts give equal bytes.
std::string toJsonText(const TranslationUnitFacts &facts);

/// Reads it back; a file of another schema or shape is an error. Indices are checked.
Result<TranslationUnitFacts> parseFacts(std::string_view json, const std::string &file);

} // namespace loadline::facts
