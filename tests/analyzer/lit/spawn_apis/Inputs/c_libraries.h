/* What the test uses of GLib, SDL, APR and libuv. */
#pragma once
typedef void *(*GThreadFunc)(void *);
typedef void (*GFunc)(void *, void *);
typedef struct GThread GThread;
typedef struct GThreadPool GThreadPool;
GThread *g_thread_new(const char *name, GThreadFunc function, void *data);
void *g_thread_join(GThread *thread);
void g_thread_unref(GThread *thread);
unsigned g_get_num_processors(void);
GThreadPool *g_thread_pool_new(GFunc function, void *data, int threads, int exclusive, void **error);
int g_thread_pool_push(GThreadPool *pool, void *data, void **error);
void g_thread_pool_free(GThreadPool *pool, int now, int wait);
int g_spawn_command_line_sync(const char *command, char **out, char **err, int *status, void **error);
int g_spawn_command_line_async(const char *command, void **error);

typedef struct SDL_Thread SDL_Thread;
SDL_Thread *SDL_CreateThread(int (*function)(void *), const char *name, void *data);
void SDL_WaitThread(SDL_Thread *thread, int *status);
void SDL_DetachThread(SDL_Thread *thread);

typedef struct apr_thread_t apr_thread_t;
typedef void *(*apr_thread_start_t)(apr_thread_t *, void *);
int apr_thread_create(apr_thread_t **thread, void *attributes, apr_thread_start_t function, void *data, void *pool);
int apr_thread_join(int *status, apr_thread_t *thread);

typedef unsigned long uv_thread_t;
typedef struct uv_loop_s uv_loop_t;
typedef struct uv_work_s {
  void *data;
} uv_work_t;
int uv_thread_create(uv_thread_t *id, void (*entry)(void *), void *data);
int uv_thread_join(uv_thread_t *id);
unsigned uv_available_parallelism(void);
int uv_queue_work(uv_loop_t *loop, uv_work_t *request, void (*work)(uv_work_t *), void (*after)(uv_work_t *, int));
