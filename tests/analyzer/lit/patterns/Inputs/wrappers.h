#pragma once
#include <pthread.h>
#include <sys/types.h>

pid_t Fork();
void Pthread_create(pthread_t *id, void *(*entry)(void *), void *argument);
void startThread(void (*function)(void *), void *argument);
void eachWorker(int count, void (*function)(void *));
