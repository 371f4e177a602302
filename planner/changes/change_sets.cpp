#include "planner/changes/change_sets.h"

#include "base/text.h"
#include "base/yaml_reader.h"
#include "planner/units/parse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace loadline::changes {

namespace {

constexpr yaml::Limits limits = {.bytes = 1u << 20, .nodes = 20'000, .depth = 10};

struct KindName {
  const char *key;
  Change::Kind kind;
  double least, most;
  bool isWhole;
};

constexpr KindName kinds[] = {{"load", Change::Kind::load, 0.001, 1e6, false},
                              {"latency", Change::Kind::latency, 0.001, 1e6, false},
                              {"fan_out", Change::Kind::fanOut, 0.001, 1e6, false},
                              {"replicas", Change::Kind::replicas, 1, 1e6, true},
                              {"bound", Change::Kind::bound, 1, 1e9, true},
                              {"cache_hits", Change::Kind::cacheHits, 0, 1, false},
                              {"down", Change::Kind::down, 0, 1, true}};

const KindName &nameOf(Change::Kind kind) {
  return *std::find_if(std::begin(kinds), std::end(kinds),
                       [&](const KindName &known) { return known.kind == kind; });
}

std::string quoted(const std::string &text) {
  return nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

/// The one kind that the keys name.
const KindName *kindIn(yaml::Reader &reader, std::optional<yaml::Located<std::string>> &value) {
  const KindName *found = nullptr;
  for (const KindName &known : kinds) {
    auto text = reader.text(known.key);
    if (!text)
      continue;
    if (found)
      reader.error(text->at, fmt::format("'{}' beside '{}'", known.key, found->key),
                   "each change is an item of its own");
    found = &known;
    value = std::move(text);
  }
  return found;
}

void readChange(const yaml::Node &node, Changes &changes, Diagnostics &errors) {
  yaml::Reader reader(node, "a change", errors);
  const auto service = reader.text("service");
  std::optional<yaml::Located<std::string>> value;
  const KindName *kind = kindIn(reader, value);
  reader.finish();
  if (!kind)
    return reader.error(node.at, "nothing changes here",
                        "say load, latency, fan_out, replicas, bound, "
                        "cache_hits or down");
  if ((kind->kind == Change::Kind::load) == service.has_value())
    return reader.error(node.at, service ? "load is of the whole system, and of no service"
                                         : fmt::format("'{}' of which service?", kind->key));
  const auto number = units::parseNumber(value->value, value->at);
  if (!number || *number < kind->least || *number > kind->most ||
      (kind->isWhole && *number != static_cast<double>(static_cast<long long>(*number))))
    return reader.error(value->at,
                        fmt::format("'{}' is no value for '{}'", value->value, kind->key),
                        fmt::format("from {} to {}{}", exactly(kind->least), exactly(kind->most),
                                    kind->isWhole ? ", whole" : ""));
  changes = with(std::move(changes), {kind->kind, service ? service->value : "", *number});
}

} // namespace

std::filesystem::path changeSetsFile(const std::filesystem::path &spec) {
  return spec.parent_path() / (spec.stem().string() + ".what_if.yaml");
}

std::vector<ChangeSet> with(std::vector<ChangeSet> sets, ChangeSet set) {
  const auto found = std::find_if(sets.begin(), sets.end(),
                                  [&](const ChangeSet &other) { return other.name == set.name; });
  if (found != sets.end())
    *found = std::move(set);
  else
    sets.push_back(std::move(set));
  return sets;
}

Result<std::vector<ChangeSet>> parseChangeSets(std::string_view text, const std::string &file) {
  const auto document = yaml::parseYaml(text, file, limits);
  if (!document)
    return document.error();
  Diagnostics errors;
  yaml::Reader reader(*document, "a file of what-if sets", errors);
  std::vector<ChangeSet> sets;
  for (const yaml::Node &item : reader.items("sets")) {
    yaml::Reader keys(item, "a set", errors);
    ChangeSet set;
    if (const yaml::Node *name = keys.required("name"))
      set.name = yaml::plain(*name, "name", errors).value_or("");
    for (const yaml::Node &change : keys.items("changes"))
      readChange(change, set.changes, errors);
    keys.finish();
    const bool isTwice = std::any_of(
        sets.begin(), sets.end(), [&](const ChangeSet &other) { return other.name == set.name; });
    if (isTwice)
      errors.push_back({item.at, fmt::format("a second set '{}'", set.name), "each has its name"});
    sets.push_back(std::move(set));
  }
  reader.finish();
  if (!errors.empty())
    return errors;
  return sets;
}

std::string toText(const std::vector<ChangeSet> &sets) {
  std::string text = "# Values to try on the plan: loadline-gui, What if.\nsets:";
  text += sets.empty() ? " []\n" : "\n";
  for (const ChangeSet &set : sets) {
    text += fmt::format("  - name: {}\n    changes:{}\n", quoted(set.name),
                        set.changes.empty() ? " []" : "");
    for (const Change &change : set.changes) {
      const std::string value =
          fmt::format("{}: {}", nameOf(change.kind).key, exactly(change.value));
      text += change.service.empty()
                  ? fmt::format("      - {}\n", value)
                  : fmt::format("      - {{ service: {}, {} }}\n", quoted(change.service), value);
    }
  }
  return text;
}

} // namespace loadline::changes
