#include "planner/review/match_bounds.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace loadline::review {

namespace {

using Kind = SpecBound::Kind;
using findings::Site;

bool isSame(double inCode, units::Concurrency inSpec) {
  return std::abs(inCode - inSpec.count()) < 0.5; // a fleet-wide bound may not divide evenly
}

/// Whether `named` means the site: its id, its function (whole or after the last ::), or its file.
bool isNamed(const Site &site, const std::string &named) {
  const auto last = site.function.rfind("::");
  return named == site.id || named == site.at.file || named == site.function ||
         (last != std::string::npos && named == site.function.substr(last + 2));
}

std::string places(std::size_t count) {
  return counted(count, "site");
}

std::string_view nounOf(Kind kind) {
  return kind == Kind::queue    ? "site with a queue"
         : kind == Kind::fanOut ? "site that starts units for a request"
                                : "site that starts units";
}

/// Fills the entries of one service.
class Matcher {
public:
  Matcher(const std::vector<SpecBound> &bounds, const CodeOfService &code) : code_(code) {
    for (const SpecBound &bound : bounds)
      entries_.push_back({bound.service, BoundStatus::notFound, bound});
  }

  std::vector<LedgerEntry> match() {
    for (LedgerEntry &entry : entries_)
      if (!entry.spec->keptBy.empty())
        matchByName(entry);
    for (LedgerEntry &entry : entries_)
      if (isUndecided(entry))
        matchByNumber(entry);
    for (LedgerEntry &entry : entries_)
      if (isUndecided(entry) && entry.spec->kind == Kind::fanOut)
        matchToData(entry);
    for (const bool isQueue : {false, true}) // which site keeps the requests decides of their queue
      for (LedgerEntry &entry : entries_)
        if (isUndecided(entry) && (entry.spec->kind == Kind::queue) == isQueue)
          matchByKind(entry);
    return std::move(entries_);
  }

private:
  static bool isUndecided(const LedgerEntry &entry) { return !entry.site && entry.why.empty(); }

  const Site &site(std::size_t index) const { return code_.audit.sites[index]; }

  /// What a site keeps of a bound: a queue is the site's own, callers multiply all else.
  LiveUnits keptBy(std::size_t index, const SpecBound &spec) const {
    if (spec.kind == Kind::queue)
      return {codeBound(*site(index).queueBound), index};
    return spec.kind == Kind::fanOut ? code_.units.ofRequest(index, spec.service)
                                     : code_.units.inAll(index);
  }

  CodeBound boundOf(std::size_t index, const SpecBound &spec) const {
    return keptBy(index, spec).bound;
  }

  /// Whether an entry may take the site: nobody has it, or bounds in flight share it, or what its
  /// queue keeps is still free.
  bool isFree(std::size_t index, Kind kind) const {
    return std::none_of(entries_.begin(), entries_.end(), [&](const LedgerEntry &entry) {
      const bool mayShare = kind == Kind::inFlight && entry.spec->kind == Kind::inFlight;
      const bool isOtherPart = (kind == Kind::queue) != (entry.spec->kind == Kind::queue);
      return entry.site == index && !mayShare && !isOtherPart;
    });
  }

  void take(LedgerEntry &entry, std::size_t index, std::string how) {
    const LiveUnits units = keptBy(index, *entry.spec);
    const CodeBound &read = units.bound;
    const bound::Bound &part = *partFor(site(units.row), entry.spec->kind);
    entry.site = index;
    entry.decidedBy = units.row;
    entry.inCode = boundText(part);
    entry.why = std::move(how);
    if (units.row != index)
      entry.why += fmt::format("; {} reaches it", toString(site(units.row).at));
    if (site(units.row).limiter == "declared")
      entry.why += "; its author declares it";
    if (read.count) {
      entry.status =
          isSame(*read.count, entry.spec->perProcess) ? BoundStatus::kept : BoundStatus::drifted;
    } else if (read.isOpen()) {
      entry.status = BoundStatus::unbounded;
    } else {
      entry.status = BoundStatus::notFound;
      entry.why += fmt::format("; the code says no number: {}", toString(part));
    }
  }

  void matchByName(LedgerEntry &entry) {
    std::vector<std::size_t> named;
    for (std::size_t i = 0; i < code_.audit.sites.size(); ++i)
      if (partFor(site(i), entry.spec->kind) && isNamed(site(i), entry.spec->keptBy))
        named.push_back(i);
    if (named.empty()) {
      entry.why = fmt::format("kept_by names '{}', and no {} of the audit has this id, function or "
                              "file",
                              entry.spec->keptBy, nounOf(entry.spec->kind));
      return;
    }
    // Calls that reach a site repeat its file or function; the expression itself is meant.
    const auto isOwn = [&](std::size_t i) { return site(i).via.empty(); };
    const auto own = std::find_if(named.begin(), named.end(), isOwn);
    const std::size_t chosen = own == named.end() ? named.front() : *own;
    take(entry, chosen, fmt::format("kept_by names '{}'", entry.spec->keptBy));
    const auto others = std::count_if(named.begin(), named.end(), isOwn) - 1;
    if (others > 0)
      entry.why += fmt::format(", the first of {}", places(static_cast<std::size_t>(others) + 1));
  }

