#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace loadline::app {

/// What a design review asks, and where the answer stands.
struct Question {
  const char *text;
  const char *pane;                    ///< the id of the pane that answers it
  std::vector<std::string_view> files; ///< the example to show it with, relative to docs/examples
};

std::span<const Question> allQuestions();

/// The files of its example.
std::vector<std::filesystem::path> exampleOf(const Question &question);

} // namespace loadline::app
