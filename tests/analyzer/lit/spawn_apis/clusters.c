// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// What runs on the cores of DPDK, and processes of MPI.

#include "Inputs/clusters.h"

static int forward(void *data) { return data != 0; }
static unsigned control(void *data) { return data != 0; }

int main(int count, char **arguments) {
  rte_eal_init(count, arguments);
  // CHECK: clusters.c,[[@LINE-1]],3,main,rte_eal_init,config(the cores of EAL),config,safe,A,pool,escapes,,,,pool
  rte_eal_mp_remote_launch(forward, 0, 0);
  // CHECK: clusters.c,[[@LINE-1]],3,main,rte_eal_mp_remote_launch,config(the cores of EAL),config,safe,A,pool,joined,,,,task
  rte_eal_mp_wait_lcore();
  for (unsigned core = 1; core < 4; ++core)
    rte_eal_remote_launch(forward, 0, core);
    // CHECK: clusters.c,[[@LINE-1]],5,main,rte_eal_remote_launch,"min(3, config(the cores of EAL))",constant,safe,C,pool,joined,3,constant,,task
  for (unsigned core = 1; core < 4; ++core)
    rte_eal_wait_lcore(core);
  rte_thread_t thread;
  rte_thread_create_control(&thread, "control", control, 0);
  // CHECK: clusters.c,[[@LINE-1]],3,main,rte_thread_create_control,1,constant,safe,B,none,joined,,,,thread
  rte_thread_join(thread, 0);
}

void solvers(MPI_Comm self, int most) {
  MPI_Comm workers;
  MPI_Comm_spawn("worker", 0, 16, 0, 0, self, &workers, 0);
  // CHECK: clusters.c,[[@LINE-1]],3,solvers,MPI_Comm_spawn,16,constant,safe,B,pool,escapes,,,,process
  MPI_Comm_spawn("worker", 0, most, 0, 0, self, &workers, 0);
  // CHECK: clusters.c,[[@LINE-1]],3,solvers,MPI_Comm_spawn,config(most),config,safe,A,pool,escapes,,,,process
}
