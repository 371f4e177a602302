#include "analyzer/rules/rules.h"

#include "base/files.h"
#include "base/text.h"
#include "base/yaml_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace loadline::rules {

namespace {

template <class Table>
auto *lookUp(const Table &table, std::string_view name) {
  const auto found = table.find(name);
  return found == table.end() ? nullptr : &found->second;
}

/// The value of `choices` with the text that the key holds.
template <class Enum, std::size_t count>
std::optional<Enum> enumerator(yaml::Reader &reader, std::string_view key,
                               const std::array<std::pair<const char *, Enum>, count> &choices) {
  std::vector<std::string> words;
  for (const auto &[word, value] : choices)
    words.emplace_back(word);
  const auto chosen = reader.choice(key, words);
  if (!chosen)
    return std::nullopt;
  for (const auto &[word, value] : choices)
    if (chosen->value == word)
      return value;
  return std::nullopt;
}

constexpr std::array<std::pair<const char *, SpawnApi::Starts>, 7> startsWords = {
    {{"thread", SpawnApi::Starts::thread},
     {"process", SpawnApi::Starts::process},
     {"task", SpawnApi::Starts::task},
     {"coroutine", SpawnApi::Starts::coroutine},
     {"pool", SpawnApi::Starts::pool},
     {"what it makes", SpawnApi::Starts::whatItMakes},
     {"what it holds", SpawnApi::Starts::whatItHolds}}};
constexpr std::array<std::pair<const char *, SpawnApi::OnDestroy>, 4> destroyWords = {
    {{"nothing", SpawnApi::OnDestroy::nothing},
     {"joins", SpawnApi::OnDestroy::joins},
     {"detaches", SpawnApi::OnDestroy::detaches},
     {"terminates", SpawnApi::OnDestroy::terminates}}};
constexpr std::array<std::pair<const char *, SpawnApi::FailsWith>, 3> failsWords = {
    {{"nothing", SpawnApi::FailsWith::nothing},
     {"negative", SpawnApi::FailsWith::negative},
     {"nonzero", SpawnApi::FailsWith::nonzero}}};
constexpr std::array<std::pair<const char *, EventSource::Runs>, 6> runsWords = {
    {{"per call", EventSource::Runs::perCall},
     {"once later", EventSource::Runs::onceLater},
     {"per event", EventSource::Runs::perEvent},
     {"once ever", EventSource::Runs::onceEver},
     {"per element", EventSource::Runs::perElement},
     {"where called", EventSource::Runs::whereCalled}}};
constexpr std::array<std::pair<const char *, NumberSource::Gives>, 32> givesWords = {
    {{"hardware", NumberSource::Gives::hardware},
     {"argument", NumberSource::Gives::argument},
     {"scanned", NumberSource::Gives::scanned},
     {"same", NumberSource::Gives::same},
     {"environment", NumberSource::Gives::environment},
     {"outside", NumberSource::Gives::outside},
     {"received", NumberSource::Gives::received},
     {"copied", NumberSource::Gives::copied},
     {"cleared", NumberSource::Gives::cleared},
     {"smallest", NumberSource::Gives::smallest},
     {"largest", NumberSource::Gives::largest},
     {"clamped", NumberSource::Gives::clamped},
     {"size", NumberSource::Gives::size},
     {"new value", NumberSource::Gives::newValue},
     {"one element", NumberSource::Gives::oneElement},
     {"one element less", NumberSource::Gives::oneLess},
     {"emptiness", NumberSource::Gives::emptiness},
     {"exchanged", NumberSource::Gives::exchanged},
     {"new size", NumberSource::Gives::newSize},
     {"counting", NumberSource::Gives::counting},
     {"first of", NumberSource::Gives::firstOf},
     {"view of", NumberSource::Gives::viewOf},
     {"moved", NumberSource::Gives::moved},
     {"next", NumberSource::Gives::next},
     {"previous", NumberSource::Gives::previous},
     {"first place", NumberSource::Gives::first},
     {"end", NumberSource::Gives::end},
     {"found", NumberSource::Gives::found},
     {"next word", NumberSource::Gives::nextWord},
     {"or else", NumberSource::Gives::orElse},
     {"joined", NumberSource::Gives::joined},
     {"let go", NumberSource::Gives::letGo}}};

constexpr std::array<std::pair<const char *, Limiter::Does>, 9> limitsWords = {
    {{"acquire", Limiter::Does::acquires},
     {"try acquire", Limiter::Does::triesToAcquire},
     {"release", Limiter::Does::releases},
     {"permits", Limiter::Does::permits},
     {"until", Limiter::Does::waitsUntil},
     {"try until", Limiter::Does::triesUntil},
     {"raise", Limiter::Does::raises},
     {"lower", Limiter::Does::lowers},
     {"swap", Limiter::Does::swaps}}};

constexpr std::array<std::pair<const char *, bool>, 1> childWords = {{{"gets zero", true}}};
constexpr std::array<std::pair<const char *, bool>, 2> hadWords = {
    {{"zero", true}, {"nonzero", false}}};
constexpr std::array<std::pair<const char *, bool>, 1> onePerWords = {{{"object", true}}};

constexpr std::array<std::pair<const char *, Wait::Ends>, 4> waitsWords = {
    {{"for an answer", Wait::Ends::withAnAnswer},
     {"at most a time", Wait::Ends::inTime},
     {"a time", Wait::Ends::afterATime},
     {"for ever", Wait::Ends::never}}};

/// `argument N`.
std::optional<int> argument(yaml::Reader &reader, std::string_view key) {
  const auto text = reader.text(key);
  if (!text)
    return std::nullopt;
  const std::vector<std::string> words = split(text->value, ' ');
  constexpr std::size_t mostDigits = 2;
  const bool isNumber =
      words.size() == 2 && !words[1].empty() && words[1].size() <= mostDigits &&
      std::ranges::all_of(words[1], [](char digit) { return digit >= '0' && digit <= '9'; });
  if (isNumber && words[0] == "argument")
    return std::stoi(words[1]);
  reader.error(text->at, fmt::format("'{}' must be 'argument N', got '{}'", key, text->value),
               "arguments count from 0");
  return std::nullopt;
}

/// `argument N`, or `object`: whether it is the object.
bool objectOr(yaml::Reader &reader, std::string_view key, std::optional<int> &argumentOf) {
  const auto text = reader.text(key);
  if (text && text->value == "object")
    return true;
  argumentOf = argument(reader, key);
  return false;
}

/// A bound in its text form.
std::optional<bound::Bound> boundAt(yaml::Reader &reader, std::string_view key) {
  const auto text = reader.text(key);
  if (!text)
    return std::nullopt;
  const Result<bound::Bound> parsed = bound::parseBound(text->value);
  if (parsed)
    return *parsed;
  reader.error(text->at, parsed.error().front().message);
  return std::nullopt;
}

std::vector<std::string> names(const std::vector<yaml::Located<std::string>> &located) {
  std::vector<std::string> out;
  for (const auto &name : located)
    out.push_back(name.value);
  return out;
}

/// What every entry has: the names it is about and where they are documented.
struct Head {
  std::vector<std::string> names;
  bool isType = false;
  bool isOverridden = false;
  std::string source;
};

Head head(yaml::Reader &reader, bool mayOverride = false) {
  Head out;
  const auto functions = reader.texts("function");
  const auto types = reader.texts("type");
  const auto overridden =
      mayOverride ? reader.texts("overrides") : std::vector<yaml::Located<std::string>>{};
  out.isType = !types.empty();
  out.isOverridden = !overridden.empty();
  out.names = names(out.isType ? types : out.isOverridden ? overridden : functions);
  const auto given = [](const auto &some) { return some.empty() ? 0 : 1; };
  if (given(functions) + given(types) + given(overridden) != 1)
    reader.error(reader.at(), mayOverride
                                  ? "a rule is about a 'function', a 'type' or what 'overrides' "
                                    "one, and only one of these"
                                  : "a rule is about a 'function' or a 'type', and only one of "
                                    "the two");
  if (const auto *source = reader.required("source"))
    out.source = source->scalar;
  return out;
}

/// Of a rule about variables.
Head variableHead(yaml::Reader &reader) {
  Head out;
  out.names = names(reader.texts("variable"));
  if (const auto *source = reader.required("source"))
    out.source = source->scalar;
  return out;
}

void readSpawnApi(yaml::Reader &reader, Rules &rules) {
  const Head about = head(reader);
  SpawnApi api;
  api.isType = about.isType;
  api.source = about.source;
  api.at = reader.at();
  reader.required("starts");
  api.starts = enumerator(reader, "starts", startsWords).value_or(SpawnApi::Starts::thread);
  api.onDestroy =
      enumerator(reader, "on_destroy", destroyWords).value_or(SpawnApi::OnDestroy::nothing);
  api.failsWith =
      enumerator(reader, "fails_with", failsWords).value_or(SpawnApi::FailsWith::nothing);
  api.childGoesOn = enumerator(reader, "child", childWords).value_or(false);
  api.countArgument = argument(reader, "count");
  api.executorIsObject = objectOr(reader, "executor", api.executorArgument);
  api.executorDefault = boundAt(reader, "executor_default");
  api.handleIsObject = objectOr(reader, "handle", api.handleArgument);
  api.onePerObject = enumerator(reader, "one_per", onePerWords).value_or(false);
  api.joinedBy = names(reader.texts("joined_by"));
  api.detachedBy = names(reader.texts("detached_by"));
  api.detachedWith = names(reader.texts("detached_with"));
  api.joinedWith = names(reader.texts("joined_with"));
  if (const auto entry = reader.text("entry"))
    api.entry = entry->value;
  if (const auto without = reader.text("not_with"))
    api.notWith = without->value;
  api.countDefault = boundAt(reader, "count_default");
  for (const std::string &name : about.names) {
    api.name = name;
    rules.spawnApis.insert_or_assign(name, api);
  }
}

void readEventSource(yaml::Reader &reader, Rules &rules) {
  const Head about = reader.has("variable") ? variableHead(reader) : head(reader, true);
  EventSource event;
  event.source = about.source;
  event.at = reader.at();
  reader.required("runs");
  event.runs = enumerator(reader, "runs", runsWords).value_or(EventSource::Runs::perCall);
  if (const auto what = reader.text("event"))
    event.what = what->value;
  if (const auto behind = reader.text("named_behind"))
    event.namedBehind = behind->value;
  event.countArgument = argument(reader, "count");
  for (const std::string &name : about.names) {
    event.name = name;
    (about.isOverridden ? rules.overrides : rules.eventSources).insert_or_assign(name, event);
  }
}

void readNumber(yaml::Reader &reader, Rules &rules) {
  const bool isVariable = reader.has("variable");
  const Head about = isVariable ? variableHead(reader) : head(reader);
  NumberSource number;
  number.source = about.source;
  number.at = reader.at();
  reader.required("gives");
  number.gives = enumerator(reader, "gives", givesWords).value_or(NumberSource::Gives::hardware);
  for (const std::string &name : about.names) {
    number.name = name;
    (isVariable ? rules.variables : rules.numbers).insert_or_assign(name, number);
  }
}

void readLimiter(yaml::Reader &reader, Rules &rules) {
  if (!reader.has("limits"))
    return readNumber(reader, rules);
  const Head about = head(reader);
  Limiter limiter;
  limiter.isType = about.isType;
  limiter.source = about.source;
  limiter.at = reader.at();
  limiter.does = enumerator(reader, "limits", limitsWords).value_or(Limiter::Does::acquires);
  limiter.objectArgument = argument(reader, "object");
  limiter.countArgument = argument(reader, "count");
  limiter.conditionArgument = argument(reader, "condition");
  limiter.isHadWithZero =
      enumerator(reader, "had_with", hadWords).value_or(limiter.objectArgument.has_value());
  for (const std::string &name : about.names) {
    limiter.name = name;
    rules.limiters.insert_or_assign(name, limiter);
  }
}

void readWait(yaml::Reader &reader, Rules &rules) {
  const Head about = head(reader);
  Wait wait;
  wait.source = about.source;
  wait.at = reader.at();
  reader.required("waits");
  wait.ends = enumerator(reader, "waits", waitsWords).value_or(Wait::Ends::withAnAnswer);
  for (const std::string &name : about.names) {
    wait.name = name;
    rules.waits.insert_or_assign(name, wait);
  }
}

/// One row per folder of rules; a new kind of rule is a row and its reader.
struct RuleKind {
  const char *folder;
  void (*read)(yaml::Reader &, Rules &);
};
constexpr RuleKind kinds[] = {{"spawn_apis", readSpawnApi},
                              {"event_sources", readEventSource},
                              {"limiters", readLimiter},
                              {"waits", readWait}};

std::vector<std::filesystem::path> yamlFiles(const std::filesystem::path &folder) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto &entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".yaml" || entry.path().extension() == ".yml")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

} // namespace

