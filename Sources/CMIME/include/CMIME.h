#ifndef CMIME_H
#define CMIME_H

// The few calls of gmime that biffure uses: the decoders and encoders of internet messages, each
// over a whole buffer.
//
// No <gmime/...> header may be included here. Every function may be called by any number of threads
// at a time.

#include <stddef.h>
#include <stdint.h>

/// Transfer encodings, for cmime_decode() and cmime_encode().
#define CMIME_BASE64 1
#define CMIME_QUOTED_PRINTABLE 2
/// The lines between `begin` and `end`, without these.
#define CMIME_UUENCODE 3

/// Decodes `length` bytes of a transfer encoding into `output`, which has room for `length + 8`.
///
/// What is no part of the encoding is skipped: the caller has looked for it. Returns how many bytes
/// were written. O(length).
size_t cmime_decode(int32_t encoding, const uint8_t *input, size_t length, uint8_t *output);

/// Encodes `length` bytes as lines of at most 76 bytes, each ended by one line feed.
///
/// Line feeds of the input are line ends in quoted-printable; all other controls are encoded.
/// Returns a buffer for cmime_free() and its length in `*count`, or NULL without memory. O(length).
uint8_t *cmime_encode(int32_t encoding, const uint8_t *input, size_t length, size_t *count);

/// Decodes the encoded words (RFC 2047) of `length` bytes of UTF-8 without NUL.
///
/// Returns a buffer of UTF-8 for cmime_free() and its length in `*count`, or NULL without memory.
uint8_t *cmime_words_decode(const uint8_t *text, size_t length, size_t *count);

/// Encodes the words of UTF-8 text without NUL that need it as encoded words, in one line: for an
/// unstructured field, or with `phrase` not 0 for a display name.
///
/// Returns a buffer for cmime_free() and its length in `*count`, or NULL without memory.
uint8_t *cmime_words_encode(const uint8_t *text, size_t length, int32_t phrase, size_t *count);

/// Decodes the value of the one parameter that `parameters` holds: `name="x"`, `name*=utf-8''x`,
/// `name*0*=utf-8''x; name*1=y` (RFC 2231), encoded words in it too. Without NUL.
///
/// Returns a buffer for cmime_free() and its length in `*count`, or NULL when there is none.
uint8_t *cmime_parameter_decode(const uint8_t *parameters, size_t length, size_t *count);

/// Writes a parameter as `name="value"` or in the sections of RFC 2231; its lines end with one line
/// feed. `value` is UTF-8, and neither holds a NUL.
///
/// Returns a buffer for cmime_free() and its length in `*count`, or NULL without memory.
uint8_t *cmime_parameter_encode(const char *name, const uint8_t *value, size_t length,
                                size_t *count);

/// Frees what a call above returned. NULL is allowed.
void cmime_free(uint8_t *buffer);

#endif
