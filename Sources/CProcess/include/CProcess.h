#ifndef CPROCESS_H
#define CPROCESS_H

// Calls of Linux that Swift cannot see.

#include <stdint.h>

/// A file without name that lives in memory only, open for reading and writing.
///
/// It stays open over exec. Returns its descriptor, or -1.
int32_t cprocess_memory_file(void);

#endif
