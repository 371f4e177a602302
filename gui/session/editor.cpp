#include "gui/session/editor.h"

#include <QProcess>

#include <algorithm>

namespace loadline::session {

namespace {

QString withPlace(const QString &argument, const SourcePosition &at) {
  const std::pair<QString, QString> names[] = {
      {QStringLiteral("{file}"), QString::fromStdString(at.file.str())},
      {QStringLiteral("{line}"), QString::number(std::max(at.line, 1))},
      {QStringLiteral("{column}"), QString::number(std::max(at.column, 1))}};
  QString out;
  for (qsizetype i = 0; i < argument.size();) {
    const auto name = std::find_if(std::begin(names), std::end(names), [&](const auto &known) {
      return QStringView(argument).mid(i).startsWith(known.first);
    });
    const bool isName = name != std::end(names);
    out += isName ? name->second : QString(argument[i]);
    i += isName ? name->first.size() : 1;
  }
  return out;
}

} // namespace

QStringList editorCommand(const QStringList &command, const SourcePosition &at) {
  QStringList out = command.mid(0, 1);
  for (const QString &argument : command.mid(1))
    out << withPlace(argument, at);
  return out;
}

Diagnostics openInEditor(const QStringList &command, const SourcePosition &at) {
  const QStringList words = editorCommand(command, at);
  if (!words.isEmpty() && QProcess::startDetached(words.first(), words.mid(1)))
    return {};
  return {{{at.file, at.line, at.column},
           "the editor '" + words.value(0).toStdString() + "' can't be started",
           "Edit → Editor… says which program opens sources"}};
}

} // namespace loadline::session
