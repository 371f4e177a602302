#pragma once

#include "planner/solve/closed_customers.h"

#include <optional>
#include <vector>

// A station that several callers use.

namespace loadline::solve {

/// Requests of one caller into a station: Poisson, or at a rate that falls as more of that caller's
/// are there.
struct Stream {
  std::optional<double> poisson; ///< per second
  std::vector<double> rates; ///< with 0, 1, … of its own there, per second; none after the last
};

/// All streams together: arrivals into 0, 1, … inside. They are spread over the callers as in a
/// product-form station that serves all alike: P(k₁, k₂, …) ∝ (Σ kᵢ)! Π φᵢ(kᵢ) / Π rates, φ the
/// product of the stream's rates over k!. Source: [BruellBalbo1980] ch. 3, mixed networks.
///   stay  about how long a request stays, in s; only digits depend on it
///   most  no more inside than this
std::vector<double> merged(const std::vector<const Stream *> &streams, double stay,
                           std::size_t most);

/// What all callers but one send: weights of 0, 1, … of theirs inside.
struct Others {
  std::vector<double> weights; ///< the largest is 1
  double stay;
};
Others othersOf(const std::vector<const Stream *> &streams, double stay);

/// The rate at which one caller's requests leave, with 1, 2, … `most` of its own inside, beside
/// what others send. Same source. Beyond 500 of its own the others are taken to stay as many.
///   rates  of the station with 1, 2, … inside in all; the last goes on
std::vector<double> ratesBeside(const std::vector<double> &rates, const Others &others,
                                std::size_t most);

/// The stream that gives these shares P(k inside) at a station of such rates. What is not likely
/// enough to have its digits is taken from its neighbour, what comes after all that matters is cut.
Stream streamOf(const std::vector<double> &shares, const std::vector<double> &rates);

/// Brings a stream to this many arrivals per second, seen from these shares.
void keepFlow(Stream &stream, const std::vector<double> &shares, double flow);

/// P(k at a station that is visited beside others). Who is there and not waited for is elsewhere,
/// too, and keeps nobody from coming; of who is waited for all others come at one rate, which gives
/// the flow.
///   numbers  P(n customers)
///   visits   to the station in one round, which may be made together
///   rates    of the station with 1, 2, … inside; the last goes on
///   awaited  of who is there, the share that is waited for
std::vector<double> sharesBeside(const std::vector<double> &numbers,
                                 const ClosedCustomers &customers, double visits,
                                 const std::vector<double> &rates, double awaited);

} // namespace loadline::solve
