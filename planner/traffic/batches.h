#pragma once

#include "planner/spec/terms.h"
#include "planner/units/quantity.h"

#include <optional>
#include <vector>

namespace loadline::traffic {

/// What fills a batch that holds calls of several requests.
struct BatchTerms {
  double size = 1.0;  ///< calls that fill it; whole
  double calls = 1.0; ///< of a request, at least 1: whole ones, and one more by chance
  std::optional<units::Duration> wait; ///< of its first call, until it leaves though it is not full
  units::Rate requests;                ///< that call, at random

  friend bool operator==(const BatchTerms &, const BatchTerms &) = default;
};

/// Precondition: isSharedBatch(call).
///   arrivals  of requests at the caller, all of its replicas together: they fill one batch
BatchTerms batchTerms(const spec::CallTerms &call, units::Rate arrivals);

/// How long requests wait for a batch to leave, when it is full or its first call has waited as
/// long as it may. The calls of a request come together; those for which there is no room begin the
/// next batch, and the request waits for that.
///
/// Requests come as a Poisson process of rate μ; N(t) is its count. Let a batch open with j calls
/// and S_n be the calls of n further requests. It is still open with n of them where j + S_n <
/// size, with the chance a_n, and t after it opened with G(t) = Σ P(N(t) = n) a_n, where t is less
/// than the time w that it may wait. Per batch,
///
///     μ G(t) dt  requests wait between t and t + dt < w, G(w) wait w, and those that fill it
///     exactly not at all.
///
/// For, who opens it waits longer than t with the chance G(t), and who comes s later with K calls
/// where j + S_N(s) + K + S'_N'(t) < size, s + t < w: as N(s) + N'(t) is as N(s + t), these are
/// μ ∫ H(u) du from t to w, H(u) = P(j + K + S_N(u) < size). A further arrival turns G into H, so
/// that G' = μ (H − G), and the density of both together is −G' + μ H = μ G. A batch holds
/// 1 + Σ P(N(w) > n) P(j + S_n+1 <= size) requests, and a request is any one of a batch.
///
/// Of one call each j is 1, and a_n = 1 for n < size − 1: with no w a request waits a sum of r
/// exponentials, r from 0 to size − 1, each as likely. Else j is what was left over before, found
/// from one batch to the next since one opened with a request of its own.
///
/// Exact but for batches that 10,000 requests or more fill, 500 where the number of calls is not
/// whole: so many parts of them are counted instead, as if a whole number of requests filled one.
class SharedBatch {
public:
  /// Requests that never come wait alone: all of the time, or not at all where there is none.
  explicit SharedBatch(const BatchTerms &terms);

  /// Whose last call leaves in a batch, at the mean; at least 1 where some come.
  double requests() const { return requests_; }
  /// From a call until its batch leaves; of a request with calls in two, the later one.
  units::Duration mean() const { return mean_; }
  /// The share of requests with calls in two batches, the first of which leaves at once.
  double split() const { return split_; }
  /// P(a request waits longer than t).
  double above(units::Duration t) const;
  /// The same, of those with calls in two batches. Precondition: there are some.
  double aboveOfSplit(units::Duration t) const;
  /// Beyond which hardly any request waits.
  units::Duration longest() const { return longest_; }
  /// What a batch may wait, which some requests do.
  const std::optional<units::Duration> &wait() const { return wait_; }

private:
  std::optional<units::Duration> wait_;
  units::Rate rate_{0}; ///< of requests, or of as many together as are counted
  double requests_ = 1.0, split_ = 0.0;
  double atEnd_ = 0.0; ///< G(w)
  double later_ = 0.0; ///< Σ a_n P(N(w) <= n)
  double each_ = 1.0;  ///< requests of a batch as they are counted
  units::Duration mean_{}, longest_{};
  std::vector<double> open_;      ///< a_n of batches that begin with what was left over
  std::vector<double> remaining_; ///< Σ of a_m from n on, of all
};

} // namespace loadline::traffic
