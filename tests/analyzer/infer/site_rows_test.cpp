#include "analyzer/infer/site_rows.h"

#include <gtest/gtest.h>

namespace loadline::infer {
namespace {

using facts::Expression;
using facts::Statement;
using facts::Symbol;
using facts::TranslationUnitFacts;

rules::Rules launchRules() {
  rules::Rules rules;
  EXPECT_TRUE(
      addRules(rules, "spawn_apis", "- function: launch\n  starts: thread\n  source: x\n", "r.yaml")
          .empty());
  return rules;
}

// The symbols of every unit here.
constexpr int caller = 0, launch = 1, count = 2, index = 3;

Expression reference(int symbol) {
  return {.kind = Expression::Kind::reference, .at = {0, 2, 9}, .symbol = symbol};
}
Expression literal(std::int64_t value) {
  return {.kind = Expression::Kind::literal, .at = {0, 2, 9}, .value = value};
}
Expression call(int symbol) {
  return {.kind = Expression::Kind::call, .at = {0, 3, 5}, .symbol = symbol};
}

Statement evaluate(Expression expression) {
  Statement out{.kind = Statement::Kind::evaluate, .at = expression.at};
  out.expressions.push_back(std::move(expression));
  return out;
}

/// `for (int index = 0; index < limit; ++index) launch();`
Statement loopTo(Expression limit) {
  Statement init{.kind = Statement::Kind::declare, .at = {0, 2, 8}, .symbol = index};
  init.expressions.push_back(literal(0));
  Statement out{.kind = Statement::Kind::loop,
                .loop = Statement::Loop::forLoop,
                .at = {0, 2, 3},
                .conditionAt = 0,
                .stepAt = 1};
  out.expressions.push_back({.kind = Expression::Kind::binary,
                             .at = {0, 2, 20},
                             .text = "<",
                             .operands = {reference(index), std::move(limit)}});
  out.expressions.push_back({.kind = Expression::Kind::unary,
                             .at = {0, 2, 30},
                             .text = "++",
                             .operands = {reference(index)}});
  out.parts = {init, evaluate(call(launch))};
  return out;
}

/// A unit with the function `caller(int count)` of that body.
TranslationUnitFacts unitWith(Statement body) {
  TranslationUnitFacts unit{.mainFile = "/src/a.cpp", .files = {"/src/a.cpp"}};
  unit.symbols = {
      {.kind = Symbol::Kind::function, .usr = "c:@F@caller", .name = "caller", .declaredIn = 0},
      {.kind = Symbol::Kind::function, .usr = "c:@F@launch", .name = "launch"},
      {.kind = Symbol::Kind::parameter, .name = "count", .type = "int", .parameter = 0},
      {.kind = Symbol::Kind::local, .name = "index", .type = "int"}};
  unit.functions = {{.symbol = caller,
                     .at = {0, 1, 6},
                     .parameters = {count},
                     .defaults = {Expression{}},
                     .body = std::move(body)}};
  return unit;
}

std::vector<findings::Site> rowsOf(TranslationUnitFacts unit, const std::string &root = "") {
  std::vector<TranslationUnitFacts> units;
  units.push_back(std::move(unit));
  const link::Program program(std::move(units));
  const rules::Rules rules = launchRules();
  const BodyIndex bodies = indexBodies(program, rules);
  Inference inference(program, rules, bodies);
  return inventoryOf(inference, readDeclarations(program), root);
}

TEST(SiteRows, ALoopToAConstantIsThatConstant) {
  const auto rows = rowsOf(unitWith(loopTo(literal(8))));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(toString(rows[0].bound), "8");
  EXPECT_EQ(rows[0].siteClass, findings::SiteClass::safe);
  EXPECT_EQ(rows[0].api, "launch");
  EXPECT_EQ(rows[0].function, "caller");
}

TEST(SiteRows, AParameterThatNobodyPassesIsConfiguration) {
  EXPECT_EQ(toString(rowsOf(unitWith(loopTo(reference(count)))).at(0).bound), "config(count)");
}

TEST(SiteRows, FilesAreToldRelativeToTheRoot) {
  EXPECT_EQ(rowsOf(unitWith(evaluate(call(launch))), "/src").at(0).at.file, "a.cpp");
  EXPECT_EQ(rowsOf(unitWith(evaluate(call(launch))), "/sr").at(0).at.file, "/src/a.cpp");
}

TEST(SiteRows, IdsDoNotKnowLines) {
  TranslationUnitFacts moved = unitWith(evaluate(call(launch)));
  moved.functions[0].body.expressions[0].at.line = 40;
  EXPECT_EQ(rowsOf(unitWith(evaluate(call(launch)))).at(0).id, rowsOf(moved).at(0).id);
}

TEST(SiteRows, EqualSpawnsOfAFunctionHaveIdsOfTheirOwn) {
  Statement body{.kind = Statement::Kind::block, .at = {0, 2, 1}};
  Expression second = call(launch);
  second.at.line = 4;
  body.parts = {evaluate(call(launch)), evaluate(second)};
  const auto rows = rowsOf(unitWith(body));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].id, rows[0].id + "-2");
}

TEST(SiteRows, ANumberThatDependsOnItselfEnds) {
  Statement body{.kind = Statement::Kind::block, .at = {0, 2, 1}};
  const Expression assignment{.kind = Expression::Kind::binary,
                              .at = {0, 2, 1},
                              .text = "=",
                              .operands = {reference(count), reference(count)}};
  body.parts = {evaluate(assignment), loopTo(reference(count))};
  EXPECT_EQ(toString(rowsOf(unitWith(body)).at(0).bound), "config(count)");
}

TEST(SiteRows, AFunctionThatCallsItselfAroundTheSpawnHasNoBound) {
  Statement body{.kind = Statement::Kind::block, .at = {0, 2, 1}};
  body.parts = {evaluate(call(launch)), evaluate(call(caller))};
  const auto rows = rowsOf(unitWith(body));
  EXPECT_EQ(toString(rows.at(0).bound), "unbounded");
  EXPECT_EQ(rows.at(0).siteClass, findings::SiteClass::dangerous);
}

TEST(SiteRows, ALoopWithoutAConditionHasNoBound) {
  Statement loop = loopTo(literal(8));
  loop.conditionAt = -1;
  EXPECT_EQ(toString(rowsOf(unitWith(loop)).at(0).bound), "unbounded");
}

TEST(SiteRows, NothingIsMadeOfNothing) {
  EXPECT_TRUE(rowsOf({}).empty());
}

} // namespace
} // namespace loadline::infer
