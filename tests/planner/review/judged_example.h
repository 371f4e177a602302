#pragma once

#include "base/files.h"
#include "planner/plan/plan_file.h"
#include "planner/review/audit_file.h"
#include "planner/review/judgement.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace loadline::review {

/// A spec, an audit, and what follows from both.
struct Judged {
  plan::PlannedSpec spec;
  findings::Audit audit;
  Review review;
  Judgement judgement;
};

inline Judged judgedFor(plan::PlannedSpec spec, findings::Audit audit) {
  const Result<Review> review = joined(spec.plan, audit);
  EXPECT_TRUE(review) << toString(review.error());
  Judgement judgement = judged(spec.system, spec.plan, audit, *review);
  return {std::move(spec), std::move(audit), *review, std::move(judgement)};
}

/// A site `app/<name>.cpp:10:3` in a function of that name.
inline findings::Site siteIn(const std::string &name, const std::string &bound) {
  findings::Site site;
  site.id = "id_" + name;
  site.at = {"app/" + name + ".cpp", 10, 3};
  site.function = "app::" + name;
  site.api = "std::thread";
  site.bound = *bound::parseBound(bound);
  site.siteClass = site.bound.kind() >= bound::Kind::unbounded ? findings::SiteClass::dangerous
                                                               : findings::SiteClass::safe;
  return site;
}

/// A spec of 100 requests per second to `app`, whose code is `app/**`, with these sites.
inline Judged judgedFor(const std::string &services, std::vector<findings::Site> sites,
                        std::vector<findings::Finding> found = {}) {
  auto spec = plan::planSpecText(
      "loadline: 1\nworkload: [ { to: app, rate: 100/s } ]\nservices:\n" + services, "spec.yaml",
      {.rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules"});
  EXPECT_TRUE(spec) << toString(spec.error());
  findings::Audit audit;
  audit.sites = std::move(sites);
  audit.findings = std::move(found);
  return judgedFor(*std::move(spec), std::move(audit));
}

/// docs/examples/notifications with the audit beside it.
inline Judged notifications() {
  const std::filesystem::path folder =
      std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/examples/notifications";
  auto text = readFile(folder / "notifications.yaml");
  auto spec = plan::planSpecText(*text, "notifications.yaml",
                                 {.rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules"});
  EXPECT_TRUE(spec) << toString(spec.error());
  auto audit = auditFile(folder / "audit.json");
  EXPECT_TRUE(audit) << toString(audit.error());
  return judgedFor(*std::move(spec), *std::move(audit));
}

} // namespace loadline::review
