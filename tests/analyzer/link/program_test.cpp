#include "analyzer/link/program.h"

#include <gtest/gtest.h>

namespace loadline::link {
namespace {

using facts::Symbol;
using facts::TranslationUnitFacts;

Symbol functionNamed(const std::string &name, int declaredIn) {
  return {.kind = Symbol::Kind::function,
          .usr = "c:@F@" + name,
          .name = name,
          .declaredIn = declaredIn};
}

/// A unit whose symbol 0 is `name`, defined at the given line of its main file.
TranslationUnitFacts defines(const std::string &mainFile, const std::string &name, int line = 1) {
  TranslationUnitFacts unit{
      .mainFile = mainFile, .files = {mainFile}, .symbols = {functionNamed(name, 0)}};
  unit.functions = {{.symbol = 0, .at = {0, line, 1}}};
  return unit;
}

/// A unit whose symbol 0 is `name`, declared in `declaredIn` and defined elsewhere.
TranslationUnitFacts uses(const std::string &mainFile, const std::string &name,
                          const std::string &declaredIn) {
  return {.mainFile = mainFile, .files = {declaredIn}, .symbols = {functionNamed(name, 0)}};
}

/// The main files of the definitions that symbol 0 of a unit may mean.
std::vector<std::string> meaningIn(const Program &program, const std::string &mainFile) {
  std::vector<std::string> files;
  for (std::size_t unit = 0; unit < program.units().size(); ++unit)
    if (program.units()[unit].mainFile == mainFile)
      for (const FunctionId id : program.definitionsOf(static_cast<int>(unit), 0))
        files.push_back(program.units()[program.functions()[id].unit].mainFile);
  return files;
}

std::vector<TranslationUnitFacts> units(auto... each) {
  std::vector<TranslationUnitFacts> out;
  (out.push_back(std::move(each)), ...);
  return out;
}

using Files = std::vector<std::string>;

TEST(Program, FindsADefinitionInAnotherUnit) {
  const Program program(units(uses("a.cpp", "f", "f.h"), defines("b.cpp", "f")));
  EXPECT_EQ(meaningIn(program, "a.cpp"), Files{"b.cpp"});
}

TEST(Program, KnowsNoDefinitionOfWhatNobodyDefines) {
  const Program program(units(uses("a.cpp", "f", "f.h"), defines("b.cpp", "g")));
  EXPECT_EQ(meaningIn(program, "a.cpp"), Files{});
}

TEST(Program, TellsEqualNamesApartByWhoDefinesThem) {
  const Program program(units(defines("one/main.cpp", "main"), defines("two/main.cpp", "main")));
  EXPECT_EQ(meaningIn(program, "one/main.cpp"), Files{"one/main.cpp"});
  EXPECT_EQ(meaningIn(program, "two/main.cpp"), Files{"two/main.cpp"});
}

TEST(Program, TellsEqualNamesApartByWhereTheyAreDeclared) {
  TranslationUnitFacts one = defines("one/f.cpp", "f");
  one.files.push_back("one/f.h");
  one.symbols[0].declaredIn = 1;
  TranslationUnitFacts two = defines("two/f.cpp", "f");
  two.files.push_back("two/f.h");
  two.symbols[0].declaredIn = 1;
  const Program program(
      units(one, two, uses("one/a.cpp", "f", "one/f.h"), uses("two/a.cpp", "f", "two/f.h")));
  EXPECT_EQ(meaningIn(program, "one/a.cpp"), Files{"one/f.cpp"});
  EXPECT_EQ(meaningIn(program, "two/a.cpp"), Files{"two/f.cpp"});
}

TEST(Program, KeepsEveryMeaningThatTheCodeLeavesOpen) {
  const Program program(
      units(uses("a.cpp", "f", "a.cpp"), defines("one.cpp", "f"), defines("two.cpp", "f")));
  EXPECT_EQ(meaningIn(program, "a.cpp"), (Files{"one.cpp", "two.cpp"}));
}

TEST(Program, HoldsAnInlineFunctionOnce) {
  TranslationUnitFacts a = defines("f.h", "f");
  a.mainFile = "a.cpp";
  TranslationUnitFacts b = defines("f.h", "f");
  b.mainFile = "b.cpp";
  const Program program(units(a, b));
  EXPECT_EQ(program.functions().size(), 1u);
  EXPECT_EQ(meaningIn(program, "b.cpp"), Files{"a.cpp"});
}

/// A unit that makes `run<int>` from the template `run` of run.h.
TranslationUnitFacts makesFromTemplate(const std::string &mainFile) {
  TranslationUnitFacts unit = defines("run.h", "run<int>");
  unit.mainFile = mainFile;
  unit.symbols[0].pattern = "c:@F@run";
  return unit;
}

TEST(Program, TakesATemplateByWhatAnyUnitMakesFromIt) {
  TranslationUnitFacts includes = defines("run.h", "run");
  includes.mainFile = "a.cpp";
  const Program program(units(includes, makesFromTemplate("b.cpp")));
  ASSERT_EQ(program.functions().size(), 1u);
  EXPECT_EQ(program.functions()[0].symbol->usr, "c:@F@run<int>");
  EXPECT_EQ(meaningIn(program, "a.cpp"), Files{"b.cpp"});
}

TEST(Program, KeepsATemplateOfThatNameInAnotherProgram) {
  const Program program(units(defines("two/run.h", "run"), makesFromTemplate("b.cpp")));
  EXPECT_EQ(program.functions().size(), 2u);
}

TEST(Program, CountsCallsOfWhatNobodyNamesOnceForEachFunction) {
  TranslationUnitFacts a = defines("f.h", "f");
  a.mainFile = "a.cpp";
  a.functions[0].body = {.kind = facts::Statement::Kind::evaluate,
                         .expressions = {{.kind = facts::Expression::Kind::call}}};
  TranslationUnitFacts b = a;
  b.mainFile = "b.cpp";
  EXPECT_EQ(Program(units(a, b)).unresolvedCalls(), 1);
}

TEST(Program, ReachesTheOverridersOfAVirtualFunction) {
  TranslationUnitFacts overrider = defines("b.cpp", "Derived::run");
  overrider.symbols[0].overridden = {"c:@F@Base::run"};
  const Program program(units(uses("a.cpp", "Base::run", "base.h"), overrider));
  EXPECT_EQ(meaningIn(program, "a.cpp"), Files{"b.cpp"});
}

TEST(Program, SharesGlobalsAcrossUnitsAndKeepsLocalsApart) {
  const Symbol global{
      .kind = Symbol::Kind::global, .usr = "c:@limit", .name = "limit", .declaredIn = 0};
  const Symbol local{.kind = Symbol::Kind::local, .name = "i"};
  const TranslationUnitFacts a{
      .mainFile = "a.cpp", .files = {"limit.h"}, .symbols = {global, local}};
  TranslationUnitFacts b = a;
  b.mainFile = "b.cpp";
  const Program program(units(a, b));
  EXPECT_EQ(program.variableOf(0, 0), program.variableOf(1, 0));
  EXPECT_NE(program.variableOf(0, 1), program.variableOf(1, 1));
}

/// A unit whose symbol 0 is the variable `limit`, declared in its main file.
TranslationUnitFacts hasVariable(const std::string &mainFile, bool isOnlyDeclared) {
  return {.mainFile = mainFile,
          .files = {mainFile},
          .symbols = {{.kind = Symbol::Kind::global,
                       .usr = "c:@limit",
                       .name = "limit",
                       .declaredIn = 0,
                       .isOnlyDeclared = isOnlyDeclared}}};
}

TEST(Program, TakesAVariableDeclaredInASourceFileForTheOneDefinedInAnother) {
  const Program program(units(hasVariable("a.cpp", true), hasVariable("b.cpp", false)));
  EXPECT_EQ(program.variableOf(0, 0), program.variableOf(1, 0));
}

TEST(Program, KeepsVariablesApartThatSeveralProgramsDefine) {
  const Program program(
      units(hasVariable("a.cpp", true), hasVariable("b.cpp", false), hasVariable("c.cpp", false)));
  EXPECT_NE(program.variableOf(0, 0), program.variableOf(1, 0));
  EXPECT_NE(program.variableOf(1, 0), program.variableOf(2, 0));
}

TEST(Program, ParametersKnowTheirFunction) {
  TranslationUnitFacts unit = defines("a.cpp", "f");
  unit.symbols.push_back({.kind = Symbol::Kind::parameter, .name = "n", .parameter = 0});
  unit.functions[0].parameters = {1};
  const Program program(units(unit));
  EXPECT_EQ(program.variables()[program.variableOf(0, 1)].owner, 0);
}

/// A unit of a.cpp whose function holds a number that macros give it.
TranslationUnitFacts compiledWith(std::int64_t number) {
  TranslationUnitFacts unit = defines("a.cpp", "f");
  unit.functions[0].body.expressions = {
      {.kind = facts::Expression::Kind::literal, .value = number}};
  return unit;
}

TEST(Program, HasAFunctionOnceForEachBodyThatMacrosGiveIt) {
  EXPECT_EQ(Program(units(compiledWith(3), compiledWith(3))).functions().size(), 1);
  EXPECT_EQ(Program(units(compiledWith(3), compiledWith(40), compiledWith(3), compiledWith(40)))
                .functions()
                .size(),
            2);
}

TEST(Program, DoesNotDependOnTheOrderOfItsUnits) {
  const Program one(units(uses("a.cpp", "f", "f.h"), defines("b.cpp", "f"), defines("c.cpp", "f")));
  const Program other(
      units(defines("c.cpp", "f"), uses("a.cpp", "f", "f.h"), defines("b.cpp", "f")));
  EXPECT_EQ(meaningIn(one, "a.cpp"), (Files{"b.cpp", "c.cpp"}));
  EXPECT_EQ(meaningIn(other, "a.cpp"), meaningIn(one, "a.cpp"));
  EXPECT_EQ(one.units().front().mainFile, other.units().front().mainFile);
}

} // namespace
} // namespace loadline::link
