#include "planner/diagram/tier_drawing.h"

#include "planner/diagram/pen.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

namespace loadline::diagram {

namespace {

std::string clampedInWords(const plan::TierPlan &tier) {
  return fmt::format("clamped on the way: {}, {}", inWords(tier.offeredClamped),
                     timesInWords(*tier.oversubscriptionClamped));
}

/// What is known of offered and admitted in flight; "" where neither is.
std::string demandInWords(const plan::TierPlan &tier) {
  const std::string admitted = tier.admitted ? inWords(tier.admitted) + " admitted" : "";
  if (!tier.offered)
    return admitted;
  return inWords(tier.offered) + " offered" +
         (admitted.empty() ? ", no bound known" : " / " + admitted);
}

std::string tooltipOf(const plan::TierPlan &tier, int index) {
  std::string text = fmt::format("tier {}: {} offered in flight, {} admitted", index,
                                 inWords(tier.offered), inWords(tier.admitted));
  if (tier.oversubscription)
    text += "\noversubscription: " + timesInWords(*tier.oversubscription);
  if (tier.oversubscriptionClamped)
    text +=
        "\n" + clampedInWords(tier) + "\n(each tier on the way admits no more than its own bound)";
  return text;
}

} // namespace

Group drawTierHead(const plan::TierPlan &tier, int index, Point at, double width) {
  const bool alarms = isOversubscribed(tier.oversubscription);
  Group group;
  group.target = {Target::Kind::tier, "", index};
  group.name =
      fmt::format("tier {}, {} services{}", index, tier.members.size(),
                  alarms ? ", oversubscribed " + timesInWords(*tier.oversubscription) : "");
  group.tooltip = tooltipOf(tier, index);
  const TextStyle muted{.size = 11, .role = Role::mutedText};
  write(group, {at.x, at.y + 12}, fmt::format("TIER {}", index),
        {.size = 11, .isBold = true, .role = Role::mutedText}, width);
  write(group, {at.x, at.y + 29}, demandInWords(tier), muted, width);
  if (alarms) {
    drawBadge(group, {at.x - 2, at.y + 46},
              timesInWords(*tier.oversubscription) + " oversubscribed", Alarm::alarm, true);
    if (tier.oversubscriptionClamped)
      write(
          group, {at.x, at.y + 70}, clampedInWords(tier),
          {.size = 11,
           .role = isOversubscribed(tier.oversubscriptionClamped) ? Role::alarm : Role::mutedText},
          width);
  }
  return finished(std::move(group));
}

} // namespace loadline::diagram
