#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace loadline {

/// The name of a file, as something says it. A program keeps each name once, however many places
/// lie in that file, so that one is no larger than a pointer and copied like one. Names are never
/// given back: those that one run meets are few. Any thread may make and read them.
class FileName {
public:
  FileName() = default; ///< ""
  FileName(std::string_view name) : name_(kept(name)) {}
  FileName(const std::string &name) : name_(kept(name)) {}
  FileName(const char *name) : name_(kept(name)) {}

  const std::string &str() const { return name_ ? *name_ : noName(); }
  operator const std::string &() const { return str(); }
  bool empty() const { return !name_; }

  friend bool operator==(FileName a, FileName b) { return a.name_ == b.name_; }
  friend bool operator==(FileName a, const std::string &b) { return a.str() == b; }
  friend bool operator==(FileName a, const char *b) { return a.str() == b; }
  /// As their texts stand, so that an order by names is that of every run.
  friend std::strong_ordering operator<=>(FileName a, FileName b) {
    return a == b ? std::strong_ordering::equal : a.str() <=> b.str();
  }

private:
  static const std::string *kept(std::string_view name);
  static const std::string &noName();

  const std::string *name_ = nullptr; ///< of the only one with this text; nothing for ""
};

} // namespace loadline
