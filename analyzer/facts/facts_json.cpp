#include "analyzer/facts/translation_unit_facts.h"

#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

// Keys are short because a large code base has millions of expressions; docs/formats/facts.md names
// them.

namespace loadline::facts {

namespace {

using nlohmann::json;

/// A path is bytes; one that is no plain UTF-8 text stands as the list of them.
json write(const std::string &path) {
  return printable(path) == path ? json(path)
                                 : json(std::vector<unsigned char>(path.begin(), path.end()));
}

json write(const std::vector<std::string> &paths) {
  json out = json::array();
  for (const std::string &path : paths)
    out.push_back(write(path));
  return out;
}

std::string readPath(const json &in) {
  if (!in.is_array())
    return in.get<std::string>();
  const auto bytes = in.get<std::vector<unsigned char>>();
  return {bytes.begin(), bytes.end()};
}

std::vector<std::string> readPaths(const json &in) {
  std::vector<std::string> out;
  for (const json &path : in)
    out.push_back(readPath(path));
  return out;
}

json place(const Place &at) {
  return json::array({at.file, at.line, at.column});
}

json write(const Expression &e) {
  json out = {{"k", static_cast<int>(e.kind)}, {"p", place(e.at)}};
  if (e.symbol >= 0)
    out["s"] = e.symbol;
  if (e.kind == Expression::Kind::literal)
    out["v"] = e.value;
  if (!e.text.empty())
    out["x"] = printable(e.text);
  if (!e.type.empty())
    out["t"] = e.type;
  if (e.hasObject)
    out["o"] = 1;
  if (e.isHeap)
    out["h"] = 1;
  for (const Expression &operand : e.operands)
    out["a"].push_back(write(operand));
  return out;
}

json write(const Statement &s) {
  json out = {{"k", static_cast<int>(s.kind)}, {"p", place(s.at)}};
  if (s.loop != Statement::Loop::none)
    out["l"] = static_cast<int>(s.loop);
  if (s.exit != Statement::Exit::none)
    out["x"] = static_cast<int>(s.exit);
  if (s.symbol >= 0)
    out["s"] = s.symbol;
  if (s.conditionAt >= 0)
    out["c"] = s.conditionAt;
  if (s.stepAt >= 0)
    out["i"] = s.stepAt;
  for (const Expression &e : s.expressions)
    out["e"].push_back(write(e));
  for (const Statement &part : s.parts)
    out["b"].push_back(write(part));
  return out;
}

json write(const Symbol &s) {
  json out = {{"k", static_cast<int>(s.kind)}, {"u", s.usr}, {"n", s.name}, {"t", s.type}};
  if (s.extent >= 0)
    out["e"] = s.extent;
  if (s.parameter >= 0)
    out["i"] = s.parameter;
  if (s.declaredIn >= 0)
    out["d"] = s.declaredIn;
  if (s.isReference)
    out["r"] = 1;
  if (s.isWritingPointer)
    out["m"] = 1;
  if (!s.pattern.empty())
    out["tp"] = s.pattern;
  if (s.isSystem)
    out["y"] = 1;
  if (s.isOpen)
    out["w"] = 1;
  if (s.isNothrow)
    out["nt"] = 1;
  if (s.isMadeByCompiler)
    out["c"] = 1;
  if (s.isOnlyDeclared)
    out["od"] = 1;
  if (s.isCalledFromUnseen)
    out["f"] = 1;
  if (!s.overridden.empty())
    out["o"] = s.overridden;
  if (!s.overriddenNames.empty())
    out["on"] = s.overriddenNames;
  return out;
}

json write(const Function &f) {
  json defaults = json::array();
  for (const Expression &e : f.defaults)
    defaults.push_back(write(e));
  return {{"k", static_cast<int>(f.kind)},
          {"s", f.symbol},
          {"p", place(f.at)},
          {"a", f.parameters},
          {"n", f.isInternal},
          {"c", f.isCoroutine},
          {"d", std::move(defaults)},
          {"b", write(f.body)}};
}

/// Reads with every index checked against its table; the first fault stops it.
class FactsReader {
public:
  explicit FactsReader(TranslationUnitFacts &facts) : facts_(facts) {}

