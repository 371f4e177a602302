#include "analyzer/checks/all_checks.h"
#include "analyzer/tidy/audit_check.h"

#include <clang-tidy/ClangTidyModule.h>
#if LOADLINE_LLVM_MAJOR < 22
#include <clang-tidy/ClangTidyModuleRegistry.h>
#endif

namespace loadline::tidy {

namespace {

/// Every check of ours under its id with the prefix `loadline-`.
class LoadlineModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &factories) override {
    for (const checks::Check &check : checks::allChecks)
      factories.registerCheckFactory(
          "loadline-" + std::string(check.id),
          [](llvm::StringRef name, clang::tidy::ClangTidyContext *context) {
            return std::make_unique<AuditCheck>(name, context);
          });
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<LoadlineModule>
    registered("loadline", "What starts concurrent units, and what limits how many.");

} // namespace

} // namespace loadline::tidy
