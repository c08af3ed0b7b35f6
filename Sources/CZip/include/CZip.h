#ifndef CZIP_H
#define CZIP_H

// The few calls of libzip that biffure uses, over archives in memory.

#include <stddef.h>
#include <stdint.h>

/// The bytes are no zip archive, or one whose parts contradict each other.
#define CZIP_DAMAGED -1
/// No memory.
#define CZIP_NO_MEMORY -2
/// An entry that only a key opens, or packed in a way that libzip does not know.
#define CZIP_CLOSED -3

/// An archive that is open for reading; one thread at a time may use it.
typedef struct czip_archive czip_archive;

/// What the directory says of an entry; the strings live as long as the archive.
typedef struct {
    /// UTF-8, guessed from the bytes.
    const char *name;
    /// UTF-8 of `comment_length` bytes, not ended by zero.
    const char *comment;
    size_t comment_length;
    /// Bytes when unpacked, and packed.
    uint64_t size, packed;
    /// Not 0 when only a key opens it.
    int32_t is_encrypted;
} czip_entry;

/// Opens `count` bytes, which must outlive the archive; names twice in the directory are not refused.
///
/// Returns 0, or an error code; then `*archive` is NULL.
int32_t czip_open(const uint8_t *bytes, size_t count, czip_archive **archive);

/// Frees the archive. NULL is allowed.
void czip_close(czip_archive *archive);

/// How many entries it has.
int64_t czip_count(const czip_archive *archive);

/// What the directory says of entry `index`. Returns 0, or an error code.
int32_t czip_look(czip_archive *archive, int64_t index, czip_entry *entry);

/// Unpacks entry `index`, which must hold exactly `size` bytes with the checksum of the directory.
///
/// Returns 0, or an error code; then `buffer` is undefined.
int32_t czip_unpack(czip_archive *archive, int64_t index, uint8_t *buffer, size_t size);

/// The comment of the archive, UTF-8; its length in `*length`.
const char *czip_comment(czip_archive *archive, size_t *length);

/// A change of an entry.
typedef struct {
    int64_t index;
    /// The new bytes; NULL: the entry goes, or keeps its bytes when it has a new name.
    const uint8_t *bytes;
    size_t count;
    /// The new name, UTF-8; NULL: the old one.
    const char *name;
} czip_change;

/// For czip_write(): no comment comes along.
#define CZIP_DROP_COMMENTS 1
/// For czip_write(): all entries are of 1 January 1980.
#define CZIP_DROP_DATES 2

/// Writes an archive anew with changes, one for each entry at most, sorted by it. Entries that no change
/// names keep their packed bytes, all keep order, date and attributes; extra fields and bytes that belong
/// to no entry do not come along. `flags`: a sum of the values above.
///
/// Returns 0 and the bytes, to be freed by czip_free(), or an error code.
int32_t czip_write(
    const uint8_t *bytes, size_t count, const czip_change *changes, size_t change_count,
    int32_t flags, uint8_t **output, size_t *output_count
);

/// An entry of a new archive.
typedef struct {
    /// UTF-8.
    const char *name;
    const uint8_t *bytes;
    size_t count;
} czip_file;

/// Makes an archive of entries that are not packed, all of 1 January 1980.
///
/// Returns 0 and the bytes, to be freed by czip_free(), or an error code.
int32_t czip_make(const czip_file *files, size_t count, uint8_t **output, size_t *output_count);

/// Frees what czip_write() and czip_make() gave.
void czip_free(uint8_t *bytes);

#endif
