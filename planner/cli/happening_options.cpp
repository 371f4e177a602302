#include "planner/cli/happening_options.h"

#include "base/text.h"
#include "planner/units/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::cli {

namespace {

using simulate::Happening;
using What = Happening::What;

enum class Takes { nothing, replicas, factor, share, time };

struct Kind {
  const char *word;
  What what;
  Takes takes;
};
constexpr Kind kinds[] = {
    {"crash", What::crash, Takes::replicas}, {"start", What::start, Takes::replicas},
    {"stop", What::stop, Takes::replicas},   {"slow", What::slow, Takes::factor},
    {"fail", What::fail, Takes::share},      {"hang", What::hang, Takes::time},
    {"refuse", What::refuse, Takes::time},   {"forget", What::forget, Takes::nothing},
    {"update", What::update, Takes::nothing}};

Diagnostic mistake(std::string message) {
  return {{.file = "--happens"}, std::move(message), "as in \"60s crash gateway 2\""};
}

/// Kubernetes' quarter unless the spec says otherwise, more than needed for what is added.
double sharedOut(const spec::Maybe<spec::ReplicaShare> &share, double replicas, bool isSurge) {
  if (share && !share->value.share)
    return share->value.count;
  const double part = replicas * (share ? share->value.share->count() : 0.25);
  return isSurge ? std::ceil(part - 1e-9) : std::floor(part + 1e-9);
}

void readUpdate(Happening &out, const spec::Service &service) {
  const spec::Deployment &is = service.terms.deployment;
  out.surge = sharedOut(is.surge, service.replicas(), true);
  out.unavailable = sharedOut(is.unavailable, service.replicas(), false);
  if (is.warmUp)
    out.readyAfter = is.warmUp->value;
}

/// An error message; empty where all is well.
std::string readAmount(Happening &out, Takes takes, const std::string &text) {
  const SourcePosition at{.file = "--happens"};
  if (takes == Takes::time) {
    const auto time = units::parseDuration(text, at);
    if (!time)
      return fmt::format("'{}' is no time", text);
    out.lasts = *time;
    return "";
  }
  const auto ratio = units::parseRatio(text, at);
  const auto number = units::parseNumber(text, at);
  if (takes == Takes::share ? !ratio : !number)
    return fmt::format("'{}' is no {}", text, takes == Takes::share ? "share" : "number");
  out.value = takes == Takes::share ? ratio->count() : *number;
  if (out.value <= 0 || (takes == Takes::replicas && out.value != std::floor(out.value)))
    return fmt::format("'{}' must be {} above 0", text,
                       takes == Takes::replicas ? "a whole number" : "");
  return "";
}

} // namespace

Result<Happening> parseHappening(const std::string &text, const spec::System &system) {
  std::vector<std::string> words = split(text, ' ');
  words.erase(std::remove(words.begin(), words.end(), ""), words.end());
  if (words.size() < 3)
    return mistake(fmt::format("'{}' needs a moment, what happens, and a service", text));
  const auto at = units::parseDuration(words[0], {.file = "--happens"});
  if (!at)
    return at.error();
  const auto kind = std::find_if(std::begin(kinds), std::end(kinds),
                                 [&](const Kind &one) { return words[1] == one.word; });
  if (kind == std::end(kinds)) {
    std::vector<std::string> known;
    for (const Kind &one : kinds)
      known.emplace_back(one.word);
    return mistake(fmt::format("'{}' is nothing that happens; {}", words[1], inWords(known)));
  }
  const auto service =
      std::find_if(system.services.begin(), system.services.end(),
                   [&](const spec::Service &one) { return one.name() == words[2]; });
  if (service == system.services.end())
    return mistake(fmt::format("no service is called '{}'", words[2]));
  Happening out{.what = kind->what,
                .at = *at,
                .service = static_cast<std::uint32_t>(service - system.services.begin())};
  const std::size_t wanted = kind->takes == Takes::nothing ? 3 : 4;
  if (words.size() != wanted)
    return mistake(fmt::format("'{}' takes {} after the service", words[1],
                               wanted == 3 ? "nothing" : "one amount"));
  if (kind->what == What::update)
    readUpdate(out, *service);
  if (wanted == 3)
    return out;
  const std::string error = readAmount(out, kind->takes, words[3]);
  return error.empty() ? Result<Happening>(out) : mistake(error);
}

} // namespace loadline::cli
