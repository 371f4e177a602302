#pragma once

#include "gui/theme/theme.h"

#include <QSyntaxHighlighter>

#include <filesystem>

namespace loadline::panes {

enum class Language { plain, cpp, yaml };

/// By the ending of the name; plain for what is neither C, C++ nor YAML.
Language languageOf(const std::filesystem::path &file);

/// Colours comments, strings, numbers, keywords and keys, line by line: enough to find one's way,
/// and linear in the text whatever stands in it.
class Highlighter : public QSyntaxHighlighter {
  Q_OBJECT
public:
  Highlighter(QTextDocument *document, const theme::Colors &colors);

  void setLanguage(Language language);
  void setColors(const theme::Colors &colors);

protected:
  void highlightBlock(const QString &line) override;

private:
  void highlightCpp(const QString &line);
  void highlightYaml(const QString &line);

  Language language_ = Language::plain;
  QColor comment_, string_, number_, keyword_;
};

} // namespace loadline::panes
