#include "planner/cli/all_commands.h"

#include "base/install_paths.h"
#include "base/text.h"
#include "base/text_table.h"
#include "planner/plan/table_documents.h"
#include "planner/rules/limits.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

using limits::Catalogue;
using limits::Limit;
using Json = nlohmann::ordered_json;
using Selection = std::vector<const Limit *>;

struct Options {
  std::vector<std::string> words, rules;
  std::string system, status, format = "text", output;
};

std::string asTable(const Selection &selection) {
  TextTable table{{{"id"},
                   {"value", TextTable::Align::right, true, 12, false, true},
                   {"range", TextTable::Align::left, true, 12, false, true},
                   {"unit", TextTable::Align::left, true, 12, false, true},
                   {"status"}},
                  {}};
  for (const Limit *limit : selection)
    table.rows.push_back({oneLine(limit->id), oneLine(limit->value), oneLine(limit->range),
                          oneLine(limit->unit), std::string(toString(limit->status))});
  return render(table);
}

std::string line(std::string_view name, std::string_view text) {
  constexpr std::size_t indent = 10;
  return text.empty() ? ""
                      : wrapped(fmt::format("{:<{}}{}", name, indent, oneLine(text)), 100, indent);
}

/// One limit whole.
std::string asPage(const Limit &limit) {
  return fmt::format("{}: {} {}\n", oneLine(limit.id), oneLine(limit.system),
                     oneLine(limit.parameter)) +
         line("value",
              limit.value + (limit.value.empty() || limit.unit.empty() ? "" : " " + limit.unit)) +
         line("range",
              limit.range + (limit.range.empty() || limit.unit.empty() ? "" : " " + limit.unit)) +
         line("status", toString(limit.status)) + line("note", limit.note) +
         line("source", limit.source) + line("in", toString(limit.at));
}

Json orNull(const std::string &text) {
  return text.empty() ? Json() : Json(printable(text));
}

/// Whole numbers without a fraction.
Json numeric(double number) {
  const auto whole = static_cast<long long>(number);
  return static_cast<double>(whole) == number ? Json(whole) : Json(number);
}

Json asJson(const Limit &limit) {
  return {{"id", printable(limit.id)},
          {"system", printable(limit.system)},
          {"parameter", printable(limit.parameter)},
          {"value", limit.number ? numeric(*limit.number) : orNull(limit.value)},
          {"range", orNull(limit.range)},
          {"unit", orNull(limit.unit)},
          {"status", toString(limit.status)},
          {"note", orNull(limit.note)},
          {"source", printable(limit.source)},
          {"in", printable(toString(limit.at))}};
}

std::string asJson(const Selection &selection) {
  Json json = {{"schema", "loadline/limits/v1"}, {"limits", Json::array()}};
  for (const Limit *limit : selection)
    json["limits"].push_back(asJson(*limit));
  return json.dump(2) + "\n";
}

plan::NamedTable allColumns(const Selection &selection) {
  TextTable table{{{"id"},
                   {"system"},
                   {"parameter"},
                   {"value", TextTable::Align::right},
                   {"range"},
                   {"unit"},
                   {"status"},
                   {"note"},
                   {"source"},
                   {"in"}},
                  {}};
  for (const Limit *limit : selection)
    table.rows.push_back({limit->id, limit->system, limit->parameter, limit->value, limit->range,
                          limit->unit, std::string(toString(limit->status)), limit->note,
                          limit->source, toString(limit->at)});
  return {"Limits", std::move(table)};
}

std::string written(const std::string &format, const Selection &found) {
  if (format == "json")
    return asJson(found);
  if (format == "csv")
    return plan::toCsv({allColumns(found)});
  if (format == "markdown")
    return plan::toMarkdown({"Limits that systems run into", "", {allColumns(found)}});
  if (format == "html")
    return plan::toHtml({"Limits that systems run into", "", {allColumns(found)}});
  return found.size() == 1 ? asPage(*found.front()) : asTable(found);
}

/// What the words and filters leave; an id alone is that limit and nothing else.
Selection selected(const Catalogue &catalogue, const Options &options) {
  if (options.words.size() == 1)
    if (const Limit *limit = catalogue.find(options.words.front()))
      return {limit};
  Selection found = limits::search(catalogue, options.words);
  std::erase_if(found, [&](const Limit *limit) {
    return (!options.system.empty() && limit->system != options.system) ||
           (!options.status.empty() && toString(limit->status) != options.status);
  });
  return found;
}

Diagnostic nothingFound(const Catalogue &catalogue, const Options &options) {
  std::vector<std::string> known;
  for (const Limit &limit : catalogue.limits) {
    known.push_back(options.system.empty() ? limit.id : limit.system);
    if (options.system.empty())
      known.push_back(limit.id.substr(0, limit.id.find('.')));
  }
  const std::string wanted = !options.system.empty() ? options.system
                             : options.words.empty() ? ""
                                                     : options.words.front();
  const std::string near = nearest(wanted, known);
  return {{},
          "no limit matches",
          near.empty() ? "`loadline limits` shows them all"
                       : fmt::format("did you mean '{}'?", near)};
}

ExitCode run(const Options &options) {
  const Result<Catalogue> catalogue =
      limits::loadLimits(dataFolder("rules"), {options.rules.begin(), options.rules.end()});
  if (!catalogue)
    return refuse(catalogue.error());
  const Selection found = selected(*catalogue, options);
  if (found.empty())
    return refuse({nothingFound(*catalogue, options)});
  return deliver(options.output, written(options.format, found), ExitCode::clean);
}

} // namespace

Run declareLimits(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  command.add_option("WORD", options->words,
                     "An id, or words that all occur in it, its system, parameter or note");
  command.add_option("--system", options->system, "Only of this system");
  command.add_option("--status", options->status, "Only of this status")
      ->check(CLI::IsMember({"stated", "qualified", "corrected", "completed", "ours", "doubtful",
                             "wrong", "inconsistent"}));
  command
      .add_option(
          "--rules", options->rules,
          "A folder whose limits/*.yaml add to those that ship, or replace them; may be repeated")
      ->type_name("DIR")
      ->allow_extra_args(false);
  addResultOptions(command, options->format, options->output,
                   {"text", "json", "markdown", "csv", "html"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
