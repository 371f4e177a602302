#include "gui/panes/details_parts.h"

namespace loadline::panes {

using models::durationText;
using models::toQString;
using session::Documents;
using session::Subject;
using theme::Emphasis;

QString figure(std::optional<units::Duration> value) {
  return value ? durationText(*value) : QStringLiteral("–");
}

QString percent(std::optional<units::Ratio> value) {
  return value ? models::percentCell(value).text + QStringLiteral(" %") : QStringLiteral("–");
}

QString count(std::optional<int> value) {
  return value ? QString::number(*value) : QStringLiteral("–");
}

QString place(const SourcePosition &at) {
  SourcePosition shown = at;
  if (at.file.str().starts_with('/'))
    shown.file = at.file.str().substr(at.file.str().rfind('/') + 1);
  return at.file.empty() ? QString() : toQString(toString(shown));
}

void addPlace(RichText &text, const SourcePosition &at) {
  if (!at.file.empty())
    text.link(linkOf(at), place(at));
}

void addServiceLink(RichText &text, const Documents &documents, const std::string &name,
                    const QString &label, Emphasis emphasis) {
  const plan::ServicePlan *service = documents.plan ? documents.plan->find(name) : nullptr;
  if (service)
    text.link(QStringLiteral("service:") +
                  QString::number(service - documents.plan->services.data()),
              label, emphasis);
  else
    text.says(label, emphasis);
}

void addFindingLine(RichText &text, const findings::Finding &finding, Subject::Kind kind,
                    std::size_t index) {
  const char *scheme = kind == Subject::Kind::codeFinding ? "code-finding:" : "plan-finding:";
  text.link(QString::fromLatin1(scheme) + QString::number(index),
            models::marked(toQString(finding.message), models::emphasisOf(finding.severity)),
            models::emphasisOf(finding.severity));
}

} // namespace loadline::panes
