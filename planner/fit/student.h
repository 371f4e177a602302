#pragma once

namespace loadline::fit {

/// The quantile of Student's t: what a share of `probability` of the distribution lies below.
///   probability  above 0.5 and below 1
///   freedom      degrees of freedom, above 0
/// By the incomplete beta function [AbramowitzStegun1964, 26.7.1 and 26.5.8]; ten digits.
double studentQuantile(double probability, double freedom);

} // namespace loadline::fit
