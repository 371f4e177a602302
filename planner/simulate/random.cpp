#include "planner/simulate/random.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace loadline::simulate {

namespace {

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;

/// The finalizer of SplitMix64: every bit of the input turns half the bits of the output.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

} // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) {
  std::uint64_t state = mixed(seed + golden) ^ mixed(mixed(stream + golden) + golden);
  for (std::uint64_t &word : state_)
    word = mixed(state += golden);
}

std::uint64_t Random::next() {
  const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double Random::exponential() {
  return -std::log(uniform());
}

double Random::normal() {
  if (spare_) {
    const double spare = *spare_;
    spare_.reset();
    return spare;
  }
  const double radius = std::sqrt(2 * exponential());
  const double angle = 2 * std::numbers::pi * uniform();
  spare_ = radius * std::sin(angle);
  return radius * std::cos(angle);
}

double uniformOf(std::uint64_t name, std::uint64_t index) {
  return static_cast<double>((mixed(name + golden * (index + 1)) >> 11) + 1) * 0x1p-53;
}

} // namespace loadline::simulate
