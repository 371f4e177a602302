#pragma once

class ServerBase {
public:
  virtual ~ServerBase();
  void run(int listener);

protected:
  virtual void onClient(int client) = 0;
  virtual void onStart() = 0;
};
