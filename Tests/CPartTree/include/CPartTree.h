#ifndef CPARTTREE_H
#define CPARTTREE_H

// A mail as gmime reads it: a reader beside the one that is tested.
//
// No <gmime/...> header may be included here.

#include <stddef.h>
#include <stdint.h>

/// Writes the types of the parts of a mail as they stand in each other:
/// `multipart/mixed(text/plain message/rfc822(text/html))`.
///
/// Returns a buffer for part_tree_free() and its length in `*count`, or NULL when gmime reads no
/// message. O(length).
uint8_t *part_tree(const uint8_t *mail, size_t length, size_t *count);

/// Frees what the call above returned. NULL is allowed.
void part_tree_free(uint8_t *tree);

#endif
