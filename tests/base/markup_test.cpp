#include "base/markup.h"

#include <gtest/gtest.h>

namespace loadline {

TEST(EscapedMarkup, HoldsNoCharacterThatMarkupReads) {
  EXPECT_EQ(escapedMarkup("<a b=\"c\" d='e'>&"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
}
TEST(EscapedMarkup, LeavesWordsAlone) {
  EXPECT_EQ(escapedMarkup("λ · 4.29×\n"), "λ · 4.29×\n");
}
TEST(EscapedMarkup, WritesWhatXmlForbidsInHex) {
  EXPECT_EQ(escapedMarkup(std::string_view("\0\x1b\xff", 3)), "\\x00\\x1b\\xff");
}
TEST(EscapedMarkup, WritesNonCharactersOfXmlInHex) {
  EXPECT_EQ(escapedMarkup("\xEF\xBF\xBE"), "\\xef\\xbf\\xbe");
}

} // namespace loadline
