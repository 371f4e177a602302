#pragma once

#include "planner/review/ledger.h"

#include <optional>
#include <string>
#include <vector>

namespace loadline::review {

/// What a unit of a site does, in the terms of the spec: a whole request of a service, or one of
/// the calls that a request makes at once.
struct UnitOfSite {
  std::size_t service = 0;          ///< index in Plan::services: whose request starts it
  std::vector<std::string> callees; ///< that it calls; empty for a whole request
  double perRequest = 1.0;          ///< units of a mean request
  double ofLargest = 1.0;           ///< units of the largest request
  bool isRandom = false;            ///< what one request in 100 exceeds: there is no largest

  /// An order to look up by, of no other meaning.
  friend auto operator<=>(const UnitOfSite &, const UnitOfSite &) = default;
};

/// A spawn expression, and whether it starts a unit for each datum.
struct SpawnOf {
  std::size_t site = 0; ///< in Audit::sites
  bool isOfData = false;
};

/// Finds the unit of each site by the bound that the ledger holds it against, else by where its
/// code belongs: units for each datum are taken for the calls that the spec makes for each item,
/// and where it makes none, for the parallel calls that it makes several of. What it is made of
/// outlives it.
class UnitsOfSites {
public:
  UnitsOfSites(const spec::System &system, const plan::Plan &plan, const findings::Audit &audit,
               const Review &review, const Ledger &ledger);

  /// Nothing where no service answers for the site.
  std::optional<UnitOfSite> of(const SpawnOf &spawn) const;

  /// The spec of a service of the plan, or null.
  const spec::Service *serviceOf(std::size_t index) const;

private:
  /// The entries of the ledger that are held against one site; the first of each kind, or null.
  struct Entries {
    const LedgerEntry *fanOut = nullptr, *other = nullptr;
  };

  std::optional<UnitOfSite> unitOf(const SpecBound &fanOut) const;

  const spec::System &system_;
  std::vector<const spec::Service *> services_;   ///< by index in Plan::services
  std::vector<Entries> entries_;                  ///< by site
  std::vector<std::optional<std::size_t>> owner_; ///< by site: in Plan::services
};

} // namespace loadline::review
