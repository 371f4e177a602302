#include "gui/models/figures.h"
#include "gui/models/tables.h"

namespace loadline::models {

namespace {

const std::vector<Column> columns{
    {"Service", "", Column::Kind::text, false,
     "Services, pools and what is outside, from the entry inwards"},
    {"Verdict", "", Column::Kind::text, false, "How it stands at the planned load"},
    {"Arrivals", "/s", Column::Kind::number, false,
     "Attempts that arrive, retries in and cache hits out", 1},
    {"Mean", "ms", Column::Kind::number, false, "Mean time from arrival to answer, calls included",
     8},
    {"p99", "ms", Column::Kind::number, false, "99 of 100 requests are answered within this time"},
    {"In flight", "mean", Column::Kind::number, false,
     "Requests inside at one moment: arrivals × mean time", 6},
    {"Bound", "in flight", Column::Kind::number, false,
     "The most requests that it admits at once, all replicas together"},
    {"Needs", "in flight", Column::Kind::number, false,
     "The bound that the load asks for at the policy's utilization", 4},
    {"Utilization", "%", Column::Kind::number, false, "Mean in flight / bound"},
    {"Offered", "× bound", Column::Kind::number, false,
     "What its callers can have inside together / what it admits", 3},
    {"Replicas", "has", Column::Kind::number, false, "Replicas that the spec declares", 7},
    {"Replicas", "needs", Column::Kind::number, false, "Replicas that the load asks for", 5},
    {"Team", "", Column::Kind::text, false, "Who it belongs to", 9},
    {"Binds", "", Column::Kind::text, true, "The constraint that sets the answer", 2},
};

const QString nothing = QStringLiteral("–");

std::optional<double> asNumber(std::optional<int> count) {
  return count ? std::optional<double>(*count) : std::nullopt;
}

/// Word for the policy's limit: more than declared is needed.
theme::Emphasis whereShort(std::optional<double> has, std::optional<double> needs) {
  return has && needs && *needs > *has ? theme::Emphasis::caution : theme::Emphasis::none;
}

/// Its own colour, since another constraint than this may make the verdict.
theme::Emphasis against(std::optional<units::Ratio> utilization, units::Ratio policy) {
  if (!utilization)
    return theme::Emphasis::quiet;
  if (utilization->count() >= 1)
    return theme::Emphasis::bad;
  return *utilization > policy ? theme::Emphasis::caution : theme::Emphasis::good;
}

Row rowOf(const plan::ServicePlan &service, units::Ratio policy) {
  const auto bound = service.maxInFlight.declared
                         ? std::optional(service.maxInFlight.declared->count())
                         : std::nullopt;
  const auto wanted = service.maxInFlight.recommended
                          ? std::optional(service.maxInFlight.recommended->count())
                          : std::nullopt;
  const auto has = asNumber(service.replicasDeclared), needs = asNumber(service.replicasNeeded);
  return {{cellOf(service.name), verdictCell(service.verdict), cellOf(service.arrivalRate),
           cellOf(service.residenceTime.mean), cellOf(service.residenceTime.p99),
           cellOf(service.inFlightMean), numberCell(bound),
           numberCell(wanted, whereShort(bound, wanted)),
           percentCell(service.utilization, against(service.utilization, policy)),
           timesCell(service.oversubscription), numberCell(has),
           numberCell(needs, whereShort(has, needs)),
           service.team.empty() ? cellOf(nothing, theme::Emphasis::quiet) : cellOf(service.team),
           cellOf(constraintText(service.binding))},
          {session::Subject::Kind::service, service.name, -1},
          {service.name}};
}

} // namespace

Table servicesTable(const session::Documents &documents) {
  Table table{columns, {}};
  if (documents.plan)
    for (const plan::ServicePlan &service : documents.plan->services)
      table.rows.push_back(rowOf(service, documents.plan->policyUtilization));
  return table;
}

} // namespace loadline::models
