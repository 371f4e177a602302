#include "base/exit_code.h"
#include "base/files.h"
#include "base/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <cstdio>
#include <exception>

// validate_json SCHEMA FILE: whether a JSON file is what a JSON Schema (draft-07) says. Exit 0 yes,
// 1 no (each place and reason on standard output), 2 one of the two could not be read.

namespace loadline {

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

Result<nlohmann::json> readJson(const char *path) {
  const Result<std::string> text = readFile(path);
  if (!text)
    return text.error();
  try {
    return nlohmann::json::parse(*text);
  } catch (const nlohmann::json::parse_error &error) {
    return Diagnostic{{path, 0, 0}, error.what()};
  }
}

/// One line for each thing that does not fit, the innermost reason first.
std::vector<std::string> violations(const nlohmann::json &schemaJson,
                                    const nlohmann::json &document) {
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(Adapter(schemaJson), schema);
  valijson::ValidationResults results;
  if (valijson::Validator().validate(schema, Adapter(document), &results))
    return {};
  std::vector<std::string> lines;
  for (valijson::ValidationResults::Error error; results.popError(error);)
    lines.push_back(fmt::format("{}: {}", fmt::join(error.context, ""), error.description));
  return lines;
}

ExitCode validate(const char *schemaPath, const char *documentPath) {
  const Result<nlohmann::json> schema = readJson(schemaPath);
  const Result<nlohmann::json> document = readJson(documentPath);
  for (const Result<nlohmann::json> *input : {&schema, &document})
    if (!*input)
      fmt::print(stderr, "{}", toString(input->error()));
  if (!schema || !document)
    return ExitCode::badInput;
  const std::vector<std::string> lines = violations(*schema, *document);
  for (const std::string &line : lines)
    fmt::print("{}: {}\n", documentPath, oneLine(line));
  return lines.empty() ? ExitCode::clean : ExitCode::findings;
}

} // namespace

} // namespace loadline

int main(int argc, char **argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: validate_json SCHEMA FILE\n");
    return static_cast<int>(loadline::ExitCode::badInput);
  }
  try {
    return static_cast<int>(loadline::validate(argv[1], argv[2]));
  } catch (const std::exception &error) { // valijson throws on a schema that is none
    fmt::print(stderr, "{}: {}\n", argv[1], error.what());
    return static_cast<int>(loadline::ExitCode::badInput);
  }
}
