#include "base/usage.h"

#include "base/text.h"

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

namespace loadline {
namespace {

/// What a program with one command `draw SPEC --format svg|text` says to the words.
std::string said(std::vector<std::string> words) {
  CLI::App app;
  app.name("tool");
  CLI::App *draw = app.add_subcommand("draw");
  std::string spec, format;
  draw->add_option("SPEC", spec)->required();
  draw->add_option("--format", format)->check(CLI::IsMember({"svg", "text"}));
  std::ranges::reverse(words);
  try {
    app.parse(words);
  } catch (const CLI::ParseError &error) {
    return usageMessage(&app, error);
  }
  return "";
}

TEST(UsageMessage, NamesTheCommandAndTheNearestOption) {
  EXPECT_EQ(said({"draw", "a.yaml", "--formt", "svg"}),
            "tool draw: error: no option '--formt'; did you mean '--format'?\n"
            "tool draw --help tells what it takes.\n");
}

TEST(UsageMessage, NamesTheNearestOfASet) {
  EXPECT_EQ(said({"draw", "a.yaml", "--format", "svgg"}),
            "tool draw: error: --format can't be 'svgg'; did you mean 'svg'? one of svg, text\n"
            "tool draw --help tells what it takes.\n");
}

TEST(UsageMessage, NamesAWordTooMany) {
  EXPECT_EQ(said({"draw", "a.yaml", "b.yaml"}), "tool draw: error: 'b.yaml' is a word too many\n"
                                                "tool draw --help tells what it takes.\n");
}

TEST(UsageMessage, SaysWhatIsMissing) {
  EXPECT_EQ(said({"draw"}), "tool draw: error: SPEC is required\n"
                            "tool draw --help tells what it takes.\n");
}

} // namespace
TEST(Help, IsAHundredColumnsWideButForItsExample) {
  CLI::App app("a tool");
  keepHelpNarrow(app);
  std::string example = "As: tool draw", words;
  for (int i = 0; i < 20; ++i) {
    words += "twelve words ";
    example += " --colour red";
  }
  CLI::App *draw = app.add_subcommand("draw", words);
  draw->add_flag("--shade")->description(words + "to the end");
  draw->footer(example);
  const std::string help = draw->help();
  EXPECT_NE(help.find("\n" + std::string(28, ' ') + "twelve"), std::string::npos) << help;
  EXPECT_NE(help.find(example), std::string::npos);
  for (const std::string &line : split(help, '\n'))
    EXPECT_TRUE(columns(line) <= 100 || line == example) << line;
}

} // namespace loadline
