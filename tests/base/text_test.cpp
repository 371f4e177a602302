#include "base/text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace loadline {

TEST(Printable, KeepsWordsNewlinesAndTabs) {
  EXPECT_EQ(printable("λ = 5 µs\n\t…"), "λ = 5 µs\n\t…");
}
TEST(Printable, ShowsControlCharactersInHex) {
  EXPECT_EQ(printable("\x1b[2J\r\x7f"), "\\x1b[2J\\x0d\\x7f");
}
TEST(Printable, ShowsTheSecondSetOfControlsInHex) {
  EXPECT_EQ(printable("\xC2\x9B"), "\\xc2\\x9b");
}
TEST(Printable, ShowsBrokenUtf8InHex) {
  EXPECT_EQ(printable("a\xE2\x82"), "a\\xe2\\x82");
}
TEST(Printable, ShowsOverlongFormsSurrogatesAndWhatIsBeyondUnicodeInHex) {
  EXPECT_EQ(printable("\xC0\x80"), "\\xc0\\x80");
  EXPECT_EQ(printable("\xE0\x80\x80"), "\\xe0\\x80\\x80");
  EXPECT_EQ(printable("\xED\xA0\x80"), "\\xed\\xa0\\x80");
  EXPECT_EQ(printable("\xF4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
}
TEST(Printable, ShowsCharactersThatTurnTheDirectionOfTextInHex) {
  EXPECT_EQ(printable("a\u202Eb"), "a\\xe2\\x80\\xaeb");
}

TEST(OneLine, HasSpacesForNewlinesAndTabs) {
  EXPECT_EQ(oneLine("a\nb\tc\x01"), "a b c\\x01");
}

TEST(Columns, AreThoseOfATerminal) {
  EXPECT_EQ(columns(""), 0u);
  EXPECT_EQ(columns("λµ…"), 3u);
  EXPECT_EQ(columns("注文db"), 6u);
  EXPECT_EQ(columns("e\u0301"), 1u);
}
TEST(Elided, CutsNoWideCharacterInTwo) {
  EXPECT_EQ(elided("注文サービス", 6), "注文…");
  EXPECT_EQ(columns(elidedFront("注文サービス", 6)), 5u);
}

TEST(Elided, KeepsWhatFits) {
  EXPECT_EQ(elided("four", 4), "four");
}
TEST(Elided, CutsWholeCodePoints) {
  EXPECT_EQ(elided("λµλµλ", 3), "λµ…");
}
TEST(Elided, ToOneColumnIsTheSignAlone) {
  EXPECT_EQ(elided("four", 1), "…");
}
TEST(ElidedFront, KeepsTheEnd) {
  EXPECT_EQ(elidedFront("λµλµλ", 3), "…µλ");
}
TEST(ElidedFront, ToOneColumnIsTheSignAlone) {
  EXPECT_EQ(elidedFront("four", 1), "…");
}
TEST(ElidedFront, KeepsWhatFits) {
  EXPECT_EQ(elidedFront("four", 4), "four");
}

TEST(ElidedPath, KeepsTheFirstFolderAndTheEnd) {
  EXPECT_EQ(elidedPath("cpp03/echo/server.cpp:12", 18), "cpp03/…rver.cpp:12");
}
TEST(ElidedPath, CutsAtTheFrontWhereTheFirstFolderIsLong) {
  EXPECT_EQ(elidedPath("a_long_folder/server.cpp:12", 12), "…rver.cpp:12");
}
TEST(ElidedPath, KeepsWhatFits) {
  EXPECT_EQ(elidedPath("a/b.cpp", 7), "a/b.cpp");
}

TEST(EditDistance, CountsInsertionsDeletionsAndSubstitutions) {
  EXPECT_EQ(editDistance("kitten", "sitting"), 3u);
  EXPECT_EQ(editDistance("", "abc"), 3u);
  EXPECT_EQ(editDistance("same", "same"), 0u);
}

TEST(Nearest, IsTheWordThatWasMeant) {
  EXPECT_EQ(nearest("servces", {"workload", "services", "system"}), "services");
}
TEST(Nearest, IsNothingWhenNoneIsNear) {
  EXPECT_EQ(nearest("xyzzyq", {"workload", "services"}), "");
}
TEST(Nearest, PrefersTheFirstOfEquallyNear) {
  EXPECT_EQ(nearest("at", {"cat", "bat"}), "cat");
}
TEST(Nearest, CaseCountsLeast) {
  EXPECT_EQ(nearest("MS", {"d", "h", "ms"}), "ms");
  EXPECT_EQ(nearest("REJECT", {"queue", "reject"}), "reject");
  EXPECT_EQ(nearest("k", {"K", "k"}), "k");
}
TEST(Nearest, DoesNotTryWordsOfAnyLength) {
  EXPECT_EQ(nearest(std::string(5000, 'a'), {std::string(5000, 'a')}), "");
}

TEST(InWords, JoinsAsAPersonWould) {
  EXPECT_EQ(inWords({}), "");
  EXPECT_EQ(inWords({"a"}), "a");
  EXPECT_EQ(inWords({"a", "b"}), "a and b");
  EXPECT_EQ(inWords({"a", "b", "c"}), "a, b and c");
}

TEST(Listed, CutsALongListAndTellsItsLength) {
  EXPECT_EQ(listed({"a", "b", "c", "d", "e", "f"}), "a, b, c, d, e and f");
  EXPECT_EQ(listed({"a", "b", "c", "d", "e", "f", "g"}), "a, b, c, d, e, … (7 in all)");
}

TEST(Wrapped, BreaksAtBlanksAndIndentsWhatFollows) {
  EXPECT_EQ(wrapped("  one two three", 9, 4), "  one two\n    three\n");
  EXPECT_EQ(wrapped("unbreakable", 5, 2), "unbreakable\n");
}

TEST(ThreeDigits, HaveNoExponent) {
  EXPECT_EQ(threeDigits(0.0432), "0.0432");
  EXPECT_EQ(threeDigits(4.2857), "4.29");
  EXPECT_EQ(threeDigits(1500), "1500");
  EXPECT_EQ(threeDigits(123456789), "123456789");
}
TEST(ThreeDigits, DropZerosAtTheEnd) {
  EXPECT_EQ(threeDigits(0.5), "0.5");
  EXPECT_EQ(threeDigits(2.0), "2");
  EXPECT_EQ(threeDigits(0), "0");
}
TEST(ThreeDigits, StayThreeWhenRoundingCarries) {
  EXPECT_EQ(threeDigits(9.999), "10");
  EXPECT_EQ(threeDigits(0.09996), "0.1");
  EXPECT_EQ(threeDigits(99.96), "100");
}
TEST(ThreeDigits, HaveASign) {
  EXPECT_EQ(threeDigits(-4.2857), "-4.29");
  EXPECT_EQ(threeDigits(-1e-20), "0");
}
TEST(ThreeDigits, OfWhatIsNoNumberAreADash) {
  EXPECT_EQ(threeDigits(std::nan("")), "-");
  EXPECT_EQ(threeDigits(std::numeric_limits<double>::infinity()), "-");
}

TEST(Exactly, ReadsBackAsTheSameNumber) {
  EXPECT_EQ(exactly(0.1), "0.1");
  EXPECT_EQ(std::stod(exactly(0.1 + 0.2)), 0.1 + 0.2);
}

TEST(Split, GivesOnePartMoreThanSeparators) {
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), (std::vector<std::string>{""}));
  EXPECT_EQ(split(",", ','), (std::vector<std::string>{"", ""}));
}

