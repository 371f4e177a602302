#pragma once

#include <cstddef>
#include <vector>

namespace loadline::solve {

/// Rates of a station of c workers whose completions, while all are busy, are no Poisson process:
/// as they are up to c inside, and beyond by one factor such that with Poisson arrivals the mean
/// number inside is what it were with a mean queue (1 + variability) / 2 times as long. So one
/// worker is M/G/1, several are M/G/c by Lee and Longton, and nothing changes where nobody waits or
/// all arrive all the time.
///   alone        rates with 1, 2, … inside, per second; those with c or more inside are the last
///   variability  of the times between completions while all are busy: variance / mean²
///   shares       P(0, 1, … inside)
///   pressure     arrivals while all are busy, over what is completed then
///   restraint         of one more inside, how many fewer arrive for it: 0 with Poisson arrivals,
///   near 1
///                where a fixed number of customers gathers here; the mean moves so much less
/// Source: [LeeLongton1959].
std::vector<double> withRhythm(const std::vector<double> &alone, std::size_t workers,
                               double variability, const std::vector<double> &shares,
                               double pressure, double restraint);

} // namespace loadline::solve
