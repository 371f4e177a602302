/* What the test uses of DPDK and MPI. */
#pragma once
typedef int(lcore_function_t)(void *);
typedef struct {
  unsigned long opaque_id;
} rte_thread_t;
int rte_eal_init(int count, char **arguments);
int rte_eal_remote_launch(lcore_function_t *function, void *data, unsigned worker);
int rte_eal_mp_remote_launch(lcore_function_t *function, void *data, int call_main);
int rte_eal_wait_lcore(unsigned worker);
void rte_eal_mp_wait_lcore(void);
int rte_thread_create_control(rte_thread_t *thread, const char *name, unsigned (*function)(void *), void *data);
int rte_thread_join(rte_thread_t thread, unsigned *result);

typedef struct ompi_communicator_t *MPI_Comm;
typedef struct ompi_info_t *MPI_Info;
int MPI_Comm_spawn(const char *command, char *arguments[], int most, MPI_Info info, int root, MPI_Comm comm, MPI_Comm *inter,
                   int errors[]);
