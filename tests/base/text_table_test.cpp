#include "base/text_table.h"

#include "base/text.h"

#include <gtest/gtest.h>

namespace loadline {

TEST(TextTable, AlignsItsColumns) {
  EXPECT_EQ(
      render({.columns = {{.title = "name"}, {.title = "rate", .align = TextTable::Align::right}},
              .rows = {{"edge", "5"}, {"λ", "1200"}}}),
      "name  rate\n"
      "edge     5\n"
      "λ     1200\n");
}

TEST(TextTable, OfNoColumnsIsNothing) {
  EXPECT_EQ(render({}), "");
}
TEST(TextTable, OfNoRowsIsItsTitle) {
  EXPECT_EQ(render({.columns = {{.title = "a"}, {.title = "b"}}, .rows = {}}), "a  b\n");
}

TEST(TextTable, CutsTheWidestColumnThatMayShrink) {
  const TextTable table = {.columns = {{.title = "a", .mayShrink = true}, {.title = "b"}},
                           .rows = {{std::string(30, 'x'), "whole"}}};
  EXPECT_EQ(render(table, 27), "a                     b\n" + std::string(19, 'x') + "…  whole\n");
}

TEST(TextTable, CutsAPathBehindItsFirstFolder) {
  const TextTable table = {.columns = {{.title = "a", .mayShrink = true, .isPath = true}},
                           .rows = {{"a/long/path/to/file.cpp:12"}}};
  EXPECT_EQ(split(render(table, 12), '\n')[1], "a/…le.cpp:12");
}

TEST(TextTable, CutsNoColumnBelowItsNarrowest) {
  const TextTable table = {.columns = {{.title = "a", .mayShrink = true, .narrowest = 20},
                                       {.title = "b", .mayShrink = true}},
                           .rows = {{std::string(30, 'x'), std::string(30, 'y')}}};
  EXPECT_EQ(split(render(table, 34), '\n')[1],
            std::string(19, 'x') + "…  " + std::string(11, 'y') + "…");
}

TEST(TextTable, CutsNoColumnBelowTwelveUnlessTold) {
  const TextTable table = {.columns = {{.title = "a", .mayShrink = true}},
                           .rows = {{std::string(30, 'x')}}};
  EXPECT_EQ(split(render(table, 3), '\n')[1], std::string(11, 'x') + "…");
}

TEST(TextTable, NeverCutsAColumnThatMayNotShrink) {
  const TextTable table = {.columns = {{.title = "a"}}, .rows = {{std::string(30, 'x')}}};
  EXPECT_EQ(split(render(table, 3), '\n')[1], std::string(30, 'x'));
}

TEST(TextTable, StandsCloserWhereThatIsEnough) {
  const TextTable table = {.columns = {{.title = "aaa"}, {.title = "bbb"}, {.title = "ccc"}},
                           .rows = {{"1", "2", "3"}}};
  EXPECT_EQ(renderWithin(table, 11), "aaa bbb ccc\n1   2   3\n");
}
TEST(TextTable, GoesOnBelowWithItsFirstColumnWhereItIsTooWide) {
  const TextTable table = {.columns = {{.title = "aaa"}, {.title = "bbb"}, {.title = "ccc"}},
                           .rows = {{"1", "2", "3"}}};
  EXPECT_EQ(renderWithin(table, 10), "aaa  bbb\n1    2\n\naaa  ccc\n1    3\n");
}

TEST(TextTable, KeepsACellOnItsLine) {
  const TextTable table = {.columns = {{.title = "a"}, {.title = "b"}}, .rows = {{"x\ny", "z"}}};
  EXPECT_EQ(render(table), "a    b\nx y  z\n");
}

} // namespace loadline
