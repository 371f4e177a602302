#include "planner/review/audit_file.h"

#include "base/files.h"

namespace loadline::review {

Result<findings::Audit> auditFile(const std::filesystem::path &path) {
  const Result<std::string> text = readFile(path);
  if (!text)
    return text.error();
  return findings::parseAudit(*text, path.string());
}

} // namespace loadline::review
