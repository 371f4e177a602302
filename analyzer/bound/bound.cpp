#include "analyzer/bound/bound.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace loadline::bound {

namespace {

constexpr std::size_t mostParts = 16;

constexpr std::array<std::string_view, 6> kindNames = {"constant", "hardware", "config",
                                                       "size",     "unknown",  "unbounded"};

std::int64_t saturatingProduct(std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  return __builtin_mul_overflow(a, b, &out) ? std::numeric_limits<std::int64_t>::max() : out;
}

std::int64_t saturatingSum(std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  return __builtin_add_overflow(a, b, &out) ? std::numeric_limits<std::int64_t>::max() : out;
}

/// Names may hold anything that code holds; brackets must balance so that the text form reads back.
std::string balanced(std::string name) {
  int depth = 0;
  bool isBalanced = true;
  for (const char c : name) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    isBalanced = isBalanced && depth >= 0;
  }
  if (!isBalanced || depth != 0) {
    std::replace(name.begin(), name.end(), '(', '[');
    std::replace(name.begin(), name.end(), ')', ']');
  }
  return name;
}

/// Pulls the parts of nested bounds of the same form up, folds constants with `fold`.
void flatten(Bound::Form form, std::vector<Bound> &parts) {
  std::vector<Bound> flat;
  for (const Bound &part : parts)
    if (part.form() == form)
      flat.insert(flat.end(), part.parts().begin(), part.parts().end());
    else
      flat.push_back(part);
  parts = std::move(flat);
}

template <class Fold>
std::int64_t takeConstants(std::vector<Bound> &parts, std::int64_t start, Fold fold) {
  std::int64_t total = start;
  std::erase_if(parts, [&](const Bound &part) {
    if (part.form() != Bound::Form::constant)
      return false;
    total = fold(total, part.count());
    return true;
  });
  return total;
}

/// The constant factor of a bound, and the other factors.
std::pair<std::int64_t, std::vector<Bound>> scaled(const Bound &bound) {
  std::vector<Bound> factors =
      bound.form() == Bound::Form::product ? bound.parts() : std::vector<Bound>{bound};
  const std::int64_t times = takeConstants(factors, 1, saturatingProduct);
  return {times, std::move(factors)};
}

bool hasUnbounded(const std::vector<Bound> &parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [](const Bound &b) { return b.form() == Bound::Form::unbounded; });
}

} // namespace

std::string_view toString(Kind kind) {
  return kindNames[static_cast<std::size_t>(kind)];
}

Bound Bound::constant(std::int64_t count) {
  Bound bound(Form::constant);
  bound.count_ = std::max<std::int64_t>(count, 0);
  return bound;
}

Bound Bound::hardware() {
  return Bound(Form::hardware);
}
Bound Bound::unbounded() {
  return Bound(Form::unbounded);
}

Bound Bound::config(std::string name) {
  Bound bound(Form::config);
  bound.name_ = balanced(std::move(name));
  return bound;
}
Bound Bound::size(std::string name) {
  Bound bound(Form::size);
  bound.name_ = balanced(std::move(name));
  return bound;
}
Bound Bound::outside(std::string name) {
  Bound bound(Form::outside);
  bound.name_ = balanced(std::move(name));
  return bound;
}
Bound Bound::unknown(std::string why) {
  Bound bound(Form::unknown);
  bound.name_ = balanced(std::move(why));
  return bound;
}

/// More parts than anyone reads become one of their kind that says how many they were.
Bound Bound::joined(Form form, std::vector<Bound> parts) {
  std::sort(parts.begin(), parts.end());
  if (parts.size() == 1)
    return parts.front();
  if (parts.size() > mostParts && form != Form::minimum) {
    Bound all(form);
    all.parts_ = parts;
    const std::string name = std::to_string(parts.size()) + " values";
    if (all.comesFromOutside())
      return outside(name);
    if (all.kind() == Kind::hardware)
      return product({constant(static_cast<std::int64_t>(parts.size())), hardware()});
    return all.kind() == Kind::config ? config(name)
           : all.kind() == Kind::size ? size(name)
                                      : unknown(name);
  }
  Bound bound(form);
  bound.parts_ = std::move(parts);
  return bound;
}

