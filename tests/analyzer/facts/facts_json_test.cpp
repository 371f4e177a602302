#include "analyzer/facts/translation_unit_facts.h"

#include <gtest/gtest.h>

namespace loadline::facts {
namespace {

/// `void f(int n) { for (; n > 0;) g("x", n); }`, with every field of every fact used somewhere.
TranslationUnitFacts example() {
  TranslationUnitFacts facts;
  facts.mainFile = "/src/a.cpp";
  facts.files = {"/src/a.cpp", "/src/a.h"};
  facts.symbols = {
      {.kind = Symbol::Kind::function,
       .usr = "c:@F@f#I#",
       .name = "f",
       .type = "void",
       .declaredIn = 1,
       .isNothrow = true,
       .isCalledFromUnseen = true,
       .overridden = {"c:@S@B@F@f#"}},
      {.kind = Symbol::Kind::parameter,
       .name = "n",
       .type = "int",
       .parameter = 0,
       .isReference = true,
       .isWritingPointer = true},
      {.kind = Symbol::Kind::global,
       .usr = "c:@t",
       .name = "t",
       .type = "int",
       .extent = 4,
       .declaredIn = 0,
       .isOnlyDeclared = true},
  };
  const Expression n{.kind = Expression::Kind::reference, .at = {0, 1, 20}, .symbol = 1};
  const Expression zero{
      .kind = Expression::Kind::literal, .at = {0, 1, 24}, .value = -7, .text = "E::a"};
  const Expression text{.kind = Expression::Kind::text, .at = {0, 1, 30}, .text = "x"};
  const Expression made{
      .kind = Expression::Kind::construct, .at = {0, 1, 31}, .type = "T<int>", .isHeap = true};
  Statement loop{.kind = Statement::Kind::loop,
                 .loop = Statement::Loop::forLoop,
                 .at = {0, 1, 15},
                 .conditionAt = 0,
                 .stepAt = 1};
  loop.expressions = {
      {.kind = Expression::Kind::binary, .at = {0, 1, 22}, .text = ">", .operands = {n, zero}}, n};
  Statement call{.kind = Statement::Kind::evaluate, .at = {0, 1, 28}};
  call.expressions = {{.kind = Expression::Kind::call,
                       .at = {0, 1, 28},
                       .symbol = 0,
                       .type = "void",
                       .hasObject = true,
                       .operands = {n, text, made}}};
  loop.parts = {call};
  Statement body{.kind = Statement::Kind::block, .at = {0, 1, 13}};
  body.parts = {
      loop,
      {.kind = Statement::Kind::leave, .exit = Statement::Exit::returns, .at = {0, 1, 40}},
      {.kind = Statement::Kind::declare, .at = {0, 1, 42}, .symbol = 1}};
  facts.annotations = {{{0, 1, 44}, "loadline: bound(8): as many as there are", 2}};
  facts.functions = {{.kind = Function::Kind::method,
                      .symbol = 0,
                      .at = {0, 1, 6},
                      .parameters = {1},
                      .isInternal = true,
                      .isCoroutine = true,
                      .defaults = {zero},
                      .body = body}};
  facts.initialValues = {{2, zero}};
  facts.errors = 2;
  facts.notes = {"a \"note\"\n"};
  facts.dependencies = {"/src/a.h"};
  return facts;
}

/// The example's text with one part replaced by another.
std::string altered(const std::string &part, const std::string &by) {
  std::string text = toJsonText(example());
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part << " is not in " << text;
  return text.replace(at, part.size(), by);
}

std::string faultOf(const std::string &text) {
  const Result<TranslationUnitFacts> facts = parseFacts(text, "a.facts");
  return facts ? "" : toString(facts.error().front());
}

TEST(FactsJson, WhatIsWrittenReadsBackTheSame) {
  const Result<TranslationUnitFacts> read = parseFacts(toJsonText(example()), "a.facts");
  ASSERT_TRUE(read) << toString(read.error());
  EXPECT_EQ(*read, example());
  EXPECT_EQ(toJsonText(*read), toJsonText(example()));
}

TEST(FactsJson, PathsThatAreNoTextReadBackTheSame) {
  TranslationUnitFacts facts;
  facts.mainFile = "/src/caf\xe9.cpp";
  facts.files = {facts.mainFile, "/src/plain.h"};
  facts.dependencies = facts.files;
  const auto read = parseFacts(toJsonText(facts), "a.json");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, facts);
}

TEST(FactsJson, IsOneLineThatNamesItsSchema) {
  const std::string text = toJsonText(example());
  EXPECT_EQ(text.find("{\"schema\":\"loadline/facts/v1\""), 0u);
  EXPECT_EQ(text.find('\n'), text.size() - 1);
}

TEST(FactsJson, EmptyFactsReadBack) {
  EXPECT_EQ(*parseFacts(toJsonText({}), "a.facts"), TranslationUnitFacts{});
}

TEST(FactsJsonFaults, AnotherSchemaIsRefused) {
  EXPECT_EQ(faultOf(altered("facts/v1", "facts/v9")),
            "a.facts: error: not a facts file of this version (write it anew with 'loadline-audit "
            "--facts-dir')");
}

TEST(FactsJsonFaults, HalfAFileIsRefused) {
  const std::string text = toJsonText(example());
  EXPECT_NE(faultOf(text.substr(0, text.size() / 2)).find("not a sound facts file"),
            std::string::npos);
}

TEST(FactsJsonFaults, NothingIsRefused) {
  EXPECT_NE(faultOf(""), "");
}

TEST(FactsJsonFaults, ASymbolOutsideTheTableIsRefused) {
  EXPECT_NE(faultOf(altered("\"s\":1}", "\"s\":3}")).find("a symbol outside the table"),
            std::string::npos);
  EXPECT_NE(faultOf(altered("\"s\":1}", "\"s\":-2}")).find("a symbol outside the table"),
            std::string::npos);
}

TEST(FactsJsonFaults, AParameterOutsideTheTableIsRefused) {
  EXPECT_NE(faultOf(altered("\"a\":[1]", "\"a\":[9]")).find("a symbol outside the table"),
            std::string::npos);
}

TEST(FactsJsonFaults, AFileOutsideTheTableIsRefused) {
  EXPECT_NE(faultOf(altered("\"p\":[0,1,22]", "\"p\":[2,1,22]")).find("a file outside the table"),
            std::string::npos);
  EXPECT_NE(faultOf(altered("\"p\":[0,1,22]", "\"p\":[-2,1,22]")).find("a file outside the table"),
            std::string::npos);
  EXPECT_NE(faultOf(altered("\"d\":1", "\"d\":2")).find("a file outside the table"),
            std::string::npos);
  EXPECT_NE(faultOf(altered("\"d\":1", "\"d\":-2")).find("a file outside the table"),
            std::string::npos);
}

TEST(FactsJsonFaults, AConditionOutsideItsStatementIsRefused) {
  EXPECT_NE(faultOf(altered("\"c\":0", "\"c\":2")).find("a condition outside its statement"),
            std::string::npos);
  EXPECT_NE(faultOf(altered("\"i\":1", "\"i\":-5")).find("a condition outside its statement"),
            std::string::npos);
}

TEST(FactsJsonFaults, AKindThatIsNotKnownIsRefused) {
  EXPECT_NE(faultOf(altered("\"l\":1", "\"l\":99")).find("a kind that this version does not know"),
            std::string::npos);
  EXPECT_NE(faultOf(altered("\"x\":1", "\"x\":-1")).find("a kind that this version does not know"),
            std::string::npos);
}

TEST(FactsJsonFaults, ANumberWhereTextBelongsIsRefused) {
  EXPECT_NE(faultOf(altered("\"main\":\"/src/a.cpp\"", "\"main\":5")), "");
  EXPECT_NE(faultOf(altered("\"t\":\"int\"", "\"t\":[]")), "");
}

TEST(FactsJsonFaults, OperatorsKeepTheirOperands) {
  Expression lonely{.kind = Expression::Kind::binary,
                    .at = {0, 1, 1},
                    .text = "<",
                    .operands = {{.kind = Expression::Kind::literal, .at = {0, 1, 1}}}};
  TranslationUnitFacts facts = example();
  facts.initialValues = {{2, lonely}};
  EXPECT_NE(faultOf(toJsonText(facts)).find("an expression without its operands"),
            std::string::npos);
}

TEST(FactsJsonFaults, AReferenceNamesASymbol) {
  TranslationUnitFacts facts = example();
  facts.initialValues = {{2, {.kind = Expression::Kind::reference, .at = {0, 1, 1}}}};
  EXPECT_NE(faultOf(toJsonText(facts)).find("a reference to nothing"), std::string::npos);
}

TEST(FactsJsonFaults, AFunctionsSymbolIsAFunction) {
  TranslationUnitFacts facts = example();
  facts.functions[0].symbol = 1;
  EXPECT_NE(faultOf(toJsonText(facts)).find("a function that is none"), std::string::npos);
}

TEST(FactsJsonFaults, AVariablesSymbolIsNoFunction) {
  TranslationUnitFacts facts = example();
  facts.functions[0].parameters = {0};
  EXPECT_NE(faultOf(toJsonText(facts)).find("a variable that is none"), std::string::npos);
}

TEST(FactsJsonFaults, NestingHasAnEnd) {
  Expression deep{.kind = Expression::Kind::literal, .at = {0, 1, 1}};
  for (int i = 0; i < 600; ++i) {
    Expression outer{.kind = Expression::Kind::other, .at = {0, 1, 1}};
    outer.operands.push_back(std::move(deep));
    deep = std::move(outer);
  }
  TranslationUnitFacts facts = example();
  facts.initialValues = {{2, deep}};
  EXPECT_NE(faultOf(toJsonText(facts)).find("nested too deeply"), std::string::npos);
}

} // namespace
} // namespace loadline::facts
