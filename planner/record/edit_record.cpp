#include "planner/record/record.h"
#include "planner/record/write_decision.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::record {

namespace {

/// The lines of a text, each with its end.
std::vector<std::string> linesOf(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    out.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return out;
}

bool isBlankOrComment(const std::string &line) {
  const std::size_t first = line.find_first_not_of(" \t\r\n");
  return first == std::string::npos || line[first] == '#';
}

/// Lines [begin, end) of an entry, counted from 0; comments behind it belong to what follows.
struct Span {
  std::size_t begin = 0, end = 0;
};

/// A record with the lines that it is written in.
class Page {
public:
  Page(std::string_view text, const std::string &file, Record record)
      : file_(file), lines_(linesOf(text)), record_(std::move(record)),
        lineEnd_(text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n") {}

  Result<std::string> with(const Decision &decision) {
    Record wanted = record_;
    if (const auto index = indexOf(decision.about)) {
      wanted.decisions[*index] = decision;
      return replaced(spanOf(*index), textOf(decision), wanted);
    }
    const auto after =
        std::find_if(record_.decisions.begin(), record_.decisions.end(),
                     [&](const Decision &each) { return each.about > decision.about; });
    const auto place = static_cast<std::size_t>(after - record_.decisions.begin());
    wanted.decisions.insert(wanted.decisions.begin() + (after - record_.decisions.begin()),
                            decision);
    if (record_.decisions.empty())
      return appended(decision, wanted);
    const std::size_t line = place == 0 ? spanOf(0).begin : spanOf(place - 1).end;
    return replaced({line, line}, textOf(decision), wanted);
  }

  Result<std::string> without(const Subject &about) {
    const auto index = indexOf(about);
    if (!index)
      return Diagnostic{{file_, 0, 0}, fmt::format("nothing is decided about '{}'", about.key)};
    Record wanted = record_;
    wanted.decisions.erase(wanted.decisions.begin() + static_cast<std::ptrdiff_t>(*index));
    return replaced(spanOf(*index), "", wanted);
  }

private:
  std::optional<std::size_t> indexOf(const Subject &about) const {
    const Decision *found = record_.find(about);
    return found ? std::optional(static_cast<std::size_t>(found - record_.decisions.data()))
                 : std::nullopt;
  }

  Span spanOf(std::size_t index) const {
    const auto lineOf = [&](std::size_t i) {
      return static_cast<std::size_t>(record_.lines[i].line - 1);
    };
    Span out{lineOf(index), index + 1 < record_.lines.size() ? lineOf(index + 1) : lines_.size()};
    while (out.end > out.begin + 1 && isBlankOrComment(lines_[out.end - 1]))
      --out.end;
    return out;
  }

  std::string textOf(const Decision &decision) const {
    constexpr std::size_t usual = 2;
    if (record_.decisions.empty())
      return entryText(decision, usual, lineEnd_);
    const std::string &line = lines_[static_cast<std::size_t>(record_.lines[0].line - 1)];
    return entryText(decision, std::min(line.find('-'), std::size_t{80}), lineEnd_);
  }

  /// The first entry goes below the key of the list, or below a head of its own.
  Result<std::string> appended(const Decision &decision, const Record &wanted) {
    const auto key = std::find_if(lines_.begin(), lines_.end(), [](const std::string &line) {
      return line.starts_with("decisions:");
    });
    const auto end = static_cast<std::size_t>(key - lines_.begin());
    if (key != lines_.end())
      return replaced({end + 1, end + 1}, textOf(decision), wanted);
    const bool isEmpty = std::all_of(lines_.begin(), lines_.end(), isBlankOrComment);
    const std::string head = isEmpty ? headText(lineEnd_) : "decisions:" + lineEnd_;
    return replaced({end, end}, head + textOf(decision), wanted);
  }

  /// The text with other lines in place of the span; refused unless it says what is wanted.
  Result<std::string> replaced(Span span, const std::string &lines, const Record &wanted) const {
    std::string out;
    for (std::size_t i = 0; i < span.begin; ++i)
      out += lines_[i];
    if (!lines.empty() && !out.empty() && out.back() != '\n')
      out += lineEnd_;
    out += lines;
    for (std::size_t i = span.end; i < lines_.size(); ++i)
      out += lines_[i];
    const Result<Record> after = parseRecord(out, file_);
    if (!after || !(*after == wanted))
      return Diagnostic{{file_, static_cast<int>(span.begin) + 1, 1},
                        "the decision can't be written here without changing another one",
                        "write the list with an entry below the other, or change it by hand"};
    return out;
  }

  std::string file_;
  std::vector<std::string> lines_;
  Record record_;
  std::string lineEnd_;
};

} // namespace

Result<std::string> decided(std::string_view text, const std::string &file,
                            const Decision &decision) {
  Result<Record> record = parseRecord(text, file);
  return record ? Page(text, file, *std::move(record)).with(decision)
                : Result<std::string>(record.error());
}

Result<std::string> withdrawn(std::string_view text, const std::string &file,
                              const Subject &about) {
  Result<Record> record = parseRecord(text, file);
  return record ? Page(text, file, *std::move(record)).without(about)
                : Result<std::string>(record.error());
}

} // namespace loadline::record
