#include "gui/panes/details_links.h"

#include "gui/models/item_at.h"

#include <QRegularExpression>

namespace loadline::panes {

using models::itemAt;
using session::Documents;
using session::Subject;

QString linkOf(const SourcePosition &at) {
  if (at.file.empty())
    return {};
  return QStringLiteral("at:%1:%2:%3")
      .arg(at.line)
      .arg(at.column)
      .arg(QString::fromLatin1(QByteArray::fromStdString(at.file.str()).toHex()));
}

std::optional<SourcePosition> placeOfLink(const QString &link) {
  const QStringList parts = link.split(u':');
  if (parts.size() != 4 || parts[0] != QLatin1String("at"))
    return {};
  return SourcePosition{QByteArray::fromHex(parts[3].toLatin1()).toStdString(), parts[1].toInt(),
                        parts[2].toInt()};
}

std::optional<std::string> checkOfLink(const QString &link) {
  static const QRegularExpression check(QStringLiteral("^check:([a-z0-9-]{1,80})$"));
  const auto match = check.match(link);
  return match.hasMatch() ? std::optional(match.captured(1).toStdString()) : std::nullopt;
}

QString foldLink(const QString &heading) {
  return QStringLiteral("fold:") + heading;
}

std::optional<QString> headingOfLink(const QString &link) {
  return link.startsWith(QLatin1String("fold:")) ? std::optional(link.mid(5)) : std::nullopt;
}

std::optional<Subject> subjectOfLink(const QString &link, const Documents &documents) {
  const qsizetype colon = link.indexOf(u':');
  const QString kind = link.left(colon), rest = link.mid(colon + 1);
  bool isNumber = false;
  const int index = rest.toInt(&isNumber);
  const auto serviceIn = [&](const std::vector<session::Concerns::Services> &all) {
    const session::Concerns::Services *services = itemAt(all, index);
    return services && !services->empty() ? services->front() : std::string();
  };
  if (!isNumber || index < 0)
    return {};
  if (const auto *service = kind == QLatin1String("service") && documents.plan
                                ? itemAt(documents.plan->services, index)
                                : nullptr)
    return Subject{Subject::Kind::service, service->name, -1};
  if (kind == QLatin1String("plan-finding"))
    return Subject{Subject::Kind::planFinding, serviceIn(documents.concerns.planFindings), index};
  if (kind == QLatin1String("code-finding"))
    return Subject{Subject::Kind::codeFinding, serviceIn(documents.concerns.codeFindings), index};
  if (kind == QLatin1String("site"))
    return Subject{Subject::Kind::site, serviceIn(documents.concerns.sites), index};
  return {};
}

} // namespace loadline::panes
