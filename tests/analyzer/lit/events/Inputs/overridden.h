#pragma once
// What the test uses of classes whose methods a program overrides to handle events.
class QObject {
public:
  virtual ~QObject();
  virtual void timerEvent(int *event);
};
class QTcpServer : public QObject {
public:
  virtual void incomingConnection(long descriptor);
};
class QThread : public QObject {
public:
  void start(int priority = 0);
  bool wait();
  virtual void run();
};
namespace Poco::Net {
struct HTTPServerRequest;
struct HTTPServerResponse;
class HTTPRequestHandler {
public:
  virtual void handleRequest(HTTPServerRequest &request, HTTPServerResponse &response) = 0;
};
} // namespace Poco::Net
namespace drogon {
class WebSocketControllerBase {
public:
  virtual void handleNewMessage(int connection) = 0;
};
template <class Class> class WebSocketController : public WebSocketControllerBase {};
} // namespace drogon
namespace Pistache::Http {
class Handler {
public:
  virtual void onRequest(int request) = 0;
};
} // namespace Pistache::Http
namespace mqtt {
class callback {
public:
  virtual void message_arrived(int message) {}
};
} // namespace mqtt
class CivetHandler {
public:
  virtual bool handleGet(void *server, void *connection);
};
class ACE_Event_Handler {
public:
  virtual int handle_input(int handle);
};
class ACE_Task_Base : public ACE_Event_Handler {
public:
  virtual int activate(long flags = 0, int threads = 1);
  virtual int svc();
};
