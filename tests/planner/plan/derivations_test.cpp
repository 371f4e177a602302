#include "tests/planner/plan/planned.h"

#include <cmath>
#include <map>

// What `--why` prints is worked out again from what it prints: the formula, with the printed inputs
// in the place of their names, gives the printed result.

namespace loadline::plan {

namespace {

constexpr double nothing = HUGE_VAL;

/// A printed figure in base units: "26.4 ms" is 0.0264, "70%" 0.7, "1.8x" 1.8; `nothing` of text
/// that is none.
double figure(const std::string &text) {
  const std::map<std::string, double> units = {
      {"", 1},       {"/s", 1},     {"x", 1},      {"%", 0.01},  {" s", 1},
      {" ms", 1e-3}, {" µs", 1e-6}, {" ns", 1e-9}, {" min", 60}, {" h", 3600},
      {" d", 86400}, {" core", 1},  {" cores", 1}, {"/month", 1}};
  char *end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  const auto unit = units.find(end);
  return end == text.c_str() || unit == units.end() ? nothing : number * unit->second;
}

/// The value of an expression over the names of a derivation's inputs.
class Expression {
public:
  explicit Expression(const Derivation &derivation) : text_(derivation.formula) {
    for (const Derivation::Input &input : derivation.inputs)
      values_.emplace_back(input.name, figure(input.value));
    std::sort(values_.begin(), values_.end(), [](const auto &a, const auto &b) {
      return a.first.size() > b.first.size(); // the longest name that fits
    });
    if (const auto law = text_.find(" (Little"); law != std::string::npos)
      text_.resize(law);
  }

  /// `nothing` where the formula is no expression.
  double value() {
    const double found = sum();
    skip();
    return at_ == text_.size() ? found : nothing;
  }

private:
  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ')
      ++at_;
  }
  bool take(const std::string &token) {
    skip();
    if (text_.compare(at_, token.size(), token) != 0)
      return false;
    at_ += token.size();
    return true;
  }
  double sum() {
    double all = product();
    while (take("+"))
      all += product();
    return all;
  }
  double product() {
    double all = factor();
    for (;;)
      if (take("×"))
        all *= factor();
      else if (take("/"))
        all /= factor();
      else
        return all;
  }
  double list(bool isLargest) {
    double best = sum();
    while (take(",")) {
      const double other = sum();
      best = isLargest ? std::max(best, other) : std::min(best, other);
    }
    take(")");
    return best;
  }
  double factor() {
    if (take("max("))
      return list(true);
    if (take("min("))
      return list(false);
    if (take("(")) {
      const double inner = sum();
      take(")");
      return inner;
    }
    if (take("⌈")) {
      const double inner = sum();
      take("⌉");
      return std::ceil(inner * (1 - 1e-9));
    }
    for (const auto &[name, value] : values_)
      if (take(name))
        return value;
    skip();
    char *end = nullptr;
    const double number = std::strtod(text_.c_str() + at_, &end);
    const auto length = static_cast<std::size_t>(end - (text_.c_str() + at_));
    at_ += length;
    return length > 0 ? number : nothing;
  }

  std::string text_;
  std::vector<std::pair<std::string, double>> values_;
  std::size_t at_ = 0;
};

/// What the formula gives.
double workedOut(const Derivation &derivation) {
  if (derivation.formula.rfind("sum ", 0) != 0)
    return Expression(derivation).value();
  const bool isShare = derivation.formula.ends_with("/ effective bound");
  double sum = 0.0;
  for (std::size_t i = 0; i + (isShare ? 1 : 0) < derivation.inputs.size(); ++i)
    sum += figure(derivation.inputs[i].value);
  return isShare ? sum / figure(derivation.inputs.back().value) : sum;
}

/// How many derivations are no expression yet: those of mean residence times and inherited bounds.
bool isWords(const Derivation &derivation) {
  return derivation.field.ends_with(".residence_time.mean") ||
         derivation.field.ends_with(".inherited_in_flight");
}

void expectAllHold(const Plan &plan) {
  std::vector<Derivation> all = plan.system.derivations;
  const auto add = [&](const auto &rows) {
    for (const auto &row : rows)
      all.insert(all.end(), row.derivations.begin(), row.derivations.end());
  };
  add(plan.services);
  add(plan.edges);
  add(plan.tiers);
  EXPECT_GT(all.size(), 10u);
  for (const Derivation &derivation : all) {
    if (isWords(derivation))
      continue;
    const double printed = figure(derivation.result);
    const bool isWhole = derivation.formula.find("⌈") != std::string::npos;
    // inputs have three digits each, which can move a rounded-up number by one more
    const double slack = 0.015 * std::abs(printed) + (isWhole ? 1.0 : 1e-12);
    EXPECT_NEAR(workedOut(derivation), printed, slack)
        << derivation.field << " = " << derivation.formula;
  }
}

class Example : public testing::TestWithParam<const char *> {};

} // namespace

TEST_P(Example, EveryDerivationGivesItsFigure) {
  expectAllHold(examplePlan(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Examples, Example,
                         testing::Values("autoscaling", "six_services", "shop", "starter"));

TEST(Derivations,
     OfCallersWithConnectionsAddWhatTheseCarry) { // (3 × 8 + 200 × 1 + 7 clients) / 100
  const Plan plan = planned(
      "loadline: 1\nworkload: [ { to: a, rate: 10/s }, { to: c, rate: 10/s }, { to: b, clients: 7, "
      "think_time: 1s } ]\nservices:\n"
      "  a: { service_time: { mean: 5ms }, deployment: { replicas: 3, max_in_flight: 100 }, calls: "
      "[ "
      "{ to: b, connections: 8 } ] }\n"
      "  c: { service_time: { mean: 5ms }, pool: { size: 200 }, calls: [ { to: b } ] }\n"
      "  b: { service_time: { mean: 5ms }, pool: { size: 100 } }\n");
  EXPECT_NEAR(plan.find("b")->oversubscription->count(), 2.31, 1e-12);
  expectAllHold(plan);
}

} // namespace loadline::plan
