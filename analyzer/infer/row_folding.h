#pragma once

#include "analyzer/findings/inventory.h"
#include "analyzer/infer/inference.h"

#include <vector>

namespace loadline::infer {

/// A row of the inventory while it is made.
struct Row {
  findings::Site site;
  link::FunctionId function = -1;
  const facts::Expression *call = nullptr;
  SourcePosition viaAt;              ///< of a `via` row: the spawn it reaches
  std::size_t spawn = 0;             ///< of the spawn: index in BodyIndex::calls
  bool isJoinedWhereStarted = false; ///< its function waits for it, and no gate says more
};

/// The rows in their order, one for each place and what starts there, with ids and what `via`
/// names.
std::vector<findings::Site> foldedRows(const link::Program &program, std::vector<Row> rows);

} // namespace loadline::infer
