#pragma once

#include "analyzer/findings/finding.h"
#include "analyzer/findings/inventory.h"
#include "analyzer/infer/declared_bounds.h"
#include "analyzer/infer/inference.h"

#include <string>
#include <string_view>
#include <vector>

// To add a check, touch: its file here (<id with underscores>.cpp), a declaration and a row below,
// a line in CMakeLists.txt, docs/checks/<id>.md, tests/analyzer/lit/checks/<id>.cpp.

namespace loadline::checks {

/// What checks look at: the inventory, the program that it is of, and what its author declares.
struct Subject {
  const std::vector<findings::Site> &sites;
  infer::Inference &inference;
  const infer::Declarations &declarations;
  std::string root; ///< absolute folder that findings are told relative to; "" for none
  std::string today = {}; ///< YYYY-MM-DD that review dates are held against; "" for none
};

std::vector<findings::Finding> unboundedSpawn(const Subject &subject);
std::vector<findings::Finding> dataSizedSpawn(const Subject &subject);
std::vector<findings::Finding> unresolvedBound(const Subject &subject);
std::vector<findings::Finding> largeBound(const Subject &subject);
std::vector<findings::Finding> contradictedBound(const Subject &subject);
std::vector<findings::Finding> invalidDeclaration(const Subject &subject);
std::vector<findings::Finding> reviewOverdue(const Subject &subject);
std::vector<findings::Finding> acquireInsideTask(const Subject &subject);
std::vector<findings::Finding> acquireWithoutRelease(const Subject &subject);
std::vector<findings::Finding> nestedAcquire(const Subject &subject);
std::vector<findings::Finding> limiterPerCall(const Subject &subject);
std::vector<findings::Finding> periodicSpawn(const Subject &subject);
std::vector<findings::Finding> missingDeadline(const Subject &subject);
std::vector<findings::Finding> retryUnbounded(const Subject &subject);
std::vector<findings::Finding> hedgeUnbounded(const Subject &subject);

struct Check {
  std::string_view id;
  std::string_view description;
  findings::Severity severity; ///< of its findings
  std::vector<findings::Finding> (*run)(const Subject &);
};

inline constexpr Check allChecks[] = {
    {"unbounded-spawn", "units are started and nothing limits how many are alive at once",
     findings::Severity::warning, unboundedSpawn},
    {"data-sized-spawn", "as many units are started as the data has elements",
     findings::Severity::warning, dataSizedSpawn},
    {"unresolved-bound", "units are started and what limits them could not be worked out",
     findings::Severity::note, unresolvedBound},
    {"large-bound", "a constant limits the units, and it is large", findings::Severity::note,
     largeBound},
    {"contradicted-bound", "a bound is declared, and the code starts more units than it says",
     findings::Severity::warning, contradictedBound},
    {"invalid-declaration", "a declared bound can't be read, has no reason or is about no spawn",
     findings::Severity::warning, invalidDeclaration},
    {"review-overdue", "the day by which somebody meant to look at a bound again is past",
     findings::Severity::note, reviewOverdue},
    {"acquire-inside-task", "a permit is taken inside the unit, where it limits work and not units",
     findings::Severity::warning, acquireInsideTask},
    {"acquire-without-release", "a way out of a function keeps the permit that it took",
     findings::Severity::warning, acquireWithoutRelease},
    {"nested-acquire", "a permit of many is held while one of few is waited for",
     findings::Severity::warning, nestedAcquire},
    {"limiter-per-call", "what limits the units is made anew in each call, so it limits one call",
     findings::Severity::note, limiterPerCall},
    {"periodic-spawn",
     "units are started in each round of a period, whether the last are done or not",
     findings::Severity::note, periodicSpawn},
    {"missing-deadline", "an answer of another one is waited for without an end",
     findings::Severity::warning, missingDeadline},
    {"retry-unbounded",
     "a call is tried again until it succeeds, with no limit of attempts or time",
     findings::Severity::warning, retryUnbounded},
    {"hedge-unbounded",
     "a second request is started when the first is slow, with no limit of these",
     findings::Severity::warning, hedgeUnbounded},
};

/// The findings of every check, or of those named in `only`; sorted by place, fingerprints unique.
std::vector<findings::Finding> runChecks(const Subject &subject,
                                         const std::vector<std::string> &only = {});

/// A finding about a site: its place, its witness as the path, a fingerprint without line numbers.
findings::Finding findingAbout(const findings::Site &site, std::string_view check,
                               findings::Severity severity, std::string message);

/// A finding about a place in a function, with a fingerprint of the function and what is flagged.
findings::Finding findingIn(const Subject &subject, std::string_view check,
                            findings::Severity severity, std::string message,
                            const infer::Call &call, std::string_view flagged);

/// Where something stands, told as findings are.
SourcePosition placeIn(const Subject &subject, int unit, const facts::Place &at);

/// The name of the variable, for a message.
const std::string &nameIn(const Subject &subject, link::VariableId variable);

/// What an audit says of a program.
struct Conclusions {
  std::vector<findings::Site> sites;
  std::vector<findings::Finding> findings;
};

/// The inventory of a program, and the findings of every check or of those named in `only`.
///   root   absolute folder; files below it are told relative to it; "" leaves all absolute
///   today  YYYY-MM-DD that review dates are held against; "" for none
Conclusions conclude(const link::Program &program, const rules::Rules &rules,
                     const std::string &root, const std::vector<std::string> &only = {},
                     const std::string &today = {});

/// Whether a row's alarm is told at the rows that reach it.
bool isToldElsewhere(const findings::Site &site, const std::vector<findings::Site> &sites);

} // namespace loadline::checks
