#define _GNU_SOURCE
#include "CAffinity.h"

#include <sched.h>

int caffinity_allowed(int *cores, int capacity) {
    cpu_set_t set;
    int count = 0;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 0;
    for (int core = 0; core < CPU_SETSIZE && count < capacity; core++) {
        if (CPU_ISSET(core, &set)) cores[count++] = core;
    }
    return count;
}

int caffinity_pin(const int *cores, int count) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (int i = 0; i < count; i++) {
        if (cores[i] < 0 || cores[i] >= CPU_SETSIZE) return -1;
        CPU_SET(cores[i], &set);
    }
    return sched_setaffinity(0, sizeof set, &set);
}