  void read(const json &in) {
    facts_.mainFile = readPath(in.at("main"));
    facts_.files = readPaths(in.at("files"));
    for (const json &symbol : in.at("symbols"))
      facts_.symbols.push_back(readSymbol(symbol));
    for (const json &function : in.at("functions"))
      facts_.functions.push_back(readFunction(function));
    for (const json &value : in.at("initial"))
      facts_.initialValues.push_back(
          {symbolIndex(value.at("s")), readExpression(value.at("v"), 0)});
    for (const json &annotation : in.value("annotations", json::array()))
      facts_.annotations.push_back({readPlace(annotation.at("p")),
                                    annotation.at("t").get<std::string>(),
                                    annotation.value("l", 0)});
    facts_.errors = in.at("errors").get<int>();
    facts_.notes = in.at("notes").get<std::vector<std::string>>();
    facts_.dependencies = readPaths(in.at("dependencies"));
  }

private:
  static constexpr int deepestExpression = 400;
  static constexpr int deepestStatement = 1500; // a long chain of `else if`

  template <class Enum>
  static Enum enumerator(const json &in, Enum last) {
    const int value = in.get<int>();
    require(value >= 0 && value <= static_cast<int>(last),
            "a kind that this version does not know");
    return static_cast<Enum>(value);
  }

  int symbolIndex(const json &in) const {
    const int index = in.get<int>();
    require(index >= 0 && index < static_cast<int>(facts_.symbols.size()),
            "a symbol outside the table");
    return index;
  }

  Place readPlace(const json &in) const {
    const Place at{in.at(0).get<int>(), in.at(1).get<int>(), in.at(2).get<int>()};
    require(at.file >= -1 && at.file < static_cast<int>(facts_.files.size()),
            "a file outside the table");
    return at;
  }

  static void require(bool claim, const char *otherwise) {
    if (!claim)
      throw json::other_error::create(501, otherwise, nullptr);
  }

  /// As many operands as every reader of that kind takes for granted.
  static std::size_t leastOperands(const Expression &e) {
    switch (e.kind) {
    case Expression::Kind::conditional:
      return 3;
    case Expression::Kind::binary:
      return 2;
    case Expression::Kind::unary:
    case Expression::Kind::subscript:
      return 1;
    case Expression::Kind::other:
      return e.text == "new[]" ? 2 : 0;
    default:
      return e.hasObject ? 1 : 0;
    }
  }

  bool isFunction(int symbol) const {
    return facts_.symbols[symbol].kind == Symbol::Kind::function;
  }

  Symbol readSymbol(const json &in) const {
    Symbol out;
    out.kind = enumerator(in.at("k"), Symbol::Kind::function);
    out.usr = in.at("u").get<std::string>();
    out.name = in.at("n").get<std::string>();
    out.type = in.at("t").get<std::string>();
    out.extent = in.value("e", std::int64_t{-1});
    out.parameter = in.value("i", -1);
    out.declaredIn = in.value("d", -1);
    require(out.declaredIn >= -1 && out.declaredIn < static_cast<int>(facts_.files.size()),
            "a file outside the table");
    out.isReference = in.value("r", 0) != 0;
    out.isWritingPointer = in.value("m", 0) != 0;
    out.isSystem = in.value("y", 0) != 0;
    out.isOpen = in.value("w", 0) != 0;
    out.isNothrow = in.value("nt", 0) != 0;
    out.isMadeByCompiler = in.value("c", 0) != 0;
    out.isOnlyDeclared = in.value("od", 0) != 0;
    out.isCalledFromUnseen = in.value("f", 0) != 0;
    out.pattern = in.value("tp", std::string());
    out.overridden = in.value("o", std::vector<std::string>{});
    out.overriddenNames = in.value("on", std::vector<std::string>{});
    return out;
  }

  Expression readExpression(const json &in, int depth) const {
    require(depth <= deepestExpression, "nested too deeply");
    Expression out;
    out.kind = enumerator(in.at("k"), Expression::Kind::other);
    out.at = readPlace(in.at("p"));
    if (in.contains("s"))
      out.symbol = symbolIndex(in["s"]);
    out.value = in.value("v", std::int64_t{0});
    out.text = in.value("x", "");
    out.type = in.value("t", "");
    out.hasObject = in.contains("o");
    out.isHeap = in.contains("h");
    if (in.contains("a"))
      for (const json &operand : in["a"])
        out.operands.push_back(readExpression(operand, depth + 1));
    require(out.operands.size() >= leastOperands(out), "an expression without its operands");
    const bool isName = out.kind == Expression::Kind::reference ||
                        out.kind == Expression::Kind::function ||
                        out.kind == Expression::Kind::lambda;
    require(!isName || out.symbol >= 0, "a reference to nothing");
    return out;
  }

