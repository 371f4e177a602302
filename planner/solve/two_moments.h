#pragma once

#include <vector>

namespace loadline::solve {

/// A time as a sum of exponential stages that may end after each: what has a given mean and squared
/// coefficient of variation.
struct Stages {
  struct Stage {
    double rate;   ///< per unit of time
    double starts; ///< share of times that begin here
    double goesOn; ///< share that go on to the next, of those that are here
  };
  std::vector<Stage> stages;
};

/// From 0.5 on a Coxian of two stages, below a mixture of two Erlangs with neighbouring numbers of
/// stages, at most 12 (variability 1 / 12).
///   mean         above 0
///   variability  squared coefficient of variation, not below 0
/// Source: [Marie1979]; [Tijms2003] appendix B.
Stages stagesOf(double mean, double variability);

/// Completion rates of a station of c workers, as a birth-death chain of the number inside sees
/// them, where completions while all workers are busy are a renewal process that is not Poisson.
/// With one worker and Poisson arrivals that is M/G/1 (two moments, exactly), with several the wait
/// of Lee and Longton.
///   rates         with n = 1 … c inside, per second; the last is that of all workers busy
///   variability   of the times between completions while all are busy
///   arrivals      into n = 0, 1, …, per second; no more come after the last
/// Returns the rates with n = 1, 2, … inside, as many as there are rates or arrivals; those up to
/// c - 1 are as given.
/// Source: conditional throughputs of [Marie1979], with states below c lumped.
std::vector<double> conditionalRates(const std::vector<double> &rates, double variability,
                                     const std::vector<double> &arrivals);

} // namespace loadline::solve
