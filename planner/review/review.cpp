#include "planner/review/review.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace loadline::review {

namespace {

/// Higher is more specific.
using Specificity = std::tuple<std::size_t, int, int>;

Specificity specificityOf(std::string_view pattern) {
  std::size_t literal = 0;
  int across = 0, within = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern.substr(i, 2) == "**") {
      ++across;
      ++i;
    } else if (pattern[i] == '*' || pattern[i] == '?') {
      ++within;
    } else {
      ++literal;
    }
  }
  return {literal, -across, -within};
}

struct Pattern {
  std::string text;
  std::string_view prefix; ///< what stands before the first wildcard: a quick no for most files
  Specificity specificity;
  std::size_t owner = 0; ///< index in Review::services
};

struct Match {
  std::size_t owner = 0;
  const Pattern *pattern = nullptr;
};

std::vector<Pattern> patternsOf(const plan::Plan &plan, const Review &review) {
  std::vector<Pattern> patterns;
  for (std::size_t i = 0; i < review.services.size(); ++i)
    for (const std::string &text : plan.services[review.services[i].service].code)
      patterns.push_back({text, {}, specificityOf(text), i});
  for (Pattern &pattern : patterns) {
    const std::string_view text = pattern.text;
    pattern.prefix = text.substr(0, text.find_first_of("*?"));
  }
  return patterns;
}

/// Finds the owner of each file once.
class Owners {
public:
  Owners(const plan::Plan &plan, const Review &review)
      : plan_(plan), review_(review), patterns_(patternsOf(plan, review)) {}

  /// Index in Review::services.
  std::optional<std::size_t> of(const std::string &file) {
    const auto known = known_.find(file);
    if (known != known_.end())
      return known->second;
    return known_[file] = find(file);
  }
  const Diagnostics &errors() const { return errors_; }

private:
  std::optional<std::size_t> find(const std::string &file) {
    const Pattern *best = nullptr, *tied = nullptr;
    for (const Pattern &pattern : patterns_) {
      if (!std::string_view(file).starts_with(pattern.prefix) || !globMatches(pattern.text, file))
        continue;
      if (!best || pattern.specificity > best->specificity) {
        best = &pattern;
        tied = nullptr;
      } else if (pattern.specificity == best->specificity && pattern.owner != best->owner) {
        tied = &pattern;
      }
    }
    if (tied)
      reportTie(file, *best, *tied);
    return best ? std::optional(best->owner) : std::nullopt;
  }

  void reportTie(const std::string &file, const Pattern &a, const Pattern &b) {
    const auto service = [&](const Pattern &p) -> const plan::ServicePlan & {
      return plan_.services[review_.services[p.owner].service];
    };
    errors_.push_back(
        {service(b).at,
         fmt::format("the code patterns '{}' of '{}' and '{}' of '{}' claim {} with equal right",
                     a.text, service(a).name, b.text, service(b).name, file),
         "make one of them more specific"});
  }

  const plan::Plan &plan_;
  const Review &review_;
  std::vector<Pattern> patterns_;
  std::unordered_map<std::string, std::optional<std::size_t>> known_;
  Diagnostics errors_;
};

/// The services whose code the finding lies in or its way leads through, each once.
std::vector<std::size_t> threatenedBy(const findings::Finding &finding, Owners &owners) {
  std::vector<std::size_t> out;
  const auto add = [&](const SourcePosition &at) {
    const auto owner = owners.of(at.file);
    if (owner && std::find(out.begin(), out.end(), *owner) == out.end())
      out.push_back(*owner);
  };
  add(finding.at);
  for (const findings::Step &step : finding.path)
    add(step.at);
  return out;
}

} // namespace

Result<Review> joined(const plan::Plan &plan, const findings::Audit &audit) {
  Review review;
  for (std::size_t i = 0; i < plan.services.size(); ++i)
    if (!plan.services[i].code.empty())
      review.services.push_back({i, {}, {}});
  Owners owners(plan, review);
  for (std::size_t i = 0; i < audit.sites.size(); ++i) {
    const auto owner = owners.of(audit.sites[i].at.file);
    (owner ? review.services[*owner].sites : review.unmatchedSites).push_back(i);
  }
  for (std::size_t i = 0; i < audit.findings.size(); ++i) {
    const std::vector<std::size_t> threatened = threatenedBy(audit.findings[i], owners);
    for (const std::size_t owner : threatened)
      review.services[owner].findings.push_back(i);
    if (threatened.empty())
      review.unmatchedFindings.push_back(i);
  }
  if (!owners.errors().empty())
    return owners.errors();
  return review;
}

std::map<std::string, diagram::CodeFindings>
codeFindings(const plan::Plan &plan, const findings::Audit &audit, const Review &review) {
  std::map<std::string, diagram::CodeFindings> out;
  for (const ServiceCode &code : review.services) {
    diagram::CodeFindings found;
    for (const std::size_t i : code.findings) {
      ++found.count;
      found.worst = std::max(found.worst, audit.findings[i].severity);
    }
    if (found.count > 0)
      out[plan.services[code.service].name] = found;
  }
  return out;
}

bool hasViolations(const plan::Plan &plan, const findings::Audit &audit) {
  const auto counts = [](const findings::Finding &finding) {
    return finding.severity != findings::Severity::note;
  };
  return std::any_of(plan.findings.begin(), plan.findings.end(), counts) ||
         std::any_of(audit.findings.begin(), audit.findings.end(), counts);
}

} // namespace loadline::review
