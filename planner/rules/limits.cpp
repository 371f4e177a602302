#include "planner/rules/limits.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace loadline::limits {

namespace {

using yaml::Node;
using yaml::Reader;

constexpr std::string_view statusNames[] = {"stated", "qualified", "corrected", "completed",
                                            "ours",   "doubtful",  "wrong",     "inconsistent"};

/// The text as a number up to 10^15, if it is one.
std::optional<double> numberOf(std::string_view text) {
  constexpr double largest = 1e15;
  double number = 0.0;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool isAll = failure == std::errc() && stop == text.data() + text.size();
  return isAll && number >= 0 && number <= largest ? std::optional(number) : std::nullopt;
}

/// Lower-case words joined by dashes, in two parts: `linux.open-files`.
bool isId(std::string_view text) {
  const std::vector<std::string> parts = split(text, '.');
  return parts.size() == 2 && std::all_of(parts.begin(), parts.end(), [](const std::string &part) {
           return !part.empty() &&
                  part.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
                      std::string::npos;
         });
}

std::string textOf(Reader &reader, std::string_view key) {
  const auto text = reader.text(key);
  return text ? text->value : "";
}

/// A text that must be there and say something.
std::string neededText(Reader &reader, std::string_view key) {
  const auto text = reader.text(key);
  reader.required(key);
  if (text && text->value.empty())
    reader.error(text->at, fmt::format("'{}' of a limit must not be empty", key));
  return text ? text->value : "";
}

Limit readLimit(const Node &node, Diagnostics &errors) {
  Reader reader(node, "a limit", errors);
  Limit limit{.id = neededText(reader, "limit"),
              .system = neededText(reader, "system"),
              .parameter = neededText(reader, "parameter"),
              .value = textOf(reader, "value"),
              .range = textOf(reader, "range"),
              .unit = textOf(reader, "unit"),
              .source = neededText(reader, "source"),
              .note = textOf(reader, "note"),
              .at = reader.keyAt("limit")};
  const auto status = reader.choice("status", {std::begin(statusNames), std::end(statusNames)});
  reader.required("status");
  reader.finish();
  limit.number = numberOf(limit.value);
  if (status)
    limit.status = static_cast<Status>(
        std::find(std::begin(statusNames), std::end(statusNames), status->value) -
        std::begin(statusNames));
  if (!limit.id.empty() && !isId(limit.id))
    errors.push_back({limit.at, fmt::format("'{}' is no id of a limit", limit.id),
                      "write it as in linux.open-files"});
  if (!limit.range.empty() && limit.range.find("..") == std::string::npos)
    errors.push_back({reader.keyAt("range"), fmt::format("'{}' is no range", limit.range),
                      "write it as in 100..500, 10000.. or ..64"});
  return limit;
}

void add(Catalogue &catalogue, Limit limit, std::size_t from, Diagnostics &errors) {
  auto &limits = catalogue.limits;
  const auto same = std::find_if(limits.begin(), limits.end(),
                                 [&](const Limit &other) { return other.id == limit.id; });
  if (same == limits.end())
    limits.push_back(std::move(limit));
  else if (static_cast<std::size_t>(same - limits.begin()) < from)
    *same = std::move(limit);
  else
    errors.push_back({limit.at, fmt::format("the limit '{}' stands twice", limit.id),
                      "the other is " + toString(same->at)});
}

std::vector<std::filesystem::path> yamlFilesIn(const std::filesystem::path &folder) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto &entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".yaml")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void addFolder(Catalogue &catalogue, const std::filesystem::path &folder,
               const std::string &nameInMessages, Diagnostics &errors) {
  const std::size_t from = catalogue.limits.size();
  const auto files = yamlFilesIn(folder / "limits");
  if (files.empty())
    errors.push_back({{(folder / "limits").string(), 0, 0}, "no file of limits (*.yaml) is here"});
  for (const auto &file : files) {
    const Result<std::string> text = readFile(file);
    const std::string name =
        nameInMessages.empty() ? file.string() : nameInMessages + file.filename().string();
    const Diagnostics problems = text ? addLimits(catalogue, *text, name, from) : text.error();
    errors.insert(errors.end(), problems.begin(), problems.end());
  }
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

} // namespace

std::string_view toString(Status status) {
  return statusNames[static_cast<std::size_t>(status)];
}

bool isReliable(Status status) {
  return status < Status::doubtful;
}

const Limit *Catalogue::find(std::string_view id) const {
  for (const Limit &limit : limits)
    if (limit.id == id)
      return &limit;
  return nullptr;
}

Diagnostics addLimits(Catalogue &catalogue, std::string_view yaml, const std::string &file,
                      std::size_t from) {
  const Result<Node> document = yaml::parseYaml(yaml, file);
  if (!document)
    return document.error();
  if (document->kind != Node::Kind::sequence)
    return {{document->at,
             fmt::format("a file of limits must be a list, not {}", yaml::describe(*document))}};
  Diagnostics errors;
  for (const Node &node : document->items) {
    const std::size_t before = errors.size();
    Limit limit = readLimit(node, errors);
    if (errors.size() == before)
      add(catalogue, std::move(limit), from, errors);
  }
  return errors;
}

Result<Catalogue> loadLimits(const std::filesystem::path &rulesFolder,
                             const std::vector<std::filesystem::path> &userFolders) {
  if (rulesFolder.empty())
    return missingData("rules");
  Catalogue catalogue;
  Diagnostics errors;
  addFolder(catalogue, rulesFolder, "rules/limits/", errors);
  for (const auto &folder : userFolders)
    addFolder(catalogue, folder, "", errors);
  if (!errors.empty())
    return errors;
  return catalogue;
}

std::vector<const Limit *> search(const Catalogue &catalogue,
                                  const std::vector<std::string> &words) {
  std::vector<const Limit *> found;
  for (const Limit &limit : catalogue.limits) {
    const std::string text = lowered(fmt::format("{}\n{}\n{}\n{}\n{}", limit.id, limit.system,
                                                 limit.parameter, limit.unit, limit.note));
    if (std::all_of(words.begin(), words.end(), [&](const std::string &word) {
          return text.find(lowered(word)) != std::string::npos;
        }))
      found.push_back(&limit);
  }
  return found;
}

Result<Constraint> constraintOf(const Catalogue &catalogue, const yaml::Located<std::string> &id) {
  const Limit *limit = catalogue.find(id.value);
  if (!limit) {
    std::vector<std::string> ids;
    for (const Limit &other : catalogue.limits)
      ids.push_back(other.id);
    const std::string near = nearest(id.value, ids);
    return Diagnostic{id.at, fmt::format("there is no limit '{}'", id.value),
                      near.empty() ? "`loadline limits` shows them all"
                                   : fmt::format("did you mean '{}'?", near)};
  }
  if (!isReliable(limit->status))
    return Diagnostic{id.at,
                      fmt::format("the limit '{}' is {} and nothing to plan with", id.value,
                                  toString(limit->status)),
                      limit->note};
  if (!limit->number)
    return Diagnostic{id.at, fmt::format("the limit '{}' has no number", id.value),
                      limit->range.empty() ? "say the number in the spec"
                                           : "production runs with " + limit->range};
  return Constraint{*limit->number, limit};
}

} // namespace loadline::limits
