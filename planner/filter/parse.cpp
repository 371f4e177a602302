#include "planner/filter/filter.h"

#include "base/text.h"
#include "planner/units/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace loadline::filter {

namespace {

constexpr int deepest = 100;

struct Token {
  enum class Kind { word, quoted, op, open, close, end } kind = Kind::end;
  std::string text;
  std::size_t at = 0; ///< byte
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool isSpace(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

constexpr std::pair<std::string_view, Operator> operators[] = {
    {"!=", Operator::unequal}, {"<=", Operator::atMost}, {">=", Operator::atLeast},
    {"==", Operator::equal},   {"=", Operator::equal},   {"<", Operator::less},
    {">", Operator::more},     {"~", Operator::holds}};

/// The operator that the text begins with, the longest.
std::string_view operatorAt(std::string_view text) {
  for (const auto &[sign, op] : operators)
    if (text.starts_with(sign))
      return sign;
  return {};
}

Operator operatorOf(std::string_view sign) {
  return std::find_if(std::begin(operators), std::end(operators),
                      [&](const auto &known) { return known.first == sign; })
      ->second;
}

Diagnostic mistake(std::size_t byte, std::string message, std::string hint = {}) {
  return {{"filter", 1, static_cast<int>(byte) + 1}, std::move(message), std::move(hint)};
}

class Parser {
public:
  Parser(std::string_view text, const std::vector<Field> &fields) : text_(text), fields_(fields) {
    next();
  }

  Result<Filter> parse() {
    if (token_.kind == Token::Kind::end && !error_)
      return Filter{};
    std::optional<Filter> filter = either(0);
    if (!error_ && token_.kind != Token::Kind::end)
      fail(token_.at, "a ')' without its '('", "quote it to look for it: \")\"");
    if (error_)
      return *error_;
    return *std::move(filter);
  }

private:
  void fail(std::size_t byte, std::string message, std::string hint = {}) {
    if (!error_)
      error_ = mistake(byte, std::move(message), std::move(hint));
    token_ = {Token::Kind::end, "", text_.size()};
    place_ = text_.size();
  }

  void next() {
    while (place_ < text_.size() && isSpace(text_[place_]))
      ++place_;
    token_ = {Token::Kind::end, "", place_};
    if (place_ >= text_.size())
      return;
    const char c = text_[place_];
    if (c == '(' || c == ')') {
      token_.kind = c == '(' ? Token::Kind::open : Token::Kind::close;
      ++place_;
    } else if (c == '"') {
      readQuoted();
    } else if (const std::string_view sign = operatorAt(text_.substr(place_)); !sign.empty()) {
      token_ = {Token::Kind::op, std::string(sign), place_};
      place_ += sign.size();
    } else {
      readWord();
    }
  }

  void readQuoted() {
    token_.kind = Token::Kind::quoted;
    for (++place_; place_ < text_.size() && text_[place_] != '"'; ++place_) {
      if (text_[place_] == '\\' && place_ + 1 < text_.size())
        ++place_;
      token_.text += text_[place_];
    }
    if (place_ >= text_.size())
      return fail(token_.at, "a quote that is not closed", "end it with \"");
    ++place_;
  }

  void readWord() {
    token_.kind = Token::Kind::word;
    while (place_ < text_.size() && !isSpace(text_[place_]) &&
           std::string_view("()\"").find(text_[place_]) == std::string_view::npos &&
           operatorAt(text_.substr(place_)).empty())
      token_.text += text_[place_++];
  }

  bool isKeyword(std::string_view word) const {
    return token_.kind == Token::Kind::word && lower(token_.text) == word;
  }

  bool endsAll() const {
    return token_.kind == Token::Kind::end || token_.kind == Token::Kind::close || isKeyword("or");
  }

  static Filter joined(Filter::Kind kind, std::vector<Filter> parts) {
    if (parts.size() == 1)
      return std::move(parts.front());
    Filter out;
    out.kind = kind;
    for (Filter &part : parts) // `a and (b and c)` is `a and b and c`
      if (part.kind == kind)
        out.parts.insert(out.parts.end(), std::make_move_iterator(part.parts.begin()),
                         std::make_move_iterator(part.parts.end()));
      else
        out.parts.push_back(std::move(part));
    return out;
  }

  std::optional<Filter> either(int depth) {
    std::vector<Filter> parts;
    do {
      if (!parts.empty())
        next(); // the `or`
      std::optional<Filter> part = all(depth);
      if (!part)
        return {};
      parts.push_back(*std::move(part));
    } while (isKeyword("or"));
    return joined(Filter::Kind::either, std::move(parts));
  }

  std::optional<Filter> all(int depth) {
    std::vector<Filter> parts;
    do {
      if (!parts.empty() && isKeyword("and"))
        next();
      std::optional<Filter> part = one(depth);
      if (!part)
        return {};
      parts.push_back(*std::move(part));
    } while (!endsAll());
    return joined(Filter::Kind::all, std::move(parts));
  }

  std::optional<Filter> one(int depth) {
    if (depth > deepest)
      return fail(token_.at, fmt::format("nested deeper than {}", deepest)), std::nullopt;
    if (isKeyword("not")) {
      next();
      std::optional<Filter> part = one(depth + 1);
      if (!part)
        return {};
      Filter out;
      out.kind = Filter::Kind::no;
      out.parts.push_back(*std::move(part));
      return out;
    }
    if (token_.kind == Token::Kind::open)
      return inParentheses(depth);
    if (token_.kind == Token::Kind::quoted)
      return word();
    if (token_.kind == Token::Kind::word && !isKeyword("and") && !isKeyword("or"))
      return wordOrComparison();
    const std::size_t at = token_.at;
    return fail(at, "a word, a field or '(' is expected here", "as in util > 0.8 and team = pay"),
           std::nullopt;
  }

  std::optional<Filter> inParentheses(int depth) {
    const std::size_t at = token_.at;
    next();
    std::optional<Filter> inside = either(depth + 1);
    if (!inside)
      return {};
    if (token_.kind != Token::Kind::close)
      return fail(at, "a '(' that is not closed", "end it with ')'"), std::nullopt;
    next();
    return inside;
  }

  Filter word() {
    Filter out;
    out.kind = Filter::Kind::word;
    out.text = token_.text;
    next();
    return out;
  }

  std::optional<Filter> wordOrComparison() {
    const Token name = token_;
    Filter out = word();
    if (token_.kind != Token::Kind::op)
      return out;
    const std::optional<std::size_t> field = fieldOf(name);
    if (!field)
      return {};
    out = {};
    out.kind = Filter::Kind::comparison;
    out.field = *field;
    out.name = fields_[*field].name;
    out.measure = fields_[*field].measure;
    out.op = operatorOf(token_.text);
    const Token sign = token_;
    next();
    if (token_.kind != Token::Kind::word && token_.kind != Token::Kind::quoted)
      return fail(token_.at, fmt::format("a value is expected after '{}'", sign.text),
                  example(out)),
             std::nullopt;
    out.text = token_.text;
    if (!readValue(out, sign))
      return {};
    next();
    return out;
  }

  std::optional<std::size_t> fieldOf(const Token &name) {
    const std::string wanted = lower(name.text);
    std::vector<std::string> names, fitting;
    std::size_t found = 0;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      names.push_back(fields_[i].name);
      if (fields_[i].name == wanted)
        return i;
      if (fields_[i].name.starts_with(wanted)) {
        fitting.push_back(fields_[i].name);
        found = i;
      }
    }
    if (fitting.size() == 1)
      return found;
    const std::string near = nearest(wanted, names);
    if (fitting.size() > 1)
      fail(name.at, fmt::format("'{}' may be {}", name.text, inWords(fitting)));
    else
      fail(name.at, fmt::format("there is no field '{}'", name.text),
           near.empty() ? "the fields are " + inWords(names)
                        : fmt::format("did you mean '{}'?", near));
    return {};
  }

  static std::string example(const Filter &comparison) {
    switch (comparison.measure) {
    case Measure::text:
      return "as in " + comparison.name + " = pay";
    case Measure::number:
      return "as in " + comparison.name + " > 100";
    case Measure::share:
      return "as in " + comparison.name + " > 80%";
    case Measure::duration:
      return "as in " + comparison.name + " > 200ms";
    case Measure::rate:
      return "as in " + comparison.name + " > 500/s";
    }
    return {};
  }

  /// Reads the value by what the field's figures are.
  bool readValue(Filter &out, const Token &sign) {
    if (out.measure == Measure::text) {
      const bool isOrder =
          out.op != Operator::equal && out.op != Operator::unequal && out.op != Operator::holds;
      if (isOrder)
        fail(sign.at,
             fmt::format("'{}' is a text, which '{}' does not compare", out.name, sign.text),
             "=, != and ~ do");
      return !isOrder;
    }
    if (out.op == Operator::holds)
      return fail(sign.at, fmt::format("'{}' is a figure, which '~' does not compare", out.name),
                  example(out)),
             false;
    if (lower(out.text) == "unknown") {
      out.number = std::numeric_limits<double>::quiet_NaN();
      const bool isEqual = out.op == Operator::equal || out.op == Operator::unequal;
      if (!isEqual)
        fail(sign.at, fmt::format("nothing is '{}' what is unknown", sign.text), "=, != do");
      return isEqual;
    }
    const std::optional<double> number = figure(out.measure, out.text);
    if (!number)
      return fail(token_.at, fmt::format("'{}' is no figure for '{}'", token_.text, out.name),
                  example(out)),
             false;
    out.number = *number;
    return true;
  }

  static std::optional<double> figure(Measure measure, std::string_view text) {
    const auto plain = units::parseNumber(text, {});
    const auto counted = [](const auto &read) {
      return read ? std::optional<double>(read->count()) : std::nullopt;
    };
    if (measure == Measure::duration)
      return counted(units::parseDuration(text, {}));
    if (plain)
      return *plain;
    if (measure == Measure::rate)
      return counted(units::parseRate(text, {}));
    if (measure == Measure::share && text.ends_with('%')) {
      const auto percent = units::parseNumber(text.substr(0, text.size() - 1), {});
      return percent ? std::optional<double>(*percent / 100) : std::nullopt;
    }
    return {};
  }

  std::string_view text_;
  const std::vector<Field> &fields_;
  std::size_t place_ = 0;
  Token token_;
  std::optional<Diagnostic> error_;
};

} // namespace

Result<Filter> parseFilter(std::string_view text, const std::vector<Field> &fields) {
  return Parser(text, fields).parse();
}

} // namespace loadline::filter
