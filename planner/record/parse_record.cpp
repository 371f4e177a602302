#include "base/date.h"
#include "planner/record/record.h"

#include "base/files.h"
#include "base/yaml_reader.h"
#include "planner/units/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <system_error>

namespace loadline::record {

namespace {

using yaml::Node;
using yaml::Reader;

constexpr std::string_view words[] = {"accepted", "to_fix", "false_positive", "met", "not_met"};
constexpr Verdict verdicts[] = {Verdict::accepted, Verdict::toFix, Verdict::falsePositive,
                                Verdict::met, Verdict::notMet};
constexpr Subject::Kind kinds[] = {Subject::Kind::bound, Subject::Kind::finding,
                                   Subject::Kind::question};

std::string textOf(Reader &reader, std::string_view key) {
  const auto value = reader.text(key);
  return value ? value->value : std::string();
}

Subject subjectOf(Reader &reader) {
  std::vector<Subject> out;
  for (const Subject::Kind kind : kinds)
    if (std::string key = textOf(reader, toString(kind)); reader.has(toString(kind)))
      out.push_back({kind, std::move(key)});
  if (out.size() != 1)
    reader.error(reader.at(), out.empty()
                                  ? "a decision needs its 'bound', its 'finding' or its 'question'"
                                  : "a decision is about one bound, finding or question");
  return out.empty() ? Subject() : out.front();
}

Decision decisionOf(const Node &node, Diagnostics &errors) {
  Reader reader(node, "a decision", errors);
  Decision out;
  if (node.kind != Node::Kind::map)
    return out;
  out.about = subjectOf(reader);
  reader.required("verdict");
  const auto word = reader.choice("verdict", {std::begin(words), std::end(words)});
  if (word)
    out.verdict = *parseVerdict(word->value);
  if (word && !fits(out.verdict, out.about.kind))
    reader.error(reader.keyAt("verdict"),
                 fmt::format("a {} is not '{}'", toString(out.about.kind), toString(out.verdict)),
                 out.about.kind == Subject::Kind::question ? "met or not_met"
                                                           : "accepted, to_fix or false_positive");
  out.owner = textOf(reader, "owner");
  out.until = textOf(reader, "until");
  out.comment = textOf(reader, "comment");
  out.seen = textOf(reader, "seen");
  if (!out.until.empty() && !isDate(out.until))
    reader.error(reader.keyAt("until"), fmt::format("'{}' is no date", out.until),
                 "as in 2027-01-31");
  if (out.verdict == Verdict::toFix && out.owner.empty())
    reader.error(reader.at(), "what is to be fixed needs its owner");
  reader.finish();
  return out;
}

} // namespace

std::string_view toString(Verdict verdict) {
  return words[static_cast<std::size_t>(verdict)];
}

Result<Verdict> parseVerdict(std::string_view word) {
  for (const Verdict verdict : verdicts)
    if (word == toString(verdict))
      return verdict;
  return Diagnostic{{},
                    fmt::format("there is no verdict '{}'", word),
                    "accepted, to_fix, false_positive, met or not_met"};
}

std::string_view toString(Subject::Kind kind) {
  constexpr std::string_view names[] = {"bound", "finding", "question"};
  return names[static_cast<std::size_t>(kind)];
}

bool fits(Verdict verdict, Subject::Kind kind) {
  const bool isAnswer = verdict == Verdict::met || verdict == Verdict::notMet;
  return isAnswer == (kind == Subject::Kind::question);
}

const Decision *Record::find(const Subject &about) const {
  const auto found = std::find_if(decisions.begin(), decisions.end(),
                                  [&](const Decision &each) { return each.about == about; });
  return found == decisions.end() ? nullptr : &*found;
}

std::filesystem::path recordBeside(const std::filesystem::path &spec) {
  std::filesystem::path out = spec;
  return out.replace_extension(".review.yaml");
}

Result<Record> parseRecord(std::string_view text, const std::string &file) {
  const Result<Node> document = yaml::parseYaml(text, file);
  if (!document)
    return document.error();
  Record out;
  if (document->kind == Node::Kind::null)
    return out;
  Diagnostics errors;
  Reader reader(*document, "a review record", errors);
  if (document->kind == Node::Kind::map) {
    reader.required("loadline_review");
    reader.integer("loadline_review", 1, 1);
    std::set<Subject> known;
    if (reader.node("decisions"))
      for (const Node &item : reader.items("decisions")) {
        out.decisions.push_back(decisionOf(item, errors));
        out.lines.push_back(item.at);
        if (!known.insert(out.decisions.back().about).second)
          errors.push_back(
              {item.at, fmt::format("'{}' is decided twice", out.decisions.back().about.key)});
      }
    reader.finish();
  }
  if (!errors.empty())
    return errors;
  return out;
}

Result<Record> recordFile(const std::filesystem::path &path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return Record();
  const Result<std::string> text = readFile(path);
  return text ? parseRecord(*text, path.string()) : Result<Record>(text.error());
}

} // namespace loadline::record
