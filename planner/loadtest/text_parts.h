#pragma once

#include "base/result.h"
#include "base/yaml.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the readers of text, of tables and of JSON share.

namespace loadline::loadtest {

/// A piece of a line and where it stands.
struct Word {
  std::string_view text;
  SourcePosition at;
};

/// The lines of a text one after the other, without their ends.
class Lines {
public:
  Lines(std::string_view text, const std::string &file) : rest_(text), file_(file) {}

  /// False after the last line.
  bool next();
  std::string_view text() const { return line_; }
  SourcePosition at(std::size_t column = 1) const {
    return {file_, number_, static_cast<int>(column)};
  }
  /// What blanks separate.
  std::vector<Word> words() const;
  /// What commas separate, quotes taken off a cell that has none inside.
  std::vector<Word> cells() const;

private:
  std::string_view rest_, line_;
  const std::string &file_;
  int number_ = 0;
};

/// The whole text as a number of 0 or more that is finite, at most 1e19.
std::optional<double> decimal(std::string_view text);

/// Such a number, or an error that names what it should be.
std::optional<double> decimal(const Word &word, std::string_view what, Diagnostics &errors);

/// 2024-05-01T10:00:00.123Z or with an offset, in seconds since 1970.
std::optional<double> moment(std::string_view text);

/// The first line of a text.
std::string_view firstLine(std::string_view text);

/// The first character that is no blank, or 0.
char firstCharacter(std::string_view text);

using Path = std::initializer_list<std::string_view>;

/// The value at a path of keys; null where it is absent or JSON's null.
const yaml::Node *find(const yaml::Node &root, Path path);

/// A number of 0 or more at a path; absent is nothing, anything else is an error.
///   asText  numbers in quotes are meant, and "-" is nothing
std::optional<double> numberAt(const yaml::Node &root, Path path, Diagnostics &errors,
                               bool asText = false);

/// As `numberAt`, but absent is an error; 0 then.
double requiredAt(const yaml::Node &root, Path path, Diagnostics &errors, bool asText = false);

/// JSON within what a result may cost.
Result<yaml::Node> document(std::string_view text, const SourcePosition &start);

} // namespace loadline::loadtest