Bound Bound::product(std::vector<Bound> factors) {
  flatten(Form::product, factors);
  const std::int64_t scale = takeConstants(factors, 1, saturatingProduct);
  if (scale == 0)
    return constant(0);
  if (hasUnbounded(factors))
    return unbounded();
  if (scale != 1 || factors.empty())
    factors.push_back(constant(scale));
  return joined(Form::product, std::move(factors));
}

Bound Bound::sum(std::vector<Bound> terms) {
  flatten(Form::sum, terms);
  if (hasUnbounded(terms))
    return unbounded();
  const std::int64_t total = takeConstants(terms, 0, saturatingSum);
  if (total != 0 || terms.empty())
    terms.push_back(constant(total));
  return joined(Form::sum, std::move(terms));
}

Bound Bound::minimum(std::vector<Bound> arms) {
  flatten(Form::minimum, arms);
  std::erase_if(arms, [](const Bound &b) { return b.form() == Form::unbounded; });
  constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
  const bool hasConstant = std::any_of(arms.begin(), arms.end(),
                                       [](const Bound &b) { return b.form() == Form::constant; });
  const std::int64_t least =
      takeConstants(arms, none, [](auto a, auto b) { return std::min(a, b); });
  if (hasConstant && least == 0)
    return constant(0);
  if (hasConstant && (least != none || arms.empty()))
    arms.push_back(constant(least));
  if (arms.empty())
    return unbounded();
  std::sort(arms.begin(), arms.end());
  arms.erase(std::unique(arms.begin(), arms.end()), arms.end());
  return joined(Form::minimum, std::move(arms));
}

Bound Bound::maximum(std::vector<Bound> arms) {
  flatten(Form::maximum, arms);
  if (hasUnbounded(arms))
    return unbounded();
  const std::int64_t most = takeConstants(arms, 0, [](auto a, auto b) { return std::max(a, b); });
  const bool hasHardware = std::find(arms.begin(), arms.end(), hardware()) != arms.end();
  if (arms.empty() || most > (hasHardware ? 1 : 0)) // there is at least one processor
    arms.push_back(constant(most));
  std::sort(arms.begin(), arms.end());
  arms.erase(std::unique(arms.begin(), arms.end()), arms.end());
  return joined(Form::maximum, std::move(arms));
}

bool operator<(const Bound &a, const Bound &b) {
  return std::tie(a.form_, a.count_, a.name_, a.parts_) <
         std::tie(b.form_, b.count_, b.name_, b.parts_);
}

Kind Bound::kind() const {
  const auto byKind = [](const Bound &a, const Bound &b) { return a.kind() < b.kind(); };
  switch (form_) {
  case Form::constant:
    return isBeyondCounting() ? Kind::unbounded : Kind::constant;
  case Form::hardware:
    return Kind::hardware;
  case Form::config:
    return Kind::config;
  case Form::size:
  case Form::outside:
    return Kind::size;
  case Form::unknown:
    return Kind::unknown;
  case Form::unbounded:
    return Kind::unbounded;
  case Form::minimum:
    return std::min_element(parts_.begin(), parts_.end(), byKind)->kind();
  case Form::product:
  case Form::sum:
  case Form::maximum:
    return std::max_element(parts_.begin(), parts_.end(), byKind)->kind();
  }
  return Kind::unknown;
}

bool Bound::isBeyondCounting() const {
  return form_ == Form::constant && count_ == std::numeric_limits<std::int64_t>::max();
}

bool Bound::comesFromOutside() const {
  if (form_ == Form::outside)
    return true;
  const auto fromOutside = [](const Bound &part) { return part.comesFromOutside(); };
  if (form_ == Form::minimum)
    return std::all_of(parts_.begin(), parts_.end(), fromOutside);
  return std::any_of(parts_.begin(), parts_.end(), fromOutside);
}

bool exceeds(const Bound &bound, const Bound &other) {
  if (bound.form() == Bound::Form::maximum)
    return std::ranges::any_of(bound.parts(),
                               [&](const Bound &arm) { return exceeds(arm, other); });
  const auto [times, rest] = scaled(bound);
  const auto [otherTimes, otherRest] = scaled(other);
  return rest == otherRest && times > otherTimes;
}

} // namespace loadline::bound
