#include "analyzer/bound/bound.h"

#include <gtest/gtest.h>

namespace loadline::bound {

/// The message about a text that is no bound, or the bound that it is.
std::string read(std::string_view text) {
  const Result<Bound> bound = parseBound(text);
  return bound ? toString(*bound) : bound.error().front().message;
}

TEST(BoundText, WritesEachForm) {
  EXPECT_EQ(toString(Bound::constant(8)), "8");
  EXPECT_EQ(toString(Bound::product({Bound::hardware(), Bound::constant(2)})), "2*hardware");
  EXPECT_EQ(toString(Bound::sum({Bound::config("Options::threads"), Bound::constant(1)})),
            "1+config(Options::threads)");
  EXPECT_EQ(toString(Bound::minimum({Bound::size("items"), Bound::constant(64)})),
            "min(64, size(items))");
  EXPECT_EQ(toString(Bound::maximum({Bound::outside("n"), Bound::hardware()})),
            "max(hardware, outside(n))");
  EXPECT_EQ(toString(Bound::unbounded()), "unbounded");
  EXPECT_EQ(toString(Bound::unknown("a virtual call")), "unknown(a virtual call)");
}

TEST(BoundText, WritesANumberBeyondCountingAsItsLowerEnd) {
  const Bound trillion = Bound::constant(1'000'000'000'000);
  EXPECT_EQ(toString(Bound::product({trillion, trillion, Bound::hardware()})), ">9.2e18*hardware");
  EXPECT_EQ(read(">9.2e18*hardware"), ">9.2e18*hardware");
}

TEST(BoundText, PutsASumInAProductInBrackets) {
  const Bound sum = Bound::sum({Bound::hardware(), Bound::constant(1)});
  EXPECT_EQ(toString(Bound::product({sum, Bound::constant(2)})), "2*(1+hardware)");
}

TEST(BoundText, MultipliesBeforeItAdds) {
  EXPECT_EQ(read("1+2*3"), "7");
}
TEST(BoundText, TakesBracketsAndSpaces) {
  EXPECT_EQ(read(" 2 * ( 1 + hardware ) "), "2*(1+hardware)");
}
TEST(BoundText, TakesAnyTextAsANameWhoseBracketsBalance) {
  EXPECT_EQ(read("size(f(a, g(b)))"), "size(f(a, g(b)))");
}
TEST(BoundText, TurnsBracketsOfANameThatDoNotBalance) {
  EXPECT_EQ(toString(Bound::size("a) + (b")), "size(a] + [b)");
}

TEST(BoundText, SimplifiesWhatItReads) {
  EXPECT_EQ(read("min(8, unbounded, 4, 4)"), "4");
}

TEST(BoundText, SaysWhatItExpectedAndWhere) {
  EXPECT_EQ(read("8 apples"), "'8 apples' is no bound: expected nothing more at 3");
  EXPECT_EQ(read("min 8"), "'min 8' is no bound: expected '(' at 5");
  EXPECT_EQ(read("min(8"), "'min(8' is no bound: expected ')' at 6");
  EXPECT_EQ(read("config(x"), "'config(x' is no bound: expected ')' at 9");
  EXPECT_EQ(read("99999999999999999999"),
            "'99999999999999999999' is no bound: expected a whole number at 21");
}

TEST(BoundText, OffersTheFormsForAWordThatIsNone) {
  constexpr std::string_view forms =
      "a number, hardware, config(…), size(…), outside(…), unknown(…), unbounded, min(…) or max(…)";
  EXPECT_EQ(read("infinite"), "'infinite' is no bound: expected " + std::string(forms) + " at 9");
  EXPECT_EQ(read(""), "'' is no bound: expected " + std::string(forms) + " at 1");
  EXPECT_EQ(read("-1"), "'-1' is no bound: expected " + std::string(forms) + " at 1");
}

TEST(BoundText, RefusesWhatIsNestedTooDeeply) {
  EXPECT_EQ(read(std::string(50, '(') + "8" + std::string(50, ')')), "8");
  EXPECT_FALSE(parseBound(std::string(51, '(') + "8" + std::string(51, ')')));
  EXPECT_FALSE(parseBound(std::string(1'000'000, '(')));
}

TEST(BoundText, ReadsWhatAPersonWritesWithBlanks) {
  EXPECT_EQ(read("2 * hardware"), "2*hardware");
  EXPECT_EQ(read("min(8,  size(items))"), "min(8, size(items))");
}

TEST(BoundText, ReadsFortyLevelsOfLimitsBack) {
  std::string text = "hardware";
  for (int i = 0; i < 20; ++i)
    text = "max(size(a), min(config(b), " + text + "))";
  EXPECT_EQ(read(text).find("is no bound"), std::string::npos);
}

} // namespace loadline::bound
