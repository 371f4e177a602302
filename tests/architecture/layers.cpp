#include "tests/architecture/layers.h"

#include "base/text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace loadline::architecture {

namespace {

bool isOurs(const std::string &header) {
  constexpr std::array ours = {"base/", "analyzer/", "planner/", "gui/", "tests/"};
  return std::any_of(ours.begin(), ours.end(),
                     [&](const char *folder) { return header.starts_with(folder); });
}

/// Why the include is wrong, or "".
std::string wrongInTheTree(const Layers &layers, const Include &include) {
  const std::string from = folderOf(include.file);
  const std::string to = folderOf(include.header);
  const auto line = layers.mayInclude.find(from);
  if (line == layers.mayInclude.end())
    return fmt::format("{} has no line in tests/architecture/layers.txt", from);
  return from == to || line->second.contains(to) ? ""
                                                 : fmt::format("{} must not know {}", from, to);
}

std::string wrongOutside(const Layers &layers, const Include &include) {
  const std::string from = folderOf(include.file);
  for (const auto &[prefix, folders] : layers.fenced)
    if (include.header.starts_with(prefix) && !folders.contains(from))
      return fmt::format("{} must not know <{}>", from, include.header);
  return "";
}

} // namespace

Layers parseLayers(const std::string &text) {
  Layers layers;
  for (std::string line : split(text, '\n')) {
    line.resize(std::min(line.find('#'), line.size()));
    if (line.find_first_not_of(' ') == std::string::npos)
      continue;
    const std::size_t colon = line.find(':');
    EXPECT_NE(colon, std::string::npos) << "layers.txt: no ':' in '" << line << "'";
    if (colon == std::string::npos)
      continue;
    std::istringstream words(line.substr(colon + 1));
    std::set<std::string> folders;
    for (std::string word; words >> word;)
      folders.insert(word);
    if (line[0] == '<')
      layers.fenced[line.substr(1, line.find('>') - 1)] = std::move(folders);
    else
      layers.mayInclude[line.substr(0, colon)] = std::move(folders);
  }
  return layers;
}

std::vector<std::string> violations(const Layers &layers, const std::vector<Include> &includes) {
  std::vector<std::string> lines;
  for (const Include &include : includes) {
    const std::string why =
        isOurs(include.header) ? wrongInTheTree(layers, include) : wrongOutside(layers, include);
    if (!why.empty())
      lines.push_back(fmt::format("{}:{}: {}", include.file, include.line, why));
    if (!include.inBrackets && !isOurs(include.header) && !include.header.ends_with(".moc"))
      lines.push_back(fmt::format("{}:{}: \"{}\" is not written from the root", include.file,
                                  include.line, include.header));
  }
  return lines;
}

} // namespace loadline::architecture
