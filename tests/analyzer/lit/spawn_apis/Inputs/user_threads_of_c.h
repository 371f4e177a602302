/* What the test uses of brpc, from C. */
#pragma once
typedef unsigned long bthread_t;
int bthread_start_background(bthread_t *id, const void *attributes, void *(*entry)(void *), void *data);
int bthread_join(bthread_t id, void **result);
int bthread_usleep(unsigned long microseconds);
