#include "planner/latency/pieces.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loadline::latency {

namespace {

/// The variance that a mixture loses when the two become one; a number whatever the two are.
double lossOf(const Piece &a, const Piece &b) {
  const double apart = b.mean - a.mean, together = a.moments.mass + b.moments.mass;
  const double loss = a.moments.mass * b.moments.mass / together * apart * apart;
  return loss < HUGE_VAL ? loss : std::numeric_limits<double>::max();
}

/// The least of some numbers that change one at a time: the least of every block is kept.
class Least {
public:
  explicit Least(std::vector<double> values)
      : values_(std::move(values)), blocks_((values_.size() + size - 1) / size) {
    values_.resize(blocks_.size() * size, HUGE_VAL);
    for (std::size_t block = 0; block < blocks_.size(); ++block)
      renew(block);
  }

  void set(std::size_t i, double value) {
    values_[i] = value;
    renew(i / size);
  }

  /// The first among equals.
  std::size_t index() const {
    const std::size_t block = static_cast<std::size_t>(
        std::min_element(blocks_.begin(), blocks_.end()) - blocks_.begin());
    std::size_t i = block * size;
    while (values_[i] != blocks_[block])
      ++i;
    return i;
  }

private:
  static constexpr std::size_t size = 8;

  void renew(std::size_t block) {
    const double *v = &values_[block * size];
    blocks_[block] = std::min(std::min(std::min(v[0], v[1]), std::min(v[2], v[3])),
                              std::min(std::min(v[4], v[5]), std::min(v[6], v[7])));
  }

  std::vector<double> values_, blocks_;
};

/// Adds `next` to the piece before it.
void mergeInto(Piece &piece, const Piece &next) {
  piece.moments = piece.moments + next.moments;
  piece.mean = piece.moments.first / piece.moments.mass;
  piece.standsAlone = false;
}

/// By mean. What is compared and moved is small: the pieces themselves move once.
std::vector<Piece> inOrder(const std::vector<Piece> &pieces) {
  struct Key {
    double mean;
    std::size_t of;
  };
  std::vector<Key> keys;
  keys.reserve(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i)
    keys.push_back({pieces[i].mean, i});
  std::sort(keys.begin(), keys.end(), [](const Key &a, const Key &b) { return a.mean < b.mean; });
  std::vector<Piece> out;
  out.reserve(pieces.size());
  for (const Key &key : keys)
    out.push_back(pieces[key.of]);
  return out;
}

} // namespace

Piece pieceOf(const Cumulants &c, double weight, std::size_t origin) {
  return {c.mean, weight * momentsOf(c), origin};
}

std::vector<Part> reduced(std::vector<Piece> pieces, std::size_t most,
                          const std::function<Part(std::size_t)> &partOf) {
  pieces = inOrder(pieces);
  const std::size_t end = pieces.size();
  std::vector<std::size_t> next(end), before(end); // those that are left, as a chain
  std::vector<double> losses(end, HUGE_VAL);       // of each with its next; none of the last
  for (std::size_t i = 0; i < end; ++i) {
    next[i] = i + 1;
    before[i] = i - 1; // never used of the first
    if (i + 1 < end)
      losses[i] = lossOf(pieces[i], pieces[i + 1]);
  }
  Least least(std::move(losses));
  for (std::size_t left = end; left > most; --left) {
    const std::size_t at = least.index(), gone = next[at], after = next[gone];
    mergeInto(pieces[at], pieces[gone]);
    next[at] = after;
    least.set(gone, HUGE_VAL);
    least.set(at, after < end ? lossOf(pieces[at], pieces[after]) : HUGE_VAL);
    if (after < end)
      before[after] = at;
    if (at > 0)
      least.set(before[at], lossOf(pieces[before[at]], pieces[at]));
  }
  std::vector<Part> out;
  out.reserve(most);
  for (std::size_t i = 0; i < end; i = next[i])
    out.push_back(pieces[i].standsAlone
                      ? partOf(pieces[i].origin)
                      : fittedPart(cumulantsOf(pieces[i].moments), pieces[i].moments.mass));
  return out;
}

} // namespace loadline::latency
