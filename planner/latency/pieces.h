#pragma once

#include "planner/latency/part.h"

#include <functional>
#include <vector>

// A mixture with too many parts, made one with few. Neighbours become one by adding their moments,
// so that a shape is worked out only for what is left.

namespace loadline::latency {

/// Some of a mixture's mass on its way to become a part.
struct Piece {
  double mean = 0.0;
  Moments moments;         ///< weighted: the mass is its share of the mixture
  std::size_t origin = 0;  ///< which one it is, while it stands alone
  bool standsAlone = true; ///< nothing has been merged into it
};

Piece pieceOf(const Cumulants &cumulants, double weight, std::size_t origin);
/// Each part alone, its index the origin.
std::vector<Piece> piecesOf(const std::vector<Part> &parts);
/// Merges neighbours, those that are nearest to each other first, until no more than `most` are
/// left; in the order of their means.
///   partOf  the part of an origin, for a piece that still stands alone
std::vector<Part> reduced(std::vector<Piece> pieces, std::size_t most,
                          const std::function<Part(std::size_t)> &partOf);

} // namespace loadline::latency
