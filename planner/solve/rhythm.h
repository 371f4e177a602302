#pragma once

#include <cstddef>
#include <vector>

namespace loadline::solve {

/// Rates of a station of c workers whose completions, while all are busy, are no Poisson process.
/// All are busy as often as without, but the queue is then (1 + variability) / 2 times as long: so
/// one worker is M/G/1, several are M/G/c by Lee and Longton, and nothing changes where nobody
/// waits.
///   alone        rates with 1, 2, … c inside, per second; fewer where c never are
///   capacity     completions while all are busy for long
///   variability  of the times between these: variance / mean²
///   pressure     arrivals while all are busy, over the capacity
///   restraint    of one more inside, how many fewer arrive for it: 0 with Poisson arrivals, near 1
///                where a fixed number of customers gathers here; a queue grows so much less
/// Returns rates with 1, 2, … c + 1 inside; the last goes on. Source: [LeeLongton1959].
std::vector<double> withRhythm(const std::vector<double> &alone, std::size_t workers,
                               double capacity, double variability, double pressure,
                               double restraint);

} // namespace loadline::solve
