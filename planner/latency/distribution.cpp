#include "planner/latency/distribution.h"

#include "planner/latency/pieces.h"
#include "planner/latency/quantile.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace loadline::latency {

namespace {

Part point(double at, double weight = 1.0) {
  return {Part::Form::point, weight, 0.0, at, 0.0};
}

Part together(const Part &a, const Part &b) {
  const double weight = a.weight * b.weight;
  const auto moved = [weight](Part part, const Part &by) {
    part.weight = weight;
    (part.form == Part::Form::point ? part.mean : part.shift) += by.mean + by.shift;
    return part;
  };
  if (a.form == Part::Form::point)
    return moved(b, a);
  if (b.form == Part::Form::point)
    return moved(a, b);
  if (a.form == Part::Form::erlang && b.form == Part::Form::erlang && !a.isCut() && !b.isCut() &&
      std::abs(a.mean * b.stages - b.mean * a.stages) <= 1e-12 * a.mean * b.stages) {
    const int stages = a.stages + b.stages; // stages of one length, one after the other
    const double mean = a.mean + b.mean;
    return {a.form, weight, a.shift + b.shift, mean, mean / std::sqrt(stages), stages};
  }
  return fittedPart(a.cumulants() + b.cumulants(), weight);
}

/// Every part of the one after every part of the other.
std::vector<Part> everyPair(const std::vector<Part> &a, const std::vector<Part> &b) {
  std::vector<Part> out;
  out.reserve(a.size() * b.size());
  for (const Part &x : a)
    for (const Part &y : b)
      out.push_back(together(x, y));
  return out;
}

std::vector<Part> summed(const std::vector<Part> &a, const std::vector<Part> &b) {
  const std::size_t pairs = a.size() * b.size();
  if (pairs <= Distribution::mostParts)
    return everyPair(a, b);
  std::vector<Cumulants> ofB;
  ofB.reserve(b.size());
  for (const Part &y : b)
    ofB.push_back(y.cumulants());
  std::vector<Piece> pieces; // no shape is worked out but those that stay
  pieces.reserve(pairs);
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Cumulants ofA = a[i].cumulants();
    for (std::size_t j = 0; j < b.size(); ++j)
      pieces.push_back(pieceOf(ofA + ofB[j], a[i].weight * b[j].weight, i * b.size() + j));
  }
  const auto pair = [&](std::size_t of) { return together(a[of / b.size()], b[of % b.size()]); };
  return reduced(std::move(pieces), Distribution::mostParts, pair);
}

} // namespace

Distribution Distribution::of(std::vector<Part> parts) {
  std::erase_if(parts, [](const Part &part) { return part.weight <= 0; });
  assert(!parts.empty());
  if (parts.size() > mostParts) {
    std::vector<Piece> pieces = piecesOf(parts);
    parts = reduced(std::move(pieces), mostParts, [&](std::size_t i) { return parts[i]; });
  }
  return ofFew(std::move(parts));
}

Distribution Distribution::ofFew(std::vector<Part> parts) {
  double mean = 0.0;
  for (const Part &part : parts)
    mean += part.weight * part.average();
  return {Duration(mean), std::move(parts)};
}

Distribution Distribution::meanOnly(Duration mean) {
  if (mean.count() == 0)
    return deterministic(mean); // a non-negative time of mean 0 is 0
  return {mean, {}};
}

Distribution Distribution::deterministic(Duration value) {
  return {value, {point(value.count())}};
}

Distribution Distribution::exponential(Duration mean) {
  return erlang(mean, 1);
}

Distribution Distribution::erlang(Duration mean, int stages) {
  assert(stages >= 1);
  if (mean.count() == 0)
    return deterministic(mean);
  return {mean,
          {{Part::Form::erlang, 1.0, 0.0, mean.count(), mean.count() / std::sqrt(stages), stages}}};
}

Distribution Distribution::lognormal(Duration mean, Duration deviation) {
  if (mean.count() == 0 || deviation.count() == 0)
    return deterministic(mean);
  return {mean, {{Part::Form::lognormal, 1.0, 0.0, mean.count(), deviation.count()}}};
}

Distribution Distribution::lognormalOfP99(Duration mean, Duration p99) {
  // ln p99 = ln mean - s²/2 + z s, so s = z - sqrt(z² - 2 ln(p99 / mean))
  const double root = normal99 * normal99 - 2 * std::log(p99 / mean);
  const double s = normal99 - std::sqrt(std::max(0.0, root));
  return lognormal(mean, mean * std::sqrt(std::expm1(s * s)));
}

Distribution Distribution::lognormalOfMedian(Duration p50, Duration p99) {
  const double s = std::log(p99 / p50) / normal99;
  const Duration mean = p50 * std::exp(s * s / 2);
  return lognormal(mean, mean * std::sqrt(std::expm1(s * s)));
}

Distribution Distribution::measured(const std::vector<std::pair<double, Duration>> &points) {
  std::vector<Part> parts;
  double share = 0.0, from = 0.0, density = 0.0;
  for (const auto &[upTo, time] : points) {
    const double half = (time.count() - from) / 2;
    if (upTo > share && half > 0)
      density = (upTo - share) / (2 * half);
    if (upTo > share)
      parts.push_back({Part::Form::uniform, upTo - share, from, half, half / std::sqrt(3.0)});
    share = upTo;
    from = time.count();
  }
  const double beyond = 1 - share;
  if (beyond > 1e-12) // the tail starts as dense as the last piece is
    parts.push_back({Part::Form::erlang, beyond, from, beyond / density, beyond / density});
  double mean = 0.0;
  for (const Part &part : parts)
    mean += part.weight * part.average();
  return {Duration(mean), std::move(parts)}; // all of them, so that every point is kept
}

