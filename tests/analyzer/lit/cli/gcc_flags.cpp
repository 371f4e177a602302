// RUN: rm -rf %t && mkdir -p %t
// RUN: printf '%%s\n' '-DFROM_FILE=3' '"-I%t/a folder"' '@%t/inner.rsp' > %t/outer.rsp && printf '%%s\n' -DFROM_INNER=2 @%t/missing.rsp > %t/inner.rsp
// RUN: %audit --exit-zero --format csv --root %S %s -- -std=c++20 -fno-var-tracking-assignments -fconserve-stack -fmy-own-plugin-flag=3 --param=max-inline=3 @%t/outer.rsp 2> %t/notes | FileCheck %s
// RUN: FileCheck %s --check-prefix=NOTE < %t/notes
// Flags of another compiler are dropped and told; response files are followed.

#include <thread>

// NOTE-DAG: note: Clang does not know the flag '-fmy-own-plugin-flag=3'; it was dropped
// NOTE-DAG: note: Clang does not know the flag '-fconserve-stack'; it was dropped
// NOTE-DAG: note: the response file '{{.*}}missing.rsp' can't be read

void work();
void start() {
  for (int i = 0; i < FROM_FILE * FROM_INNER; ++i)
    std::thread(work).detach();
  // CHECK: gcc_flags.cpp,[[@LINE-1]],5,start,std::thread,6,constant,safe
}
