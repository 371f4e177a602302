#pragma once

#include <cstddef>
#include <vector>

namespace loadline::solve {

/// How what completes at a station comes, while all workers are busy.
struct Rhythm {
  double variability = 1; ///< of the times between completions: variance / mean²
  /// Arrivals while all are busy, over the capacity.
  double pressure = 0;
  /// Of one more inside, how many fewer arrive for it: 0 with Poisson arrivals, near 1 where a
  /// fixed number of customers gathers here; a queue grows so much less by bursts.
  double restraint = 0;
  /// E[N] / E[N² + N] of the visits that one request makes here: a half where none comes twice.
  double single = 0.5;
};

/// A variability of one visit after the other in one queue whose mean length is that of the
/// station, in heavy traffic: see withRhythm.
double asOneWorker(std::size_t workers, const Rhythm &rhythm);

/// Rates of a station of c workers whose completions are no Poisson process. While c or more are
/// inside it completes what it does alone with c, on average, so that the workers are held as long
/// as their calls take (Little's law). The queue is longer or shorter than with a Poisson process,
/// and nothing changes where nobody waits:
///   one worker         (1 + variability) / 2 times as long, M/G/1
///   several            nearer to 1 the more there are and the less they do, M/G/c [Cosmetatos1976]
///   who comes again    in heavy traffic what waits is the work of whole requests, of which a visit
///                      is the smaller a part the more there are: E[N² + N v] / E[N² + N] times as
///                      long; between that and one visit alone by the square of the load, since
///                      at little load none meets the same other twice [ReimanSimon1988]
///   alone        rates with 1, 2, … c inside, per second; fewer where c never are
///   capacity     completions while all are busy for long, no less than the last of `alone`
/// Returns rates with 1, 2, … c + 1 inside; the last goes on.
std::vector<double> withRhythm(const std::vector<double> &alone, std::size_t workers,
                               double capacity, const Rhythm &rhythm);

} // namespace loadline::solve
