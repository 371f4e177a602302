#pragma once

#include <cstddef>
#include <vector>

namespace loadline::solve {

/// A station whose completions come in bursts, for customers whose number is fixed.
struct Bursts {
  std::vector<double>
      rates;             ///< with 1, 2, … inside, on average while so many are; the last goes on
  double waitSquare = 0; ///< of who waits, E[wait²] / E[wait]²; 0 where nobody does
};

/// Solves the queue of a station that completes by itself while a worker is free, and one after the
/// other of such a variability while none is: times of two phases of balanced means, drawn anew at
/// each completion. Who comes finds the phase that those before him left, so the rates are those of
/// the number inside alone: a network of such stations is taken as one of product form.
/// Source: [Marie1979].
///   alone        rates with 1, 2, … workers busy, per second; fewer where so many never are, and
///                then nothing changes
///   arrivals     into 0, 1, … inside; none after the last
///   variability  1 or more
Bursts burstsOf(const std::vector<double> &alone, std::size_t workers,
                const std::vector<double> &arrivals, double variability);

} // namespace loadline::solve
