#pragma once
// What the test uses of numbers that an object holds as text.
class QString {
public:
  QString(const char *text);
  int toInt(bool *good = nullptr, int base = 10) const;
};
class QVariant {
public:
  QVariant();
  QVariant(int number);
  int toInt(bool *good = nullptr) const;
};
class QSettings {
public:
  QVariant value(const char *key, const QVariant &otherwise = QVariant()) const;
};
class QCommandLineParser {
public:
  QString value(const char *option) const;
};
namespace absl {
template <class Integer> bool SimpleAtoi(const char *text, Integer *out);
}
