#include "planner/simulate/histogram.h"

#include <bit>
#include <cmath>

namespace loadline::simulate {

namespace {

// The bits of a positive double rise with it, so its exponent and the first ten bits of its
// fraction number buckets that each are 1/1024 of a power of two wide.
constexpr int fractionBits = 10;
constexpr int droppedBits = 52 - fractionBits;

std::uint32_t bucketOf(units::Duration time) {
  return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(time.count()) >> droppedBits);
}

double lowerEdge(std::uint32_t bucket) {
  return std::bit_cast<double>(std::uint64_t{bucket} << droppedBits);
}

} // namespace

/// Grows to both sides by a whole power of two, so that it seldom does.
void Histogram::reach(std::uint32_t bucket) {
  constexpr std::uint32_t octave = 1u << fractionBits;
  if (counts_.empty())
    first_ = bucket / octave * octave;
  if (bucket < first_) {
    const std::uint32_t start = bucket / octave * octave;
    counts_.insert(counts_.begin(), first_ - start, 0);
    first_ = start;
  }
  if (bucket - first_ >= counts_.size())
    counts_.resize((bucket - first_) / octave * octave + octave);
}

void Histogram::add(units::Duration time) {
  ++count_;
  if (time.count() <= 0) {
    ++zeros_;
    return;
  }
  const std::uint32_t bucket = bucketOf(time);
  if (bucket < first_ || bucket - first_ >= counts_.size())
    reach(bucket);
  ++counts_[bucket - first_];
}

std::optional<units::Duration> Histogram::quantile(double p) const {
  if (count_ == 0)
    return std::nullopt;
  double below = static_cast<double>(zeros_);
  const double rank = p * static_cast<double>(count_);
  if (rank <= below)
    return units::Duration(0);
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const double here = static_cast<double>(counts_[i]);
    if (here > 0 && rank <= below + here) {
      const auto bucket = first_ + static_cast<std::uint32_t>(i);
      return units::Duration(
          std::lerp(lowerEdge(bucket), lowerEdge(bucket + 1), (rank - below) / here));
    }
    below += here;
  }
  return units::Duration(lowerEdge(first_ + static_cast<std::uint32_t>(counts_.size())));
}

} // namespace loadline::simulate
