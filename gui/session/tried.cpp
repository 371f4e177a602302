#include "gui/session/tried.h"

#include "gui/session/concerns.h"

namespace loadline::session {

Result<Documents> tried(Documents documents, const changes::Changes &changes,
                        const policy::Policy &policy, plan::Detail detail) {
  if (!documents.asItStands) {
    documents.asItStands = documents.plan;
    documents.systemAsItStands = documents.system;
  }
  if (changes.empty() || !documents.systemAsItStands) {
    documents.plan = std::exchange(documents.asItStands, nullptr);
    documents.system = std::exchange(documents.systemAsItStands, nullptr);
  } else {
    auto system = std::make_shared<spec::System>(
        changes::changed(*documents.systemAsItStands, changes).system);
    Result<plan::Plan> plan = plan::makePlan(*system, policy, documents.asItStands->at, detail);
    if (!plan)
      return plan.error();
    documents.system = std::move(system);
    documents.plan = std::make_shared<const plan::Plan>(*std::move(plan));
  }
  join(documents);
  return documents;
}

} // namespace loadline::session
