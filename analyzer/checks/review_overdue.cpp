#include "analyzer/checks/all_checks.h"

#include <fmt/format.h>

namespace loadline::checks {

namespace {

/// What is wrong with the day of a declared bound; "" where nothing is.
std::string reproach(const findings::DeclaredBound &declared, const std::string &today) {
  if (declared.review.empty())
    return fmt::format("a bound of {} is declared ({}), and no day by which somebody looks at it "
                       "again",
                       toString(declared.bound), declared.reason);
  if (declared.review < today) // as texts, dates compare as the days do
    return fmt::format("the declared bound of {} was to be looked at again by {}",
                       toString(declared.bound), declared.review);
  return "";
}

} // namespace

std::vector<findings::Finding> reviewOverdue(const Subject &subject) {
  std::vector<findings::Finding> out;
  if (subject.today.empty())
    return out;
  for (const findings::Site &site : subject.sites)
    for (const findings::DeclaredBound &declared : site.declared)
      if (std::string message = reproach(declared, subject.today); !message.empty()) {
        out.push_back(
            findingAbout(site, "review-overdue", findings::Severity::note, std::move(message)));
        out.back().at = declared.at;
        out.back().path.clear(); // how the bound came about is none of the question
      }
  return out;
}

} // namespace loadline::checks
