#include "planner/latency/pieces.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loadline::latency {

namespace {

/// What a mixture loses when the two become one: of the variance, in proportion to their time, so
/// that the median is kept as well as the tail. In s; a number whatever the two are.
double lossOf(const Piece &a, const Piece &b) {
  const double apart = b.mean - a.mean, together = a.moments.mass + b.moments.mass;
  if (apart == 0)
    return 0.0;
  const double loss =
      a.moments.mass * b.moments.mass * apart * apart / (together * (a.mean + b.mean));
  return loss < HUGE_VAL ? std::abs(loss) : std::numeric_limits<double>::max();
}

/// Adds `next` to the piece before it.
void mergeInto(Piece &piece, const Piece &next) {
  piece.moments = piece.moments + next.moments;
  piece.mean = piece.moments.first / piece.moments.mass;
  piece.standsAlone = false;
}

/// By mean, and of equals as they come. What is compared and moved is small: the pieces themselves
/// move once.
std::vector<Piece> inOrder(const std::vector<Piece> &pieces) {
  struct Key {
    float mean; // what only the last bits of a double tell apart is equal
    std::size_t of;
  };
  std::vector<Key> keys;
  keys.reserve(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i)
    keys.push_back({static_cast<float>(pieces[i].mean), i});
  std::sort(keys.begin(), keys.end(), [](const Key &a, const Key &b) {
    return a.mean != b.mean ? a.mean < b.mean : a.of < b.of;
  });
  std::vector<Piece> out;
  out.reserve(pieces.size());
  for (const Key &key : keys)
    out.push_back(pieces[key.of]);
  return out;
}

/// Neighbours whose merger loses no more than `loss` become one, but no fewer than `least` are
/// left.
void mergeAlike(std::vector<Piece> &pieces, double loss, std::size_t least) {
  std::size_t last = 0, left = pieces.size();
  for (std::size_t i = 1; i < pieces.size(); ++i)
    if (left > least && !(lossOf(pieces[last], pieces[i]) > loss)) {
      mergeInto(pieces[last], pieces[i]);
      --left;
    } else if (++last != i) {
      pieces[last] = pieces[i];
    }
  pieces.resize(left);
}

/// The nearest two become one, until no more than `most` are left; of equals, but for rounding, the
/// first two.
///   mean  of all of them
void mergeNearest(std::vector<Piece> &pieces, std::size_t most, double mean) {
  const auto lossAt = [&](std::size_t i) {
    const double share = lossOf(pieces[i], pieces[i + 1]) / mean;
    return share > 1e-15 ? static_cast<float>(share) : 0.0F;
  };
  std::vector<float> losses; // of each with its next, as a share of the mean
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i)
    losses.push_back(lossAt(i));
  while (pieces.size() > most) {
    const auto least = std::min_element(losses.begin(), losses.end());
    const auto at = static_cast<std::size_t>(least - losses.begin());
    mergeInto(pieces[at], pieces[at + 1]);
    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    losses.erase(least);
    if (at < losses.size())
      losses[at] = lossAt(at);
    if (at > 0)
      losses[at - 1] = lossAt(at - 1);
  }
}

/// The shape of each: its own, or that of what has been merged into it.
std::vector<Part> partsOf(const std::vector<Piece> &pieces,
                          const std::function<Part(std::size_t)> &partOf) {
  std::vector<Part> out;
  out.reserve(pieces.size());
  for (const Piece &piece : pieces)
    out.push_back(piece.standsAlone ? partOf(piece.origin)
                                    : fittedPart(cumulantsOf(piece.moments), piece.moments.mass));
  return out;
}

} // namespace

Piece pieceOf(const Cumulants &c, double weight, std::size_t origin) {
  return {c.mean, weight * momentsOf(c), origin};
}

std::vector<Piece> piecesOf(const std::vector<Part> &parts) {
  std::vector<Piece> pieces;
  pieces.reserve(parts.size());
  for (const Part &part : parts)
    pieces.push_back(pieceOf(part.cumulants(), part.weight, pieces.size()));
  return pieces;
}

std::vector<Part> reduced(std::vector<Piece> pieces, std::size_t most,
                          const std::function<Part(std::size_t)> &partOf) {
  pieces = inOrder(pieces);
  // passes that forgive more and more cost less than a search for each pair, so that few are left
  // to it
  double mean = 0.0;
  for (const Piece &piece : pieces)
    mean += std::abs(piece.moments.first);
  for (double loss = 3e-5 * mean; pieces.size() > 2 * most; loss *= 8)
    mergeAlike(pieces, loss, 2 * most);
  mergeNearest(pieces, most, mean);
  return partsOf(pieces, partOf);
}

} // namespace loadline::latency
