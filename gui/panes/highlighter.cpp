#include "gui/panes/highlighter.h"

#include <QSet>

namespace loadline::panes {

namespace {

enum State { normal = 0, inComment = 1 }; // of a line of C++ when it ends

bool isWordStart(QChar c) {
  return c.isLetter() || c == u'_';
}

bool isWord(QChar c) {
  return c.isLetterOrNumber() || c == u'_';
}

const QSet<QString> &keywords() {
  static const QSet<QString> words = [] {
    const QString all = QStringLiteral(
        "alignas alignof asm auto bool break case catch char class co_await co_return co_yield "
        "concept const consteval constexpr constinit const_cast continue decltype default delete "
        "do double dynamic_cast else enum explicit export extern false final float for friend goto "
        "if inline int long mutable namespace new noexcept nullptr operator override private "
        "protected public register reinterpret_cast requires return short signed sizeof static "
        "static_assert static_cast struct switch template this thread_local throw true try typedef "
        "typeid typename union unsigned using virtual void volatile wchar_t while");
    const QStringList split = all.split(u' ');
    return QSet<QString>(split.begin(), split.end());
  }();
  return words;
}

/// The end of a quoted text that begins at `i`, its quotes included.
qsizetype quotedEnd(const QString &line, qsizetype i, bool hasEscapes) {
  const QChar quote = line[i];
  for (++i; i < line.size(); ++i) {
    if (hasEscapes && line[i] == u'\\')
      ++i;
    else if (line[i] == quote)
      return i + 1;
  }
  return line.size();
}

qsizetype wordEnd(const QString &line, qsizetype i) {
  while (i < line.size() && isWord(line[i]))
    ++i;
  return i;
}

qsizetype numberEnd(const QString &line, qsizetype i) {
  while (i < line.size() && (isWord(line[i]) || line[i] == u'.' || line[i] == u'\''))
    ++i;
  return i;
}

/// Where the key of `key: value` ends, or -1.
qsizetype keyEnd(const QString &line, qsizetype i) {
  const qsizetype end = [&] {
    qsizetype at = i;
    while (at < line.size() && (isWord(line[at]) || line[at] == u'-' || line[at] == u'.'))
      ++at;
    return at;
  }();
  const bool isKey = end > i && end < line.size() && line[end] == u':' &&
                     (end + 1 == line.size() || line[end + 1].isSpace());
  return isKey ? end : -1;
}

} // namespace

Language languageOf(const std::filesystem::path &file) {
  const std::string ending = file.extension().string();
  if (ending == ".yaml" || ending == ".yml")
    return Language::yaml;
  for (const char *known : {".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".h", ".hh", ".hpp", ".hxx",
                            ".ipp", ".inl", ".tcc", ".cppm", ".ixx", ".m", ".mm", ".cu"})
    if (ending == known)
      return Language::cpp;
  return Language::plain;
}

Highlighter::Highlighter(QTextDocument *document, const theme::Colors &colors)
    : QSyntaxHighlighter(document) {
  setColors(colors);
}

void Highlighter::setLanguage(Language language) {
  if (language == language_)
    return;
  language_ = language;
  rehighlight();
}

void Highlighter::setColors(const theme::Colors &colors) {
  comment_ = colors.mutedText;
  string_ = colors.good;
  number_ = colors.caution;
  keyword_ = colors.accent;
  rehighlight();
}

void Highlighter::highlightBlock(const QString &line) {
  setCurrentBlockState(normal);
  if (language_ == Language::cpp)
    highlightCpp(line);
  else if (language_ == Language::yaml)
    highlightYaml(line);
}

void Highlighter::highlightCpp(const QString &line) {
  const auto mark = [this](qsizetype from, qsizetype to, const QColor &color) {
    setFormat(static_cast<int>(from), static_cast<int>(to - from), color);
    return to;
  };
  const auto comment = [&](qsizetype from, qsizetype search) {
    const qsizetype end = line.indexOf(QLatin1String("*/"), search);
    if (end < 0)
      setCurrentBlockState(inComment);
    return mark(from, end < 0 ? line.size() : end + 2, comment_);
  };
  qsizetype i = previousBlockState() == inComment ? comment(0, 0) : 0;
  for (const qsizetype first = i; i < line.size();) {
    const QChar c = line[i], next = i + 1 < line.size() ? line[i + 1] : QChar();
    if (c == u'/' && next == u'/')
      i = mark(i, line.size(), comment_);
    else if (c == u'/' && next == u'*')
      i = comment(i, i + 2);
    else if (c == u'"' || c == u'\'')
      i = mark(i, quotedEnd(line, i, true), string_);
    else if (c == u'#' && line.mid(first, i - first).trimmed().isEmpty())
      i = mark(i, wordEnd(line, i + 1), keyword_);
    else if (c.isDigit())
      i = mark(i, numberEnd(line, i), number_);
    else if (isWordStart(c)) {
      const qsizetype end = wordEnd(line, i);
      if (keywords().contains(line.mid(i, end - i)))
        mark(i, end, keyword_);
      i = end;
    } else
      ++i;
  }
}

void Highlighter::highlightYaml(const QString &line) {
  const auto mark = [this](qsizetype from, qsizetype to, const QColor &color) {
    setFormat(static_cast<int>(from), static_cast<int>(to - from), color);
    return to;
  };
  for (qsizetype i = 0; i < line.size();) {
    const QChar c = line[i];
    const bool isFirst = i == 0 || line[i - 1].isSpace() || line[i - 1] == u'{' ||
                         line[i - 1] == u'[' || line[i - 1] == u',';
    if (c == u'#' && (i == 0 || line[i - 1].isSpace()))
      i = mark(i, line.size(), comment_);
    else if ((c == u'"' || c == u'\'') && isFirst)
      i = mark(i, quotedEnd(line, i, c == u'"'), string_);
    else if (const qsizetype end = isFirst ? keyEnd(line, i) : -1; end >= 0)
      i = mark(i, end, keyword_);
    else if (c.isDigit() && isFirst)
      i = mark(i, numberEnd(line, i), number_);
    else
      i = isWord(c) ? wordEnd(line, i) : i + 1;
  }
}

} // namespace loadline::panes
