#pragma once

#include "analyzer/bound/bound.h"
#include "analyzer/findings/inventory.h"
#include "analyzer/infer/body_index.h"

#include <string>
#include <vector>

// What the code's author says about it:
//
//     annotations ── readDeclarations ──► Declarations ── declareBounds ──► Site::declared
//
// `loadline: bound(8): backends are a fixed set`, or with a day by which somebody looks at it again
// `loadline: bound(8) review 2027-01-31: backends are a fixed set`, as a comment on or before a
// statement, a declaration or a function, or as the text of `[[clang::annotate("…")]]` of one of
// the latter two.

namespace loadline::infer {

/// A bound with its reason, and the code that it is about: what starts in a line of its file.
struct Declaration {
  SourcePosition at; ///< of the comment or attribute; the file is absolute
  int codeLine = 0;
  bound::Bound bound = bound::Bound::unbounded();
  std::string reason;
  std::string review = {}; ///< YYYY-MM-DD, the day by which somebody looks at it again; or ""
};

/// An annotation that says nothing that could be used.
struct DeclarationFault {
  SourcePosition at;
  std::string message;
};

struct Declarations {
  std::vector<Declaration> all;         ///< by place, each once
  std::vector<DeclarationFault> faults; ///< by place

  /// Those about a call, the statements around it or its function.
  std::vector<const Declaration *> about(const link::Program &program, const Call &call) const;
};

Declarations readDeclarations(const link::Program &program);

/// Records the declarations in a row, and lowers its bound to the least of them that the code does
/// not contradict. The files of the row's steps stay absolute.
///   isCounted  the row's bound is what the code starts, and not only what a gate lets through:
///              else no declaration can be contradicted
void declareBounds(findings::Site &site, const std::vector<const Declaration *> &declarations,
                   bool isCounted = true);

} // namespace loadline::infer
