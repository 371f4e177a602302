#include "analyzer/infer/site_class.h"

#include <algorithm>

namespace loadline::infer {

using findings::Collected;
using findings::Site;
using findings::SiteClass;
using findings::Step;
using rules::SpawnApi;

std::string unitOf(const SpawnApi &api) {
  switch (api.starts) {
  case SpawnApi::Starts::process:
    return "process";
  case SpawnApi::Starts::task:
    return "task";
  case SpawnApi::Starts::coroutine:
    return "coroutine";
  case SpawnApi::Starts::pool:
    return "pool";
  case SpawnApi::Starts::thread:
  case SpawnApi::Starts::whatItMakes: // what is made or held has its own rule
  case SpawnApi::Starts::whatItHolds:
    break;
  }
  return "thread";
}

SiteClass classOf(const Site &site) {
  switch (site.bound.kind()) {
  case bound::Kind::constant:
  case bound::Kind::hardware:
  case bound::Kind::config:
    return SiteClass::safe;
  case bound::Kind::size:
    return site.bound.comesFromOutside() && site.collected != Collected::joined
               ? SiteClass::dangerous
               : SiteClass::risky;
  case bound::Kind::unknown:
    return SiteClass::risky;
  case bound::Kind::unbounded:
    return SiteClass::dangerous;
  }
  return SiteClass::risky;
}

/// The steps, without repeats, that a reader follows; an event among the rest keeps its place at
/// the end, since it says who drives the number.
std::vector<Step> distinct(std::vector<Step> steps) {
  std::vector<Step> out;
  for (Step &step : steps)
    if (std::ranges::find(out, step) == out.end())
      out.push_back(std::move(step));
  constexpr std::size_t most = 12; // a reader follows no longer path
  if (out.size() > most) {
    const auto event = std::ranges::find_if(out, &Step::isEvent);
    if (event != out.end() && event - out.begin() >= std::ptrdiff_t{most})
      out[most - 1] = *event;
    out.resize(most);
  }
  return out;
}

} // namespace loadline::infer
