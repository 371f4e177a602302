#include "tests/planner/cli/run.h"

#include "base/text.h"

#include <algorithm>

// docs/capabilities.md: every row is a command and words of what it answers.

namespace loadline::cli {

namespace {

struct Capability {
  std::string question, arguments, answer;
};

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(' '));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

/// The rows with a command; `loadline` stands before the arguments.
std::vector<Capability> capabilities() {
  const std::string page = *readFile(std::string(LOADLINE_SOURCE_DIR) + "/docs/capabilities.md");
  const std::string start = "`loadline ";
  std::vector<Capability> rows;
  for (const std::string &line : split(page, '\n')) {
    const std::vector<std::string> cells = split(line, '|');
    if (cells.size() != 6 || !trimmed(cells[3]).starts_with(start))
      continue;
    const std::string command = trimmed(cells[3]);
    rows.push_back({trimmed(cells[2]),
                    command.substr(start.size(), command.size() - start.size() - 1),
                    trimmed(cells[4])});
  }
  return rows;
}

/// With every run of blanks and line ends as one blank.
std::string squeezed(const std::string &text) {
  std::string out;
  for (const char c : text)
    if (const bool isBlank = c == ' ' || c == '\n'; !isBlank || (!out.empty() && out.back() != ' '))
      out += isBlank ? ' ' : c;
  return out;
}

class EveryCapability : public testing::TestWithParam<Capability> {};

} // namespace

TEST_P(EveryCapability, IsShownByItsCommand) {
  const Outcome outcome = loadline(GetParam().arguments);
  EXPECT_NE(squeezed(outcome.out + outcome.err).find(GetParam().answer), std::string::npos)
      << GetParam().question << "\n"
      << GetParam().arguments << "\n"
      << outcome.out << outcome.err;
}

INSTANTIATE_TEST_SUITE_P(Docs, EveryCapability, testing::ValuesIn(capabilities()));

TEST(Capabilities, AreMany) {
  EXPECT_GT(capabilities().size(), 60u);
}

} // namespace loadline::cli
