#include "analyzer/report/formats.h"

#include <gtest/gtest.h>

namespace loadline {

TEST(AuditFormats, AreTextJsonSarifAndCsv) {
  EXPECT_NE(report::findFormat("text"), nullptr);
  EXPECT_NE(report::findFormat("json"), nullptr);
  EXPECT_NE(report::findFormat("sarif"), nullptr);
  EXPECT_NE(report::findFormat("csv"), nullptr);
}

TEST(AuditFormats, KnowNoOther) {
  EXPECT_EQ(report::findFormat("Text"), nullptr);
}

TEST(AuditFormats, WriteTheAuditAsTheirNameSays) {
  EXPECT_TRUE(report::findFormat("text")->write({}, {}).starts_with("0 spawn sites"));
  EXPECT_TRUE(report::findFormat("json")->write({}, {}).starts_with(
      "{\n \"schema\": \"loadline/audit/v1\""));
  EXPECT_TRUE(report::findFormat("sarif")->write({}, {}).starts_with("{\n \"$schema\""));
  EXPECT_TRUE(report::findFormat("csv")->write({}, {}).starts_with("id,file,line"));
}

} // namespace loadline
