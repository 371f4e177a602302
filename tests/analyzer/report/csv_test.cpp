#include "analyzer/report/csv.h"

#include "base/text.h"
#include "tests/analyzer/report/example_audit.h"

#include <gtest/gtest.h>

namespace loadline {

TEST(AuditCsv, IsATitleLineAndALinePerSite) {
  EXPECT_EQ(
      report::toCsv(echoServerAudit()),
      "id,file,line,column,function,api,bound,bound_kind,class,origin,limiter,collected,queue_"
      "bound,"
      "queue_bound_kind,via,unit,declared,risk,risk_parts,fix_rank,witness\r\n"
      "pool,pool.cpp,8,3,main,asio::thread_pool,4,constant,safe,B,pool,joined,unbounded,unbounded,"
      ",thread,,0,,,\r\n"
      "echo,echo.cpp,56,5,server,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,"
      "thread,,90,unbounded 30 + from outside 20 + detached 15 + thread 15 + fire and forget 10,1,"
      "line 54: accepts in an endless loop\r\n");
}

/// The line of one site in a function of that name.
std::string lineOf(const std::string &function) {
  findings::Audit audit;
  audit.sites = {{.id = "x", .at = {"f", 1, 2}, .function = function, .api = "fork"}};
  return split(report::toCsv(audit), '\r')[1].substr(0, 30);
}

TEST(AuditCsv, QuotesACellWithAComma) {
  EXPECT_TRUE(lineOf("f(int, int)").starts_with("\nx,f,1,2,\"f(int, int)\",fork"));
}
TEST(AuditCsv, DoublesQuotes) {
  EXPECT_TRUE(lineOf("a\"b").starts_with("\nx,f,1,2,\"a\"\"b\",fork"));
}
TEST(AuditCsv, KeepsANewlineOutOfALine) {
  EXPECT_TRUE(lineOf("a\nb").starts_with("\nx,f,1,2,a b,fork"));
}
TEST(AuditCsv, DisarmsWhatASpreadsheetWouldRun) {
  EXPECT_TRUE(lineOf("=1+1").starts_with("\nx,f,1,2,'=1+1,fork"));
}

} // namespace loadline
