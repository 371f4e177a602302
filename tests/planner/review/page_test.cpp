#include "planner/review/page.h"

#include "tests/planner/review/example_audit.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loadline::review {
namespace {

Page page() {
  return pageOf(planWithCode(), audit(), *joined(planWithCode(), audit()), {});
}

Section sectionOf(const Page &page, const std::string &id) {
  const auto found = std::find_if(page.sections.begin(), page.sections.end(),
                                  [&](const Section &s) { return s.id == id; });
  return found == page.sections.end() ? Section{} : *found;
}

TEST(Page, RowsAreAsLongAsTheTableIsWide) {
  for (const Section &section : page().sections)
    for (const Table &table : section.tables)
      for (const Table::Row &row : table.rows)
        EXPECT_EQ(row.cells.size(), table.columns.size()) << section.id;
}

TEST(Page, EveryServiceCallTierAndSiteHasItsRow) {
  EXPECT_EQ(sectionOf(page(), "services").tables[0].rows.size(), 7u);
  EXPECT_EQ(sectionOf(page(), "calls").tables[0].rows.size(), 8u);
  EXPECT_EQ(sectionOf(page(), "tiers").tables[0].rows.size(), 4u);
  EXPECT_EQ(sectionOf(page(), "inventory").tables[0].rows.size(), 3u);
}

TEST(Page, AServiceStandsBesideTheWorstBoundOfItsCode) {
  const Table::Row row = sectionOf(page(), "threats").tables[0].rows[0];
  EXPECT_EQ(row.cells[0].text, "edge");
  EXPECT_EQ(row.cells[2].text, "500");
  EXPECT_EQ(row.cells[3].text, "unbounded");
  EXPECT_EQ(row.cells[4].text, "dangerous");
  EXPECT_EQ(row.details.at(0).text, "error: a thread per connection");
}

TEST(Page, LinksLeadFromAServiceToItsFindingsAndBack) {
  const std::string finding = sectionOf(page(), "threats").tables[0].rows[0].details.at(0).link;
  const Notice first = sectionOf(page(), "code-findings").notices.at(0);
  EXPECT_EQ(first.id, finding);
  EXPECT_EQ(first.related.at(0).text, "edge");
  EXPECT_EQ(first.related.at(0).link, sectionOf(page(), "threats").tables[0].rows[0].id);
}

TEST(Page, TheWorstFindingComesFirst) {
  const Section section = sectionOf(page(), "code-findings");
  EXPECT_EQ(section.notices[0].label, "error");
  EXPECT_EQ(section.notices[2].label, "note");
  EXPECT_EQ(section.notices[2].relation, "in the code of no service");
}

TEST(Page, ColumnsThatSayNothingAreLeftOut) {
  plan::Plan plan = planWithCode();
  for (plan::ServicePlan &service : plan.services)
    service.replicasDeclared.reset();
  const Section with = sectionOf(page(), "services");
  const Section without = sectionOf(pageOf(plan, audit(), *joined(plan, audit()), {}), "services");
  EXPECT_EQ(with.tables[0].columns.size(), without.tables[0].columns.size() + 1);
}

TEST(Page, CountsTheTranslationUnits) {
  EXPECT_EQ(page().facts.back().value, "3 of 3");
  EXPECT_EQ(page().facts.back().note, "1 with errors, 0 skipped, 0 failed");
}

TEST(Page, OfAnEmptyAuditSaysThatNothingWasFound) {
  const Page empty = pageOf(planWithCode(), {}, *joined(planWithCode(), {}), {});
  EXPECT_EQ(empty.verdict, "The plan holds and nothing in the code threatens it.");
  EXPECT_EQ(sectionOf(empty, "inventory").ifEmpty, "The audit met no spawn sites.");
}

} // namespace
} // namespace loadline::review