  /// Higher suits better: data for a fan-out and workers for all else, named after the callee.
  int suitability(std::size_t index, const SpecBound &spec) const {
    const CodeBound read = boundOf(index, spec);
    const bool isOfData = read.kind >= bound::Kind::size || site(index).origin == 'C';
    int points = (spec.kind == Kind::fanOut) == isOfData ? 2 : 0;
    for (const std::string &callee : spec.callees)
      points += site(index).function.find(callee) != std::string::npos ||
                        site(index).at.file.str().find(callee) != std::string::npos
                    ? 1
                    : 0;
    return points;
  }

  /// The free site with the highest rank, the first among equals.
  template <class Rank>
  std::optional<std::size_t> best(Kind kind, Rank rank) const {
    std::optional<std::size_t> out;
    for (const std::size_t index : code_.sites)
      if (partFor(site(index), kind) && isFree(index, kind) && rank(index) >= 0 &&
          (!out || rank(index) > rank(*out)))
        out = index;
    return out;
  }

  void matchByNumber(LedgerEntry &entry) {
    const SpecBound &spec = *entry.spec;
    const auto found = best(spec.kind, [&](std::size_t index) {
      const CodeBound read = boundOf(index, spec);
      return read.count && isSame(*read.count, spec.perProcess) ? suitability(index, spec) : -1;
    });
    if (found)
      take(entry, *found, "the same number");
  }

  /// Units for each datum are what a request fans out to, and no workers.
  void matchToData(LedgerEntry &entry) {
    const SpecBound &spec = *entry.spec;
    const auto found = best(spec.kind, [&](std::size_t index) {
      const CodeBound read = boundOf(index, spec);
      return read.isOpen() && !read.isUnbounded() ? suitability(index, spec) : -1;
    });
    if (found)
      take(entry, *found, "it starts a unit for each datum");
  }

  /// Whether a bound in flight is held against the site: its queue is that of the requests.
  bool keepsInFlight(std::size_t index) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const LedgerEntry &entry) {
      return entry.site == index && entry.spec->kind == Kind::inFlight;
    });
  }

  /// In flight: the site with the highest number, else the worst; a queue: that in front of what
  /// keeps the bound in flight, else the longest; a fan-out: the worst of what one request starts.
  /// A single unit is no bound of requests, and where nothing limits a site by itself, in an
  /// endless loop, it is the requests that it starts.
  int rankOf(std::size_t index, const SpecBound &spec) const {
    const CodeBound read = boundOf(index, spec);
    if ((read.count && *read.count <= 1) || (spec.kind == Kind::fanOut && read.isUnbounded()))
      return -1;
    constexpr double most = 1e6; // above it numbers say nothing more
    const int number = read.count ? static_cast<int>(std::min(*read.count, most)) : 0;
    if (spec.kind == Kind::queue && keepsInFlight(index))
      return 2 * 10'000'000 + number;
    const int open = read.isUnbounded() ? 3 : read.isOpen() ? 2 : read.count ? 0 : 1;
    return spec.kind == Kind::fanOut
               ? open * 10'000'000 + suitability(index, spec) * 2'000'000 + number
               : number + (read.count ? 10'000'000 : open);
  }

  void matchByKind(LedgerEntry &entry) {
    const SpecBound &spec = *entry.spec;
    if (!code_.hasPatterns) {
      entry.why = "the service names no code";
      return;
    }
    if (spec.kind == Kind::part) { // a site says nothing of whom it works for
      entry.why = "no site keeps this number, and no site says for whom it works";
      return;
    }
    const auto rank = [&](std::size_t index) { return rankOf(index, spec); };
    const auto found = best(spec.kind, rank);
    if (!found) {
      entry.why = fmt::format("no {} is left in its code ({} in all)", nounOf(spec.kind),
                              places(code_.sites.size()));
      return;
    }
    const auto left = std::count_if(code_.sites.begin(), code_.sites.end(), [&](std::size_t index) {
      return partFor(site(index), spec.kind) && (index == *found || isFree(index, spec.kind)) &&
             rank(index) >= 0;
    });
    take(entry, *found,
         left == 1 ? fmt::format("the only {} that is left in its code", nounOf(spec.kind))
                   : fmt::format("of {} left in its code the one that fits best",
                                 places(static_cast<std::size_t>(left))));
  }

  std::vector<LedgerEntry> entries_;
  const CodeOfService &code_;
};

} // namespace

std::vector<LedgerEntry> matched(const std::vector<SpecBound> &bounds, const CodeOfService &code) {
  return Matcher(bounds, code).match();
}

} // namespace loadline::review
