#include "gui/app/questions.h"

#include "base/install_paths.h"

namespace loadline::app {

std::span<const Question> allQuestions() {
  static const std::vector<std::string_view> notifications = {"notifications/notifications.yaml",
                                                              "notifications/audit.json"};
  static const std::vector<Question> all = {
      {"Which bound is right for a service, and why?", "details", {"six_services.yaml"}},
      {"Does the code keep the bounds of the spec?", "ledger", notifications},
      {"What does a spawn that nothing limits do to the system?", "findings", notifications},
      {"Can callers push more than what they call admits?", "tiers", {"bound_stack.yaml"}},
      {"What moves when a bound, a latency or a load changes?", "what_if", {"shop.yaml"}},
      {"What becomes of time and requests as the load grows?", "curve", {"orders.yaml"}},
      {"Who may use how much, and is more promised than there is?", "edges", {"tenants.yaml"}},
  };
  return all;
}

std::vector<std::filesystem::path> exampleOf(const Question &question) {
  std::vector<std::filesystem::path> files;
  for (const std::string_view file : question.files)
    files.push_back(dataFolder("docs") / "examples" / file);
  return files;
}

} // namespace loadline::app
