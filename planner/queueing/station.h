#pragma once

#include "planner/units/quantity.h"

// One station: requests arrive, wait in one line, first come first served, for one of several
// workers.

namespace loadline::queueing {

/// Arrivals and services are Poisson and exponential unless their variability says otherwise: the
/// squared coefficient of variation, variance / mean², 1 for exponential, 0 for regular.
struct Station {
  units::Rate arrivals;
  units::Duration service; ///< mean, above 0
  int workers = 1;         ///< at least 1
  double serviceVariability = 1.0;
  double arrivalVariability = 1.0;
};

/// Mean busy workers that arrivals ask for; the workers' busy share is this over their number.
units::Concurrency offered(const Station &station);

/// What a station shows in the long run. Without end where arrivals reach what the workers do.
struct Steady {
  units::Ratio busy;           ///< share of the workers' time
  units::Ratio waits;          ///< share of arrivals that wait
  units::Duration wait;        ///< mean over all arrivals
  units::Duration residence;   ///< wait and service
  units::Concurrency waiting;  ///< mean number that wait
  units::Concurrency inFlight; ///< mean number inside
};

/// M/M/c exactly; M/G/1 exactly by Pollaczek and Khinchine; M/G/c within some 5 % by Lee and
/// Longton; G/G/c by Allen and Cunneen, right in heavy traffic. Each is M/M/c's wait × (Ca² + Cs²)
/// / 2. Source: [Kleinrock1975] 3.5 and 5.5; [LeeLongton1959]; [Allen1990] 5.3.
Steady steady(const Station &station);

/// Share of arrivals that wait longer than `time` in M/M/c: C e^(−(c − a) t / S). The variabilities
/// are not looked at. Source: [Allen1990] app. C, M/M/c
units::Ratio waitsLongerThan(const Station &station, units::Duration time);

/// The wait that a share `percentile` of the arrivals to M/M/c keeps within; `percentile` below 1.
units::Duration waitPercentile(const Station &station, units::Ratio percentile);

/// As `waitPercentile`, for wait and service together, by bisection to 1e-12 of the answer.
/// Source: [Allen1990] app. C, M/M/c.
units::Duration residencePercentile(const Station &station, units::Ratio percentile);

/// Fewest workers that keep the mean wait within `target`; the station's own number is not looked
/// at. `target` above 0.
int workersForWait(const Station &station, units::Duration target);

/// M/M/c/K: at most `places` inside, those in service included; who finds it full is lost.
struct Lossy {
  units::Ratio lost;
  units::Rate throughput;
  units::Duration residence; ///< of those let in
  units::Concurrency inFlight;
};

/// Source: [Kleinrock1975] 3.6 with c workers: birth and death, terms scaled by their largest.
///   places  at least the workers
Lossy lossy(const Station &station, int places);

} // namespace loadline::queueing
