#define _GNU_SOURCE
#include "CProcess.h"

#include <sys/mman.h>

int32_t cprocess_memory_file(void) { return memfd_create("", 0); }
