#pragma once

#include "analyzer/facts/translation_unit_facts.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace loadline::link {

/// Numbers of a function and a variable in the whole program.
using FunctionId = int;
using VariableId = int;

/// A function of the program: each definition once, however many translation units hold it; again
/// where a source is compiled twice and macros give it other code.
struct Function {
  int unit = -1; ///< index of the translation unit whose symbols its body uses
  const facts::Function *facts = nullptr;
  const facts::Symbol *symbol = nullptr;
};

/// A variable, parameter or field of the program.
struct Variable {
  int unit = -1;
  const facts::Symbol *symbol = nullptr;
  FunctionId owner = -1; ///< of a parameter: its function
};

/// Facts of all translation units with their names resolved across them. A name that several
/// programs of one repository define is told apart by where it is declared, then by who defines it.
class Program {
public:
  /// Units are put in the order of their files first, so the result does not depend on theirs;
  /// those of one file (compiled in two ways) keep it.
  explicit Program(std::vector<facts::TranslationUnitFacts> units);
  Program(const Program &) = delete;
  Program &operator=(const Program &) = delete;

  const std::vector<facts::TranslationUnitFacts> &units() const { return units_; }
  const std::vector<Function> &functions() const { return functions_; }
  const std::vector<Variable> &variables() const { return variables_; }

  /// Calls of what no declaration names, in all functions.
  int unresolvedCalls() const;

  const facts::Symbol &symbol(int unit, int symbol) const { return units_[unit].symbols[symbol]; }
  const std::string &fileOf(int unit, const facts::Place &at) const;

  /// The definitions that a function's name may mean in a unit: one as a rule; several where the
  /// code does not tell, or where a virtual function is overridden; none where no definition was
  /// seen.
  const std::vector<FunctionId> &definitionsOf(int unit, int symbol) const;

  /// The variable of a symbol, or -1 if the symbol is none.
  VariableId variableOf(int unit, int symbol) const { return variableOf_[unit][symbol]; }

private:
  /// A function that a unit before has too.
  struct AgainIn {
    const facts::Function *function = nullptr;
    std::vector<Function> before;
    std::string key; ///< by which they are one
  };

  void addFunctions();
  bool isCompiledOtherwise(int unit, const std::vector<AgainIn> &again) const;
  void addVariables();
  void resolveCalls();

  std::vector<facts::TranslationUnitFacts> units_;
  std::vector<Function> functions_;
  std::vector<Variable> variables_;
  std::vector<std::vector<VariableId>> variableOf_;
  std::vector<std::vector<std::vector<FunctionId>>> definitionsOf_;
};

} // namespace loadline::link
