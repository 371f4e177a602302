#include "base/files.h"

#include <QDir>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Ended {
  int code = -1;
  QString out, err;
};

Ended runProgram(const QStringList &arguments, const QString &platform = "offscreen") {
  QProcess program;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove("DISPLAY");
  environment.remove("WAYLAND_DISPLAY");
  environment.remove("QT_QPA_PLATFORM");
  if (!platform.isEmpty())
    environment.insert("QT_QPA_PLATFORM", platform);
  program.setProcessEnvironment(environment);
  program.start(LOADLINE_GUI_PROGRAM, arguments);
  program.waitForFinished();
  return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1,
          QString::fromUtf8(program.readAllStandardOutput()),
          QString::fromUtf8(program.readAllStandardError())};
}

const QString example = LOADLINE_SOURCE_DIR "/docs/examples/six_services.yaml";

} // namespace

class ProgramTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

private slots:
  void aScreenshotNeedsNoDisplayAndHasTheSizeAskedFor() {
    const QString file = folder_.filePath("shot.png");
    const Ended ended = runProgram({example, "--screenshot", file, "--size", "900x600"}, "");
    QCOMPARE(ended.err, "");
    QCOMPARE(ended.code, 0);
    QCOMPARE(QImage(file).size(), QSize(900, 600));
  }

  void darkIsDark() {
    const QString file = folder_.filePath("dark.png");
    QCOMPARE(runProgram({"--dark", "--screenshot", file}).code, 0);
    QVERIFY(QImage(file).pixelColor(5, 300).lightness() < 60);
  }

  void aScreenshotIsTheSameBytesTwice() {
    for (const char *name : {"first.png", "second.png"})
      QCOMPARE(runProgram({example, "--screenshot", folder_.filePath(name)}).code, 0);
    QCOMPARE(*loadline::readFile(folder_.filePath("first.png").toStdString()),
             *loadline::readFile(folder_.filePath("second.png").toStdString()));
  }

  void withoutADisplayItSaysSoInOneLine_data() {
    QTest::addColumn<QString>("platform");
    QTest::addRow("no display") << "";
    QTest::addRow("an unknown platform") << "nosuch";
  }

  void withoutADisplayItSaysSoInOneLine() {
    QFETCH(QString, platform);
    const Ended ended = runProgram({example}, platform);
    QCOMPARE(ended.code, 2);
    QVERIFY(ended.err.startsWith("loadline-gui: no display"));
    QCOMPARE(ended.err.count(u'\n'), 1);
  }

  void aBadFileIsToldWithItsPlaceAndThePictureIsStillMade() {
    const QString spec = folder_.filePath("bad.yaml"), file = folder_.filePath("bad.png");
    QVERIFY(loadline::writeFile(spec.toStdString(), "loadline: 1\nsystm: x\n").empty());
    const Ended ended = runProgram({spec, "--screenshot", file});
    QCOMPARE(ended.code, 2);
    QVERIFY(ended.err.contains("bad.yaml:2:1: error:"));
    QVERIFY(!QImage(file).isNull());
  }

  void aScreenshotThatCannotBeWrittenIsTold() {
    const Ended ended = runProgram({example, "--screenshot", "/nonexistent/folder/x.png"});
    QCOMPARE(ended.code, 2);
    QVERIFY(ended.err.contains("/nonexistent/folder/x.png"));
  }

  void aServiceOrFindingThatThereIsNotIsTold() {
    QTemporaryDir folder;
    const QString picture = folder.filePath("x.png");
    const Ended service = runProgram({example, "--select", "gatway", "--screenshot", picture});
    QCOMPARE(service.code, 2);
    QVERIFY2(service.err.contains("no service 'gatway' (did you mean 'gateway'?)"),
             qPrintable(service.err));
    const Ended finding = runProgram({example, "--finding", "999", "--screenshot", picture});
    QCOMPARE(finding.code, 2);
    QVERIFY2(finding.err.contains("no finding 999"), qPrintable(finding.err));
  }

  void versionAndHelpNeedNoDisplay() {
    QVERIFY(runProgram({"--version"}, "").out.startsWith("loadline-gui "));
    const Ended help = runProgram({"--help"}, "");
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.contains("--screenshot"));
  }

  void resetSettingsForgetsWhatWasRemembered() {
    const QString file = folder_.filePath("config/loadline/loadline-gui.ini");
    QVERIFY(QDir(folder_.path()).mkpath("config/loadline"));
    QVERIFY(loadline::writeFile(file.toStdString(), "[editor]\ncommand=vi\n").empty());
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("XDG_CONFIG_HOME", folder_.filePath("config"));
    program.setProcessEnvironment(environment);
    program.start(LOADLINE_GUI_PROGRAM, {"--reset-settings"});
    const auto remembers = [&] {
      const auto text = loadline::readFile(file.toStdString());
      return text && text->find("command") != std::string::npos;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!remembers(), 20'000);
    program.kill(); // it shows its window until somebody closes it
    program.waitForFinished();
  }

  void aMistakeInTheArgumentsIsExitCodeTwo() {
    QCOMPARE(runProgram({"--size", "12"}).code, 2);
    QCOMPARE(runProgram({"--nosuch"}).code, 2);
  }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
