#include "analyzer/facts/known_functions.h"

#include <gtest/gtest.h>

namespace loadline::facts {
namespace {

/// A unit that holds one function, at line 7 of pool.h.
TranslationUnitFacts holding(Symbol symbol) {
  symbol.kind = Symbol::Kind::function;
  symbol.usr = "c:@F@start";
  TranslationUnitFacts unit{.mainFile = "a.cpp", .files = {"pool.h"}, .symbols = {symbol}};
  unit.functions = {{.symbol = 0, .at = {0, 7, 3}}};
  return unit;
}

/// What is known of pool.h when a unit was given first.
const KnownFunctions::InFile *knownAfter(const TranslationUnitFacts &unit, KnownFunctions &known) {
  known.add(unit, 0);
  return known.inFile("pool.h");
}

TEST(KnownFunctions, AreFoundByFileNameAndLine) {
  KnownFunctions known;
  const KnownFunctions::InFile *inFile = knownAfter(holding({}), known);
  ASSERT_NE(inFile, nullptr);
  EXPECT_TRUE(inFile->contains(KnownFunctions::nameOf("c:@F@start", 7)));
  EXPECT_FALSE(inFile->contains(KnownFunctions::nameOf("c:@F@start", 8)));
  EXPECT_EQ(known.inFile("other.h"), nullptr);
}

TEST(KnownFunctions, RememberTheFirstUnitWhicheverIsDoneFirst) {
  KnownFunctions known;
  known.add(holding({}), 5);
  known.add(holding({}), 2);
  known.add(holding({}), 9);
  EXPECT_EQ(known.inFile("pool.h")->at(KnownFunctions::nameOf("c:@F@start", 7)), 2u);
}

TEST(KnownFunctions, LeaveOutWhatIsMadeFromATemplate) {
  KnownFunctions known;
  EXPECT_EQ(knownAfter(holding({.pattern = "c:@FT@start"}), known), nullptr);
}

TEST(KnownFunctions, LeaveOutWhatTheCompilerMakes) {
  KnownFunctions known;
  EXPECT_EQ(knownAfter(holding({.isMadeByCompiler = true}), known), nullptr);
}

TEST(KnownFunctions, LeaveOutUnitsWithErrors) {
  KnownFunctions known;
  TranslationUnitFacts unit = holding({});
  unit.errors = 1;
  EXPECT_EQ(knownAfter(unit, known), nullptr);
}

} // namespace
} // namespace loadline::facts
