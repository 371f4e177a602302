#include "base/file_name.h"

#include <mutex>
#include <unordered_set>

namespace loadline {

namespace {

/// By their text, looked up without a copy.
struct HashOfText {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

} // namespace

const std::string *FileName::kept(std::string_view name) {
  static std::mutex access;
  static std::unordered_set<std::string, HashOfText, std::equal_to<>> names;
  if (name.empty())
    return nullptr;
  const std::lock_guard lock(access);
  const auto known = names.find(name);
  return known != names.end() ? &*known : &*names.emplace(name).first;
}

const std::string &FileName::noName() {
  static const std::string none;
  return none;
}

} // namespace loadline
