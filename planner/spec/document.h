#pragma once

#include "base/result.h"
#include "base/yaml.h"

#include <string>
#include <string_view>
#include <vector>

// The text of a spec, the files that it builds on, and the ranges in it.
//
//     text ── extends ──► one Node ── ranges ──► a Node for each draw

namespace loadline::spec {

/// A scalar that is written as a range: `80..120ms`, `80ms..0.12s`, `2..4`.
struct Range {
  SourcePosition at;
  yaml::Node *scalar = nullptr; ///< in the document that it was found in
  double low = 0.0, high = 0.0; ///< each in its own unit
  std::string lowUnit, highUnit;
  bool isWhole = false; ///< both ends are whole and without a unit, so draws are whole too
};

/// A spec as one tree. `extends:` names files, relative to the one that says so, each of which may
/// extend others: their maps are merged key by key, lists and values replaced, and a key without a
/// value takes away what it stands for. Every node keeps the file that it comes from.
///   file    of the text; its folder is where `extends` looks
///   errors  keys that stand twice, the second of which is left out
Result<yaml::Node> readDocument(std::string_view text, const std::string &file,
                                Diagnostics &errors);

/// All ranges of a document, in the order of the text, quoted or not, but for what is text by its
/// key; an end below its start is an error.
std::vector<Range> rangesOf(yaml::Node &document, Diagnostics &errors);

/// Writes into each range the value that lies at that share of the way from its low end to its
/// high one; both ends share a unit or the unit stands behind the high end alone.
///   shares  one for each range, from 0 to 1
void draw(const std::vector<Range> &ranges, const std::vector<double> &shares);

} // namespace loadline::spec
