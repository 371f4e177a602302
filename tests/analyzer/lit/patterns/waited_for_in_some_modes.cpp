// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// What is waited for in some modes only is not joined in the others.

#include <iostream>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
static bool start(const std::string& command, bool last) {
    pid_t pid = fork();
    if (pid == -1) {
        if (!last) waitpid(-1, nullptr, 0);
        else return false;
    } else if (pid > 0) {
        if (last) { int status; waitpid(pid, &status, 0); }
    } else {
        execlp(command.c_str(), command.c_str(), nullptr);
        _exit(1);
    }
    return true;
}
int main() {
    std::string line, word;
    while (std::getline(std::cin, line)) {
        std::istringstream in(line);
        while (in >> word) start(word, in.peek() == EOF);
        // CHECK: waited_for_in_some_modes.cpp,[[@LINE-1]],{{.*}},{{(risky|dangerous)}}
    }
}