const SpawnApi *Rules::spawnApi(std::string_view name) const {
  return lookUp(spawnApis, name);
}
const EventSource *Rules::eventSource(std::string_view name) const {
  return lookUp(eventSources, name);
}
bool Rules::tellOf(std::string_view space) const {
  const std::string begin = std::string(space) + "::";
  const auto hasClass = [&](const auto &table) {
    for (auto at = table.lower_bound(begin); at != table.end() && at->first.starts_with(begin);
         ++at)
      if (at->first.find("::", begin.size()) != std::string::npos)
        return true;
    return false;
  };
  return hasClass(spawnApis) || hasClass(eventSources);
}
const NumberSource *Rules::number(std::string_view name) const {
  return lookUp(numbers, name);
}
const NumberSource *Rules::variable(std::string_view name) const {
  const std::size_t colon = name.rfind("::");
  const std::string_view last = colon == std::string_view::npos ? name : name.substr(colon + 2);
  for (const auto &[known, source] : variables) {
    const bool isPrefix = known.ends_with('*');
    if (isPrefix ? last.starts_with(std::string_view(known).substr(0, known.size() - 1))
                 : name == known)
      return &source;
  }
  return nullptr;
}
const Limiter *Rules::limiter(std::string_view name) const {
  return lookUp(limiters, name);
}

