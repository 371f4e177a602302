#include "tests/planner/plan/worked_out.h"

#include <algorithm>
#include <cmath>
#include <regex>

namespace loadline::plan {

namespace {

/// Rounded up or down, forgiving what six digits take away.
double whole(double number, double (*round)(double)) {
  const double near = std::round(number);
  return std::abs(number - near) <= 2e-5 * std::max(1.0, std::abs(number)) ? near : round(number);
}

class Expression {
public:
  explicit Expression(const Derivation &derivation) : text_(derivation.formula) {
    for (const Derivation::Input &input : derivation.inputs)
      values_.emplace_back(input.name, figure(input.value));
    std::sort(values_.begin(), values_.end(), [](const auto &a, const auto &b) {
      return a.first.size() > b.first.size(); // the longest name that fits
    });
  }

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
    for (;;)
      if (take("+"))
        all += product();
      else if (take("−"))
        all -= product();
      else
        return all;
  }
  double product() {
    double all = power();
    for (;;)
      if (take("×"))
        all *= power();
      else if (take("/"))
        all /= power();
      else
        return all;
  }
  double power() {
    const double base = factor();
    return take("^") ? std::pow(base, factor()) : base;
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
  double within(const char *end) {
    const double inner = sum();
    return take(end) ? inner : nothing;
  }
  double factor() {
    for (const auto &[name, value] : values_)
      if (take(name))
        return value;
    if (take("max("))
      return list(true);
    if (take("min("))
      return list(false);
    if (take("("))
      return within(")");
    if (take("⌈"))
      return whole(within("⌉"), std::ceil);
    if (take("⌊"))
      return whole(within("⌋"), std::floor);
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

double normalCdf(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

/// P(Y <= y) of one shape, "log-normal of mean 5 ms, deviation 3 ms".
double shapeUpTo(const std::string &text, double y) {
  if (y == HUGE_VAL)
    return 1.0;
  std::smatch found;
  if (std::regex_match(text, found, std::regex("log-normal of mean (.*), deviation (.*)"))) {
    const double mean = figure(found[1]), cv = figure(found[2]) / mean;
    const double s = std::sqrt(std::log1p(cv * cv));
    return y <= 0 ? 0.0 : normalCdf(std::log(y / mean) / s + s / 2);
  }
  if (std::regex_match(text, found, std::regex("Erlang of (.*) stages, mean (.*)"))) {
    const int stages = std::stoi(found[1]);
    const double x = y > 0 ? stages * y / figure(found[2]) : 0.0;
    double term = std::exp(-x), tail = term;
    for (int i = 1; i < stages; ++i)
      tail += term *= x / i;
    return 1 - tail;
  }
  if (std::regex_match(text, found, std::regex("even up to (.*)")))
    return std::clamp(y / figure(found[1]), 0.0, 1.0);
  return nothing;
}

double partUpTo(std::string text, double time) {
  std::smatch found;
  if (std::regex_match(text, found, std::regex("always (.*)")))
    return time >= figure(found[1]) * (1 - 1e-6) ? 1.0 : 0.0;
  double below = HUGE_VAL;
  if (std::regex_match(text, found, std::regex("(.*), of it what is up to (.*)"))) {
    below = figure(found[2]);
    text = found[1];
  }
  if (std::regex_match(text, found, std::regex("(.*) \\+ (.*)"))) {
    time -= figure(found[1]);
    text = found[2];
  }
  return shapeUpTo(text, std::min(time, below)) / shapeUpTo(text, below);
}

} // namespace

double workedOut(const Derivation &derivation) {
  const auto &formula = derivation.formula;
  const bool isSum = formula.starts_with("sum of "), isProduct = formula.starts_with("product of ");
  if (!isSum && !isProduct)
    return Expression(derivation).value();
  double all = isSum ? 0.0 : 1.0;
  for (const Derivation::Input &input : derivation.inputs)
    all = isSum ? all + figure(input.value) : all * figure(input.value);
  return all;
}

double shareUpTo(const Derivation &derivation, double time) {
  double share = 0.0;
  for (const Derivation::Input &part : derivation.inputs) {
    const auto colon = part.value.find(": ");
    share += figure(part.value.substr(0, colon)) * partUpTo(part.value.substr(colon + 2), time);
  }
  return share;
}

} // namespace loadline::plan