  Statement readStatement(const json &in, int depth) const {
    require(depth <= deepestStatement, "nested too deeply");
    Statement out;
    out.kind = enumerator(in.at("k"), Statement::Kind::choice);
    out.at = readPlace(in.at("p"));
    out.loop = enumerator(in.value("l", json(0)), Statement::Loop::gotoLoop);
    out.exit = enumerator(in.value("x", json(0)), Statement::Exit::jumps);
    if (in.contains("s"))
      out.symbol = symbolIndex(in["s"]);
    if (in.contains("e"))
      for (const json &e : in["e"])
        out.expressions.push_back(readExpression(e, 0));
    if (in.contains("b"))
      for (const json &part : in["b"])
        out.parts.push_back(readStatement(part, depth + 1));
    out.conditionAt = in.value("c", -1);
    out.stepAt = in.value("i", -1);
    const int count = static_cast<int>(out.expressions.size());
    require(out.conditionAt >= -1 && out.conditionAt < count && out.stepAt >= -1 &&
                out.stepAt < count,
            "a condition outside its statement");
    require(out.kind != Statement::Kind::loop || !out.parts.empty(), "a loop without a body");
    require(out.loop != Statement::Loop::rangeFor || count > 0, "a loop over nothing");
    const bool isWrite =
        out.kind == Statement::Kind::declare || out.kind == Statement::Kind::initialise;
    require(!isWrite || out.symbol >= 0, "a reference to nothing");
    return out;
  }

  Function readFunction(const json &in) const {
    Function out;
    out.kind = enumerator(in.at("k"), Function::Kind::lambda);
    out.symbol = symbolIndex(in.at("s"));
    require(isFunction(out.symbol), "a function that is none");
    out.at = readPlace(in.at("p"));
    for (const json &parameter : in.at("a"))
      out.parameters.push_back(symbolIndex(parameter));
    require(
        std::ranges::none_of(out.parameters, [&](int parameter) { return isFunction(parameter); }),
        "a variable that is none");
    out.isInternal = in.at("n").get<bool>();
    out.isCoroutine = in.at("c").get<bool>();
    for (const json &e : in.at("d"))
      out.defaults.push_back(readExpression(e, 0));
    out.body = readStatement(in.at("b"), 0);
    return out;
  }

  TranslationUnitFacts &facts_;
};

bool looksLikeFacts(std::string_view text) {
  return text.rfind("{\"schema\":\"loadline/facts/v1\"", 0) == 0;
}

} // namespace

std::string toJsonText(const TranslationUnitFacts &facts) {
  nlohmann::ordered_json out;
  out["schema"] = "loadline/facts/v1";
  out["main"] = write(facts.mainFile);
  out["errors"] = facts.errors;
  out["notes"] = facts.notes;
  out["dependencies"] = write(facts.dependencies);
  out["files"] = write(facts.files);
  json symbols = json::array();
  for (const Symbol &symbol : facts.symbols)
    symbols.push_back(write(symbol));
  out["symbols"] = std::move(symbols);
  json functions = json::array();
  for (const Function &function : facts.functions)
    functions.push_back(write(function));
  out["functions"] = std::move(functions);
  json initial = json::array();
  for (const InitialValue &value : facts.initialValues)
    initial.push_back({{"s", value.symbol}, {"v", write(value.value)}});
  out["initial"] = std::move(initial);
  json annotations = json::array();
  for (const Annotation &annotation : facts.annotations)
    annotations.push_back(
        {{"p", place(annotation.at)}, {"t", annotation.text}, {"l", annotation.codeLine}});
  out["annotations"] = std::move(annotations);
  return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<TranslationUnitFacts> parseFacts(std::string_view text, const std::string &file) {
  const std::string hint = "write it anew with 'loadline-audit --facts-dir'";
  if (!looksLikeFacts(text))
    return Diagnostic{{file, 0, 0}, "not a facts file of this version", hint};
  try {
    TranslationUnitFacts facts;
    FactsReader(facts).read(json::parse(text));
    return facts;
  } catch (const json::exception &error) {
    return Diagnostic{{file, 0, 0}, fmt::format("not a sound facts file: {}", error.what()), hint};
  }
}

} // namespace loadline::facts
