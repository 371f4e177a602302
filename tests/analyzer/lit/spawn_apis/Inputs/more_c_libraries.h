/* What the test uses of GLib's older and GIO's threads, SDL 3, NSPR, PJLIB, CZMQ, NNG, Tcl and others. */
#pragma once
typedef struct _GThread GThread;
typedef struct _GTask GTask;
GThread *g_thread_create(void *(*function)(void *), void *data, int joinable, void **error);
void *g_thread_join(GThread *thread);
void g_task_run_in_thread(GTask *task, void (*function)(GTask *, void *, void *, void *));
void g_task_run_in_thread_sync(GTask *task, void (*function)(GTask *, void *, void *, void *));

typedef struct SDL_Thread SDL_Thread;
typedef void (*SDL_FunctionPointer)(void);
SDL_Thread *SDL_CreateThreadRuntime(int (*function)(void *), const char *name, void *data, SDL_FunctionPointer begin,
                                    SDL_FunctionPointer end);
#define SDL_CreateThread(function, name, data)                                                                               \
  SDL_CreateThreadRuntime((function), (name), (data), (SDL_FunctionPointer)0, (SDL_FunctionPointer)0)
void SDL_WaitThread(SDL_Thread *thread, int *status);
typedef struct SDL_Process SDL_Process;
SDL_Process *SDL_CreateProcess(const char *const *arguments, _Bool pipes);
_Bool SDL_WaitProcess(SDL_Process *process, _Bool block, int *code);

typedef struct PRThreadPool PRThreadPool;
typedef struct PRJob PRJob;
typedef struct PRProcess PRProcess;
PRThreadPool *PR_CreateThreadPool(int first, int most, unsigned stack);
PRJob *PR_QueueJob(PRThreadPool *pool, void (*job)(void *), void *data, int joinable);
int PR_JoinThreadPool(PRThreadPool *pool);
PRProcess *PR_CreateProcess(const char *path, char *const *arguments, char *const *environment, const void *attributes);
int PR_WaitProcess(PRProcess *process, int *code);

typedef struct pj_thread_t pj_thread_t;
int pj_thread_create(void *pool, const char *name, int (*procedure)(void *), void *data, unsigned long stack, unsigned flags,
                     pj_thread_t **thread);
int pj_thread_join(pj_thread_t *thread);

typedef struct _zactor_t zactor_t;
zactor_t *zactor_new(void (*task)(void *, void *), void *data);
void zactor_destroy(zactor_t **actor);

int daemon(int stay, int keep);

typedef struct nng_thread nng_thread;
int nng_thread_create(nng_thread **thread, void (*function)(void *), void *data);
void nng_thread_destroy(nng_thread *thread);

int GC_pthread_create(unsigned long *id, const void *attributes, void *(*function)(void *), void *data);
int GC_pthread_join(unsigned long id, void **result);

typedef struct Tcl_ThreadId_ *Tcl_ThreadId;
int Tcl_CreateThread(Tcl_ThreadId *id, void (*procedure)(void *), void *data, unsigned stack, int flags);
int Tcl_JoinThread(Tcl_ThreadId id, int *result);
unsigned long PyThread_start_new_thread(void (*function)(void *), void *data);
int mg_start_thread(void *(*function)(void *), void *data);
