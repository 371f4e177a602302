#include "analyzer/bound/bound.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <limits>

// bound   := term ('+' term)*
// term    := factor ('*' factor)*
// factor  := number | '>9.2e18' | 'hardware' | 'unbounded' | name '(' text ')'
//          | ('min'|'max') '(' bound (', ' bound)* ')' | '(' bound ')'

namespace loadline::bound {

namespace {

constexpr int deepest = 50;
constexpr std::string_view beyondCounting = ">9.2e18"; // 2^63 - 1 is 9.22e18

std::string joinedText(const std::vector<Bound> &parts, std::string_view separator,
                       Bound::Form parent) {
  std::string out;
  for (const Bound &part : parts) {
    const bool brackets = parent == Bound::Form::product && part.form() == Bound::Form::sum;
    out += fmt::format("{}{}{}{}", out.empty() ? "" : separator, brackets ? "(" : "",
                       toString(part), brackets ? ")" : "");
  }
  return out;
}

class Parser {
public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Bound> parse() {
    Result<Bound> bound = sum(0);
    if (bound && at_ != text_.size())
      return failure("nothing more");
    return bound;
  }

private:
  Diagnostic failure(std::string_view expected) const {
    return {{"", 1, static_cast<int>(at_) + 1},
            fmt::format("'{}' is no bound: expected {} at {}", text_, expected, at_ + 1)};
  }

  void skipSpaces() {
    while (at_ < text_.size() && text_[at_] == ' ')
      ++at_;
  }

  bool take(char c) {
    skipSpaces();
    if (at_ >= text_.size() || text_[at_] != c)
      return false;
    ++at_;
    return true;
  }

  Result<Bound> sum(int depth) { return list(depth, '+', &Parser::term, &Bound::sum); }
  Result<Bound> term(int depth) { return list(depth, '*', &Parser::factor, &Bound::product); }

  Result<Bound> list(int depth, char separator, Result<Bound> (Parser::*part)(int),
                     Bound (*join)(std::vector<Bound>)) {
    std::vector<Bound> parts;
    do {
      Result<Bound> next = (this->*part)(depth);
      if (!next)
        return next;
      parts.push_back(*std::move(next));
    } while (take(separator));
    return join(std::move(parts));
  }

  /// `depth` counts the brackets around it, those of min and max included.
  Result<Bound> factor(int depth) {
    if (depth > deepest)
      return failure("less nesting");
    skipSpaces();
    if (take('(')) {
      Result<Bound> inner = sum(depth + 1);
      return inner && !take(')') ? failure("')'") : inner;
    }
    if (text_.substr(at_).starts_with(beyondCounting)) {
      at_ += beyondCounting.size();
      return Bound::constant(std::numeric_limits<std::int64_t>::max());
    }
    const std::size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0))
      ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word == "hardware")
      return Bound::hardware();
    if (word == "unbounded")
      return Bound::unbounded();
    if (word == "min" || word == "max")
      return arms(depth, word == "min");
    if (!word.empty() && std::isdigit(static_cast<unsigned char>(word[0])))
      return number(word);
    return named(word);
  }

  Result<Bound> number(std::string_view word) {
    std::int64_t count = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), count);
    if (problem != std::errc() || end != word.data() + word.size())
      return failure("a whole number");
    return Bound::constant(count);
  }

  Result<Bound> arms(int depth, bool isMinimum) {
    if (!take('('))
      return failure("'('");
    Result<Bound> all =
        list(depth + 1, ',', &Parser::sum, isMinimum ? &Bound::minimum : &Bound::maximum);
    return all && !take(')') ? failure("')'") : all;
  }

  Result<Bound> named(std::string_view word) {
    Bound (*make)(std::string) = word == "config"    ? &Bound::config
                                 : word == "size"    ? &Bound::size
                                 : word == "outside" ? &Bound::outside
                                 : word == "unknown" ? &Bound::unknown
                                                     : nullptr;
    if (!make || !take('('))
      return failure("a number, hardware, config(…), size(…), outside(…), unknown(…), unbounded, "
                     "min(…) or max(…)");
    const std::size_t begin = at_;
    for (int open = 1; at_ < text_.size(); ++at_) {
      open += text_[at_] == '(' ? 1 : text_[at_] == ')' ? -1 : 0;
      if (open == 0)
        return make(std::string(text_.substr(begin, at_++ - begin)));
    }
    return failure("')'");
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

} // namespace

std::string toString(const Bound &bound) {
  switch (bound.form()) {
  case Bound::Form::constant:
    return bound.isBeyondCounting() ? std::string(beyondCounting)
                                    : fmt::format("{}", bound.count());
  case Bound::Form::hardware:
    return "hardware";
  case Bound::Form::config:
    return fmt::format("config({})", bound.name());
  case Bound::Form::size:
    return fmt::format("size({})", bound.name());
  case Bound::Form::outside:
    return fmt::format("outside({})", bound.name());
  case Bound::Form::unknown:
    return fmt::format("unknown({})", bound.name());
  case Bound::Form::unbounded:
    return "unbounded";
  case Bound::Form::product:
    return joinedText(bound.parts(), "*", bound.form());
  case Bound::Form::sum:
    return joinedText(bound.parts(), "+", bound.form());
  case Bound::Form::minimum:
    return fmt::format("min({})", joinedText(bound.parts(), ", ", bound.form()));
  case Bound::Form::maximum:
    return fmt::format("max({})", joinedText(bound.parts(), ", ", bound.form()));
  }
  return "";
}

Result<Bound> parseBound(std::string_view text) {
  return Parser(text).parse();
}

} // namespace loadline::bound