Distribution Distribution::mixture(const std::vector<std::pair<double, Distribution>> &choices) {
  std::vector<Part> parts;
  double mean = 0.0;
  bool isKnown = true;
  for (const auto &[share, choice] : choices) {
    mean += share * choice.mean_.count();
    isKnown = isKnown && (share == 0 || choice.isSpreadKnown());
    for (Part part : choice.parts_) {
      part.weight *= share;
      parts.push_back(part);
    }
  }
  return isKnown ? of(std::move(parts)) : meanOnly(Duration(mean));
}

Distribution Distribution::sometimes(double share) const {
  if (!isSpreadKnown())
    return meanOnly(mean_ * share);
  std::vector<Part> parts;
  parts.reserve(parts_.size() + 1);
  parts.push_back(point(0.0, 1 - share));
  for (Part part : parts_) {
    part.weight *= share;
    parts.push_back(part);
  }
  return of(std::move(parts));
}

Distribution Distribution::fitted(const Cumulants &cumulants) {
  return {Duration(cumulants.mean), {fittedPart(cumulants)}};
}

std::optional<Duration> Distribution::deviation() const {
  if (!isSpreadKnown())
    return std::nullopt;
  return Duration(parts_.size() == 1 && !parts_[0].isCut() ? parts_[0].deviation
                                                           : std::sqrt(cumulants().variance));
}

Moments Distribution::moments() const {
  Moments all;
  for (const Part &part : parts_)
    all = all + part.weight * part.moments();
  return all;
}

Cumulants Distribution::cumulants() const {
  return parts_.size() == 1 ? parts_[0].cumulants() : cumulantsOf(moments());
}

Moments Distribution::momentsUpTo(Duration limit) const {
  Moments all;
  for (const Part &part : parts_)
    all = all + part.weight * part.momentsUpTo(limit.count());
  return all;
}

Distribution Distribution::upTo(Duration limit) const {
  constexpr double negligible = 1e-12; // of a part that lies above the limit
  std::vector<Part> below;
  double mass = 0.0;
  for (const Part &part : parts_) {
    const double kept = part.cdf(limit.count());
    if (kept <= negligible)
      continue;
    below.push_back(kept < 1 - negligible ? part.upTo(limit.count()) : part);
    below.back().weight = part.weight * kept;
    mass += below.back().weight;
  }
  for (Part &part : below)
    part.weight /= mass;
  return of(std::move(below));
}

double Distribution::cdf(Duration time) const {
  double below = 0.0;
  for (const Part &part : parts_)
    below += part.weight * part.cdf(time.count());
  return below;
}

std::optional<Percentiles> Distribution::percentiles() const {
  if (!isSpreadKnown())
    return std::nullopt;
  if (const auto smooth = parts_.size() > 1 ? LogNormals::of(parts_) : std::nullopt) {
    const auto p50 = smooth->quantile(0.50), p95 = smooth->quantile(0.95),
               p99 = smooth->quantile(0.99);
    if (p50 && p95 && p99)
      return Percentiles{Duration(*p50), Duration(*p95), Duration(*p99)};
  }
  if (parts_.size() == 1)
    return Percentiles{*quantile(0.50), *quantile(0.95), *quantile(0.99)};
  const Cdf cdf(parts_);
  return Percentiles{searched(cdf, 0.50), searched(cdf, 0.95), searched(cdf, 0.99)};
}

Duration Distribution::searched(const Cdf &cdf, double p) const {
  const double scale = std::max(mean_.count(), 1e-300); // a quantile of a time is a multiple of it
  // Rounding of the weights must not keep the search from its end, nor move it over a jump.
  constexpr double rounding = 2e-15;
  double sure = 0.0;
  for (const Part &part : parts_)
    sure += part.weight;
  return Duration(scale *
                  inverted([&](double x) { return cdf(scale * x) / sure; }, p - rounding, 1.0));
}

std::optional<Duration> Distribution::quantile(double p) const {
  assert(p > 0 && p < 1);
  if (!isSpreadKnown())
    return std::nullopt;
  const Part &only = parts_.front();
  if (parts_.size() == 1 && only.form == Part::Form::point)
    return mean_;
  if (parts_.size() == 1 && only.form == Part::Form::erlang && only.stages == 1 && !only.isCut())
    return Duration(only.shift - only.mean * std::log1p(-p));
  if (parts_.size() == 1 && only.form == Part::Form::lognormal && !only.isCut()) {
    const double cv = only.deviation / only.mean;
    const double s = std::sqrt(std::log1p(cv * cv));
    return Duration(
        std::max(0.0, only.shift + only.mean * std::exp(s * normalQuantile(p) - s * s / 2)));
  }
  if (const auto smooth = LogNormals::of(parts_))
    if (const auto found = smooth->quantile(p))
      return Duration(*found);
  return searched(Cdf(parts_), p);
}

Distribution Distribution::scaled(double factor) const {
  if (factor == 0)
    return deterministic(Duration(0));
  Distribution out = *this;
  out.mean_ *= factor;
  for (Part &part : out.parts_)
    part = part.scaled(factor);
  return out;
}

Distribution Distribution::later(Duration by) const {
  return by.count() == 0 ? *this : *this + deterministic(by);
}

Distribution operator+(const Distribution &a, const Distribution &b) {
  if (!a.isSpreadKnown() || !b.isSpreadKnown())
    return Distribution::meanOnly(a.mean() + b.mean());
  if (a.isCertain() && a.mean().count() == 0)
    return b;
  if (b.isCertain() && b.mean().count() == 0)
    return a;
  if (a.isCertain() && b.isCertain())
    return Distribution::deterministic(a.mean() + b.mean());
  return Distribution::ofFew(summed(a.parts(), b.parts()));
}

} // namespace loadline::latency