TEST(Glob, StarStaysInAFolder) {
  EXPECT_TRUE(globMatches("src/*.cpp", "src/a.cpp"));
  EXPECT_FALSE(globMatches("src/*.cpp", "src/edge/a.cpp"));
  EXPECT_TRUE(globMatches("src/*/a.cpp", "src/edge/a.cpp"));
}
TEST(Glob, TwoStarsCrossFolders) {
  EXPECT_TRUE(globMatches("src/edge/**", "src/edge/deep/a.cpp"));
  EXPECT_TRUE(globMatches("**/a.cpp", "src/edge/a.cpp"));
  EXPECT_TRUE(globMatches("src/**/a.cpp", "src/one/two/a.cpp"));
}
TEST(Glob, TwoStarsWithASlashMatchNoFolderToo) {
  EXPECT_TRUE(globMatches("src/**/a.cpp", "src/a.cpp"));
  EXPECT_TRUE(globMatches("**/a.cpp", "a.cpp"));
}
TEST(Glob, TwoStarsWithASlashMatchWholeFoldersOnly) {
  EXPECT_FALSE(globMatches("src/**/a.cpp", "src/ba.cpp"));
  EXPECT_FALSE(globMatches("**/a.cpp", "src/ba.cpp"));
}
TEST(Glob, QuestionMarkIsOneCharacterAndNoSlash) {
  EXPECT_TRUE(globMatches("a?c", "abc"));
  EXPECT_FALSE(globMatches("a?c", "a/c"));
  EXPECT_FALSE(globMatches("a?c", "ac"));
}
TEST(Glob, MatchesTheWholePath) {
  EXPECT_FALSE(globMatches("src", "src/a.cpp"));
  EXPECT_FALSE(globMatches("a", "ba"));
  EXPECT_TRUE(globMatches("", ""));
  EXPECT_FALSE(globMatches("", "a"));
  EXPECT_TRUE(globMatches("*", ""));
}
TEST(Glob, TakesNoExponentialTime) {
  std::string pattern;
  for (int i = 0; i < 200; ++i)
    pattern += "*a";
  EXPECT_FALSE(globMatches(pattern, std::string(2000, 'a') + "b"));
}

} // namespace loadline
