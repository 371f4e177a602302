#pragma once

#include "planner/changes/change.h"

#include <filesystem>

// Named sets of changes, kept in a file beside the spec that people read and that diffs well:
//
//     sets:
//       - name: "black friday"
//         changes:
//           - load: 3
//           - { service: "store", bound: 60 }

namespace loadline::changes {

struct ChangeSet {
  std::string name;
  Changes changes;

  friend bool operator==(const ChangeSet &, const ChangeSet &) = default;
};

/// "shop.yaml" → "shop.what_if.yaml".
std::filesystem::path changeSetsFile(const std::filesystem::path &spec);

/// The sets with this one in the place of the one of its name, else behind all.
std::vector<ChangeSet> with(std::vector<ChangeSet> sets, ChangeSet set);

/// Reads them, or says everything that is wrong. No two sets have the same name.
Result<std::vector<ChangeSet>> parseChangeSets(std::string_view text, const std::string &file);

/// The text of such a file; it reads back as the same sets.
std::string toText(const std::vector<ChangeSet> &sets);

} // namespace loadline::changes
