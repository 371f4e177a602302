#include "analyzer/link/program.h"

#include "analyzer/link/same_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_set>

namespace loadline::link {

namespace {

using facts::Symbol;

/// Equal names of different programs are declared in different files.
std::string declaredName(const facts::TranslationUnitFacts &unit, const Symbol &symbol,
                         const std::string &usr) {
  return usr + "@" + (symbol.declaredIn >= 0 ? unit.files[symbol.declaredIn] : "");
}

std::string declaredName(const facts::TranslationUnitFacts &unit, const Symbol &symbol) {
  return declaredName(unit, symbol, symbol.usr);
}

/// A template and what is made from it have one place, and each program its own.
std::string placedName(const facts::TranslationUnitFacts &unit, const facts::Place &at,
                       const std::string &usr) {
  return fmt::format("{}@{}:{}:{}", usr, at.file < 0 ? "" : unit.files[at.file], at.line,
                     at.column);
}

int unresolvedIn(const facts::Expression &expression) {
  int out = expression.kind == facts::Expression::Kind::call && expression.symbol < 0;
  for (const facts::Expression &operand : expression.operands)
    out += unresolvedIn(operand);
  return out;
}

int unresolvedIn(const facts::Statement &statement) {
  int out = 0;
  for (const facts::Expression &expression : statement.expressions)
    out += unresolvedIn(expression);
  for (const facts::Statement &part : statement.parts)
    out += unresolvedIn(part);
  return out;
}

/// Where each variable is defined, by its usr: the names of all definitions.
using Definitions = std::unordered_map<std::string, std::set<std::string>>;

bool isShared(const Symbol &symbol) {
  return !symbol.usr.empty() &&
         (symbol.kind == Symbol::Kind::field || symbol.kind == Symbol::Kind::global);
}

Definitions definitionsIn(const std::vector<facts::TranslationUnitFacts> &units) {
  Definitions out;
  for (const facts::TranslationUnitFacts &unit : units)
    for (const Symbol &symbol : unit.symbols)
      if (isShared(symbol) && symbol.kind == Symbol::Kind::global && !symbol.isOnlyDeclared)
        out[symbol.usr].insert(declaredName(unit, symbol));
  return out;
}

/// The name that a variable has in all units: that of its only definition, where a unit declares it
/// anew (`extern int n;` in a source file), and its own where several programs define one.
std::string sharedName(const facts::TranslationUnitFacts &unit, const Symbol &symbol,
                       const Definitions &definitions) {
  const auto found = symbol.isOnlyDeclared ? definitions.find(symbol.usr) : definitions.end();
  return found != definitions.end() && found->second.size() == 1 ? *found->second.begin()
                                                                 : declaredName(unit, symbol);
}

} // namespace

Program::Program(std::vector<facts::TranslationUnitFacts> units) : units_(std::move(units)) {
  std::stable_sort(units_.begin(), units_.end(),
                   [](const auto &a, const auto &b) { return a.mainFile < b.mainFile; });
  addFunctions();
  addVariables();
  resolveCalls();
}

const std::string &Program::fileOf(int unit, const facts::Place &at) const {
  static const std::string none;
  return at.file < 0 ? none : units_[unit].files[at.file];
}

const std::vector<FunctionId> &Program::definitionsOf(int unit, int symbol) const {
  static const std::vector<FunctionId> none;
  return symbol < 0 ? none : definitionsOf_[unit][symbol];
}

int Program::unresolvedCalls() const {
  int out = 0;
  for (const Function &function : functions_)
    out += unresolvedIn(function.facts->body);
  return out;
}

/// Whether macros give a source other code than each unit before has that was made of it too.
bool Program::isCompiledOtherwise(int unit, const std::vector<AgainIn> &again) const {
  std::set<int> units;
  for (const AgainIn &each : again)
    for (const Function &before : each.before)
      units.insert(before.unit);
  const auto isAsIn = [&](int other) {
    return std::ranges::all_of(again, [&](const AgainIn &each) {
      return std::ranges::all_of(each.before, [&](const Function &before) {
        return before.unit != other ||
               haveOneBody({&units_[unit], each.function}, {&units_[other], before.facts});
      });
    });
  };
  return !again.empty() && std::ranges::none_of(units, isAsIn);
}

void Program::addFunctions() {
  std::map<std::string, std::vector<Function>> seen;
  std::unordered_set<std::string> instantiated;
  for (const facts::TranslationUnitFacts &unit : units_)
    for (const facts::Function &function : unit.functions)
      if (const Symbol &symbol = unit.symbols[function.symbol]; !symbol.pattern.empty())
        instantiated.insert(placedName(unit, function.at, symbol.pattern));
  for (std::size_t unit = 0; unit < units_.size(); ++unit) {
    const std::string &mainFile = units_[unit].mainFile;
    std::vector<AgainIn> again;
    for (const facts::Function &function : units_[unit].functions) {
      const Symbol &symbol = units_[unit].symbols[function.symbol];
      const std::string key = placedName(units_[unit], function.at, symbol.usr);
      if (symbol.pattern.empty() && instantiated.contains(key))
        continue; // what is made from a template tells more than the template
      const Function here{static_cast<int>(unit), &function, &symbol};
      std::vector<Function> &known = seen[key];
      if (known.empty())
        functions_.push_back(here), known.push_back(here);
      else if (known.front().unit != here.unit && fileOf(here.unit, function.at) == mainFile)
        again.push_back({&function, known, key});
    }
    if (isCompiledOtherwise(static_cast<int>(unit), again)) // then its functions call each other
      for (const AgainIn &each : again)
        seen[each.key].push_back(functions_.emplace_back(Function{
            static_cast<int>(unit), each.function, &units_[unit].symbols[each.function->symbol]}));
  }
}

void Program::addVariables() {
  const Definitions definitions = definitionsIn(units_);
  std::unordered_map<std::string, VariableId> shared;
  for (std::size_t unit = 0; unit < units_.size(); ++unit) {
    auto &numbers = variableOf_.emplace_back(units_[unit].symbols.size(), -1);
    for (std::size_t s = 0; s < numbers.size(); ++s) {
      const Symbol &symbol = units_[unit].symbols[s];
      if (symbol.kind == Symbol::Kind::function)
        continue;
      const VariableId next = static_cast<VariableId>(variables_.size());
      numbers[s] = isShared(symbol)
                       ? shared.try_emplace(sharedName(units_[unit], symbol, definitions), next)
                             .first->second
                       : next;
      if (numbers[s] == next)
        variables_.push_back({static_cast<int>(unit), &symbol});
      else if (Variable &known = variables_[numbers[s]]; known.symbol->extent < symbol.extent)
        known = {static_cast<int>(unit), &symbol}; // a template's: the largest of its arrays
    }
  }
  for (std::size_t id = 0; id < functions_.size(); ++id)
    for (const int parameter : functions_[id].facts->parameters)
      variables_[variableOf_[functions_[id].unit][parameter]].owner = static_cast<FunctionId>(id);
}

void Program::resolveCalls() {
  std::unordered_map<std::string, std::vector<FunctionId>> byDeclaration;
  std::unordered_map<std::string, std::vector<FunctionId>> byName;
  std::unordered_map<std::string, std::vector<FunctionId>> byPattern;
  std::unordered_map<std::string, std::vector<FunctionId>> overriders;
  for (std::size_t id = 0; id < functions_.size(); ++id) {
    const Function &function = functions_[id];
    if (function.symbol->usr.empty())
      continue;
    byDeclaration[declaredName(units_[function.unit], *function.symbol)].push_back(
        static_cast<FunctionId>(id));
    byName[function.symbol->usr].push_back(static_cast<FunctionId>(id));
    if (!function.symbol->pattern.empty())
      byPattern[declaredName(units_[function.unit], *function.symbol, function.symbol->pattern)]
          .push_back(static_cast<FunctionId>(id));
    for (const std::string &base : function.symbol->overridden)
      overriders[base].push_back(static_cast<FunctionId>(id));
  }
  for (std::size_t unit = 0; unit < units_.size(); ++unit) {
    auto &definitions = definitionsOf_.emplace_back(units_[unit].symbols.size());
    for (std::size_t s = 0; s < definitions.size(); ++s) {
      const Symbol &symbol = units_[unit].symbols[s];
      if (symbol.kind != Symbol::Kind::function || symbol.usr.empty())
        continue;
      if (const auto found = byDeclaration.find(declaredName(units_[unit], symbol));
          found != byDeclaration.end())
        definitions[s] = found->second;
      else if (symbol.isMadeByCompiler)
        continue; // it starts nothing here; another program may have written one of that name
      else if (const auto named = byName.find(symbol.usr); named != byName.end())
        definitions[s] = named->second;
      else if (const auto made = byName.find(symbol.pattern); made != byName.end())
        definitions[s] = made->second;
      else if (const auto all = byPattern.find(declaredName(
                   units_[unit], symbol, symbol.pattern.empty() ? symbol.usr : symbol.pattern));
               all != byPattern.end())
        definitions[s] = all->second;
      const auto inThisUnit = [&](FunctionId id) {
        return functions_[id].unit == static_cast<int>(unit);
      };
      // one of the programs may have a `malloc` of its own; the others call the library's
      if (symbol.isSystem)
        std::erase_if(definitions[s], [&](FunctionId id) { return !inThisUnit(id); });
      if (definitions[s].size() > 1 &&
          std::any_of(definitions[s].begin(), definitions[s].end(), inThisUnit))
        std::erase_if(definitions[s], [&](FunctionId id) { return !inThisUnit(id); });
      if (const auto found = overriders.find(symbol.usr); found != overriders.end())
        definitions[s].insert(definitions[s].end(), found->second.begin(), found->second.end());
    }
  }
}

} // namespace loadline::link
