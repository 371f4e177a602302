// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c11 | FileCheck %s --implicit-check-not=.c,
// Threads and processes of GLib, SDL, APR and libuv.

#include "Inputs/c_libraries.h"

static void *job(void *data) { return data; }
static void item(void *data, void *shared) { (void)data, (void)shared; }
static int number(void *data) { return data != 0; }
static void *entry(apr_thread_t *self, void *data) { return self ? data : 0; }
static void plain(void *data) { (void)data; }
static void work(uv_work_t *request) { (void)request; }

void glib(int count) {
  GThread *threads[4];
  for (int i = 0; i < 4; ++i)
    threads[i] = g_thread_new("worker", job, 0);
  // CHECK: c_libraries.c,[[@LINE-1]],18,glib,g_thread_new,4,constant,safe,C,trip_count,joined
  for (int i = 0; i < 4; ++i)
    g_thread_join(threads[i]);
  for (int i = 0; i < count; ++i)
    g_thread_unref(g_thread_new("loose", job, 0));
  // CHECK: c_libraries.c,[[@LINE-1]],20,glib,g_thread_new,config(count),config,safe,C,trip_count,joined
}

void glib_pool(int endless) {
  GThreadPool *pool = g_thread_pool_new(item, 0, (int)g_get_num_processors(), 0, 0);
  // CHECK: c_libraries.c,[[@LINE-1]],23,glib_pool,g_thread_pool_new,hardware,hardware,safe,A,pool,joined
  while (endless)
    g_thread_pool_push(pool, &endless, 0);
  // CHECK: c_libraries.c,[[@LINE-1]],5,glib_pool,g_thread_pool_push,config(threads of pool),config,safe,C,pool,escapes,unbounded,unbounded
  g_thread_pool_free(pool, 0, endless);
}

void glib_processes(int endless) {
  while (endless)
    g_spawn_command_line_sync("ls", 0, 0, 0, 0);
  // CHECK: c_libraries.c,[[@LINE-1]],5,glib_processes,g_spawn_command_line_sync,1,constant,safe,C,join,joined
  while (endless)
    g_spawn_command_line_async("ls", 0);
  // CHECK: c_libraries.c,[[@LINE-1]],5,glib_processes,g_spawn_command_line_async,unbounded,unbounded,dangerous,C,none,escapes
}

void sdl(void) {
  SDL_Thread *one = SDL_CreateThread(number, "one", 0);
  // CHECK: c_libraries.c,[[@LINE-1]],21,sdl,SDL_CreateThread,1,constant,safe,B,none,joined
  SDL_WaitThread(one, 0);
  SDL_Thread *loose = SDL_CreateThread(number, "loose", 0);
  // CHECK: c_libraries.c,[[@LINE-1]],23,sdl,SDL_CreateThread,1,constant,safe,B,none,detached
  SDL_DetachThread(loose);
}

void apr(void *pool) {
  apr_thread_t *threads[3];
  int status;
  for (int i = 0; i < 3; ++i)
    apr_thread_create(&threads[i], 0, entry, 0, pool);
  // CHECK: c_libraries.c,[[@LINE-1]],5,apr,apr_thread_create,3,constant,safe,C,trip_count,joined
  for (int i = 0; i < 3; ++i)
    apr_thread_join(&status, threads[i]);
}

void libuv(uv_loop_t *loop, uv_work_t *requests, int count) {
  uv_thread_t ids[2];
  for (int i = 0; i < 2; ++i)
    uv_thread_create(&ids[i], plain, 0);
  // CHECK: c_libraries.c,[[@LINE-1]],5,libuv,uv_thread_create,2,constant,safe,C,trip_count,joined
  for (int i = 0; i < 2; ++i)
    uv_thread_join(&ids[i]);
  for (int i = 0; i < count; ++i)
    uv_queue_work(loop, &requests[i], work, 0);
  // CHECK: c_libraries.c,[[@LINE-1]],5,libuv,uv_queue_work,config(threads of loop),config,safe,C,pool,escapes,size(count),size
}

void asMany(uv_thread_t *ids) {
  for (unsigned i = 0; i < uv_available_parallelism(); ++i)
    uv_thread_create(&ids[i], plain, 0);
  // CHECK: c_libraries.c,[[@LINE-1]],5,asMany,uv_thread_create,hardware,hardware,safe,C,trip_count,escapes
}
