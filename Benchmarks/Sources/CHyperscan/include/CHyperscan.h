#ifndef CHYPERSCAN_H
#define CHYPERSCAN_H

// The three calls of Hyperscan that the benchmark makes.

#include <stddef.h>

/// Literals compiled for block mode, with the scratch space that a scan needs.
typedef struct chs_literals chs_literals;

/// Compiles caseless literals; the bytes of literal i are `lengths[i]` from `literals[i]` on.
///
/// Returns NULL when Hyperscan refuses them.
chs_literals *chs_literals_open(const char *const *literals, const size_t *lengths, unsigned count);

/// Frees them.
void chs_literals_close(chs_literals *literals);

/// How many matches one block of text holds; -1 when the scan fails.
long chs_literals_count(chs_literals *literals, const char *text, unsigned length);

#endif
