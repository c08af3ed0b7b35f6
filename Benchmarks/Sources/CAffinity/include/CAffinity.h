#ifndef CAFFINITY_H
#define CAFFINITY_H

// The cores that a process runs on: calls that Swift does not see, since glibc keeps them for _GNU_SOURCE.

/// Writes the numbers of the cores that this thread may use, at most `capacity`; returns how many.
int caffinity_allowed(int *cores, int capacity);

/// Keeps this thread, and what it starts from now on, on `count` cores. Returns 0, or -1.
int caffinity_pin(const int *cores, int count);

#endif
