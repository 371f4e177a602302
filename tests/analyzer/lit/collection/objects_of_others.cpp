// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// An object whose method starts what another object keeps ends nothing where its own scope does.

#include <map>
#include <memory>
#include <string>
#include <thread>

class Game {
    std::thread loop;
    void run() {}
public:
    void start() { loop = std::thread(&Game::run, this); }
    // CHECK: objects_of_others.cpp,[[@LINE-1]],27,Game::start,std::thread,unbounded,unbounded,dangerous,B,none
    ~Game() { loop.join(); }
};
class Lobby {
    std::map<std::string, std::unique_ptr<Game>> games;
public:
    void host(const std::string& name) {
        games[name] = std::make_unique<Game>();
        games[name]->start();
    }
};
struct Request {
    std::string name;
    void process(Lobby& lobby) { lobby.host(name); }
};
Request next();

void serve(Lobby& lobby) {
    for (;;) {
        Request request = next();
        request.process(lobby);
        // CHECK: objects_of_others.cpp,[[@LINE-1]],9,serve,std::thread,unbounded,unbounded,dangerous,E,none
    }
}
void play() {
    for (;;) {
        Game game;
        game.start();
        // CHECK: objects_of_others.cpp,[[@LINE-1]],9,play,std::thread,1,constant,safe,E,join
    }
}
struct Match {
    Game game;
    void begin() { game.start(); }
};
void play_matches() {
    for (;;) {
        Match match;
        match.begin();
        // CHECK: objects_of_others.cpp,[[@LINE-1]],9,play_matches,std::thread,1,constant,safe,E,join
    }
}
void play_hosted() {
    for (;;) {
        Lobby lobby;
        lobby.host("one");
        // CHECK: objects_of_others.cpp,[[@LINE-1]],9,play_hosted,std::thread,1,constant,safe,E,join
    }
}
