// REQUIRES: qt
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -fPIC -isystem %qt_headers -isystem %qt_headers/QtCore | FileCheck %s --implicit-check-not=.cpp
// What starts units in Qt.

#include <QList>
#include <QProcess>
#include <QThread>
#include <QThreadPool>

void work();
struct Worker : QThread {
  void run() override;
};

void one() {
  Worker worker;
  worker.start();
  // CHECK: qt.cpp,[[@LINE-1]],3,one,QThread::start,1,constant,safe,B,none,joined
  worker.wait();
}

void made(int count) {
  QList<QThread *> threads;
  for (int i = 0; i < count; ++i) {
    QThread *thread = QThread::create(work);
    thread->start();
    // CHECK: qt.cpp,[[@LINE-1]],5,made,QThread::start,config(count),config,safe,C,trip_count,escapes
    threads.append(thread);
  }
}

void inTurn() {
  for (;;) {
    Worker worker;
    worker.start();
    // CHECK: qt.cpp,[[@LINE-1]],5,inTurn,QThread::start,1,constant,safe,C,join,joined
    worker.wait();
  }
}

void forgotten() {
  for (;;)
    (new Worker)->start();
  // CHECK: qt.cpp,[[@LINE-1]],5,forgotten,QThread::start,unbounded,unbounded,dangerous,C,none,escapes
}

void pools() {
  QThreadPool pool;
  // CHECK: qt.cpp,[[@LINE-1]],15,pools,QThreadPool,hardware,hardware,safe,A,pool,joined
  pool.waitForDone();
}

void processes() {
  QProcess process;
  process.start("ls", {});
  // CHECK: qt.cpp,[[@LINE-1]],3,processes,QProcess::start,1,constant,safe,B,none,joined
  process.waitForFinished();
  for (;;)
    QProcess::execute("ls", {});
  // CHECK: qt.cpp,[[@LINE-1]],5,processes,QProcess::execute,1,constant,safe,C,join,joined
}

void loose(const QStringList &names) {
  for (const QString &name : names)
    QProcess::startDetached(name, {});
  // CHECK: qt.cpp,[[@LINE-1]],5,loose,QProcess::startDetached,size(names),size,risky,C,trip_count,escapes
}

struct Animation {
  void start();
};
void namesakes(Animation &animation) {
  for (;;)
    animation.start();
}
