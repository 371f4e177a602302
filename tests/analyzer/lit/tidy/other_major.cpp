// REQUIRES: plugin, other-clang-tidy
// RUN: not %other_clang_tidy --load=%plugin --checks=-*,loadline-* %s -- -std=c++20 2>&1 | FileCheck %s
// CHECK: loadline-tidy-{{[0-9]+}}.so: error: this plugin is for clang-tidy {{[0-9]+}}, and it was loaded into version {{[0-9]+}}

int main() {}
