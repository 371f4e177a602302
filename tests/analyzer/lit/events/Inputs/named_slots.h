#pragma once
// What the test uses of Qt: slots that are connected by their names.
#define SIGNAL(signal) qFlagLocation("2" #signal "\0" __FILE__)
#define SLOT(slot) qFlagLocation("1" #slot "\0" __FILE__)
const char *qFlagLocation(const char *method);
class QObject {
public:
  virtual ~QObject();
  static bool connect(const QObject *sender, const char *signal, const QObject *receiver,
                      const char *member);
  bool connect(const QObject *sender, const char *signal, const char *member) const;
};
class QThread : public QObject {
public:
  explicit QThread(QObject *parent = nullptr);
  void start(int priority = 0);
  bool wait();
  virtual void run();
};
class QTcpServer : public QObject {};
