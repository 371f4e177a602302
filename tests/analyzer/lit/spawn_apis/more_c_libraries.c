// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Threads, pools and processes of older GLib, GIO, SDL 3, NSPR, PJLIB and CZMQ, and the daemon that takes one's place.

#include "Inputs/more_c_libraries.h"

static void *job(void *data) { return data; }
static int number(void *data) { return data != 0; }
static void plain(void *data) { (void)data; }
static void actor(void *pipe, void *data) { (void)pipe, (void)data; }
static void inThread(GTask *task, void *source, void *data, void *cancel) { (void)task, (void)source, (void)data, (void)cancel; }

void glib(GTask *task) {
  for (;;) {
    GThread *thread = g_thread_create(job, 0, 1, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],23,glib,g_thread_create,1,constant,safe,C,join,joined,,,,thread
    g_thread_join(thread);
  }
  for (;;)
    g_task_run_in_thread(task, inThread);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,glib,g_task_run_in_thread,config(the threads of GIO),config,safe,C,pool,escapes,unbounded,unbounded,,task
  for (;;)
    g_task_run_in_thread_sync(task, inThread);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,glib,g_task_run_in_thread_sync,1,constant,safe,C,pool,joined,1,constant,,task
}

void sdl(const char *const *arguments) {
  for (;;) {
    SDL_Thread *thread = SDL_CreateThread(number, "one", 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],26,sdl,SDL_CreateThreadRuntime,1,constant,safe,C,join,joined,,,,thread
    SDL_WaitThread(thread, 0);
  }
  for (;;) {
    int code;
    SDL_Process *process = SDL_CreateProcess(arguments, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],28,sdl,SDL_CreateProcess,1,constant,safe,C,join,joined,,,,process
    SDL_WaitProcess(process, 1, &code);
  }
}

void sdlForgotten(const char *const *arguments) {
  for (int i = 0; i < 3; ++i)
    SDL_CreateThread(number, "loose", 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,sdlForgotten,SDL_CreateThreadRuntime,3,constant,safe,C,trip_count,escapes,,,,thread
  for (;;)
    SDL_CreateProcess(arguments, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,sdlForgotten,SDL_CreateProcess,unbounded,unbounded,dangerous,C,none,escapes,,,,process
}

void nspr(char *const *arguments) {
  PRThreadPool *pool = PR_CreateThreadPool(2, 6, 0);
  // CHECK: more_c_libraries.c,[[@LINE-1]],24,nspr,PR_CreateThreadPool,6,constant,safe,B,pool,joined,,,,pool
  for (;;)
    PR_QueueJob(pool, plain, 0, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,nspr,PR_QueueJob,config(threads of pool),config,safe,C,pool,joined,unbounded,unbounded,,task
  PR_JoinThreadPool(pool);
  for (;;) {
    PRProcess *process = PR_CreateProcess("/bin/ls", arguments, 0, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],26,nspr,PR_CreateProcess,1,constant,safe,C,join,joined,,,,process
    PR_WaitProcess(process, 0);
  }
}

void pjlib(void *pool, int count) {
  for (int i = 0; i < count; ++i) {
    pj_thread_t *thread;
    pj_thread_create(pool, "worker", number, 0, 0, 0, &thread);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,pjlib,pj_thread_create,1,constant,safe,C,join,joined,,,,thread
    pj_thread_join(thread);
  }
}

void pjlibForgotten(void *pool) {
  pj_thread_t *threads[4];
  for (int i = 0; i < 4; ++i)
    pj_thread_create(pool, "worker", number, 0, 0, 0, &threads[i]);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,pjlibForgotten,pj_thread_create,4,constant,safe,C,trip_count,escapes,,,,thread
}

void czmq(void) {
  for (;;) {
    zactor_t *one = zactor_new(actor, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],21,czmq,zactor_new,1,constant,safe,C,join,joined,,,,thread
    zactor_destroy(&one);
  }
}

void inBackground(int endless) {
  while (endless)
    daemon(0, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,inBackground,daemon,1,constant,safe,C,join,joined,,,,process
}

void inTurn(int endless) {
  while (endless) {
    nng_thread *thread;
    nng_thread_create(&thread, plain, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,inTurn,nng_thread_create,1,constant,safe,C,join,joined,,,,thread
    nng_thread_destroy(thread);
  }
  while (endless) {
    unsigned long id;
    GC_pthread_create(&id, 0, job, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,inTurn,GC_pthread_create,1,constant,safe,C,join,joined,,,,thread
    GC_pthread_join(id, 0);
  }
  while (endless) {
    Tcl_ThreadId id;
    int result;
    Tcl_CreateThread(&id, plain, 0, 0, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,inTurn,Tcl_CreateThread,1,constant,safe,C,join,joined,,,,thread
    Tcl_JoinThread(id, &result);
  }
}

void forgotten(int endless) {
  for (int i = 0; i < 2; ++i)
    PyThread_start_new_thread(plain, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,forgotten,PyThread_start_new_thread,2,constant,safe,C,trip_count,escapes,,,,thread
  while (endless)
    mg_start_thread(job, 0);
    // CHECK: more_c_libraries.c,[[@LINE-1]],5,forgotten,mg_start_thread,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
}