const Wait *Rules::wait(std::string_view name) const {
  return lookUp(waits, name);
}

Diagnostics addRules(Rules &rules, std::string_view kind, std::string_view text,
                     const std::string &file) {
  const Result<yaml::Node> document = yaml::parseYaml(text, file);
  if (!document)
    return document.error();
  Diagnostics errors;
  if (document->kind != yaml::Node::Kind::sequence)
    return {{document->at, "a rule file is a list of rules",
             "start each rule with '- function:' or '- type:'"}};
  for (const RuleKind &known : kinds) {
    if (kind != known.folder)
      continue;
    for (const yaml::Node &item : document->items) {
      yaml::Reader reader(item, "a rule", errors);
      known.read(reader, rules);
      reader.finish();
    }
  }
  return errors;
}

Result<Rules> loadRules(const std::vector<std::filesystem::path> &folders) {
  Rules rules;
  Diagnostics errors;
  for (const std::filesystem::path &folder : folders) {
    std::size_t files = 0;
    for (const RuleKind &kind : kinds)
      for (const std::filesystem::path &file : yamlFiles(folder / kind.folder)) {
        ++files;
        const Result<std::string> text = readFile(file);
        const Diagnostics problems =
            text ? addRules(rules, kind.folder, *text, file.string()) : text.error();
        errors.insert(errors.end(), problems.begin(), problems.end());
      }
    if (files == 0)
      errors.push_back(
          {{folder.string(), 0, 0},
           "no rules found",
           "expected spawn_apis/*.yaml, event_sources/*.yaml, limiters/*.yaml or waits/*.yaml "
           "below it"});
  }
  if (!errors.empty())
    return errors;
  return rules;
}

} // namespace loadline::rules
