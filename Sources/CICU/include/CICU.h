#ifndef CICU_H
#define CICU_H

// The few calls of ICU that biffure uses, each doing much, behind opaque handles and plain integers.
//
// No <unicode/...> header may be included here: beside Foundation, the Swift compiler would find two
// different definitions of ICU's enums.

#include <stdint.h>

/// Word boundaries, for cicu_breaker_open().
#define CICU_WORDS 0
/// Sentence boundaries, for cicu_breaker_open().
#define CICU_SENTENCES 1

/// ICU or its data could not be loaded.
#define CICU_UNAVAILABLE -1
/// No memory for the buffers.
#define CICU_NO_MEMORY -2
/// The text is not valid UTF-8.
#define CICU_BAD_TEXT -3
/// ICU gave another error.
#define CICU_FAILED -4

/// A break iterator for French with the buffers that it needs.
///
/// One thread at a time may use a handle; another thread may use another one.
typedef struct cicu_breaker cicu_breaker;

/// Opens a break iterator of `kind` and stores it in `*breaker`.
///
/// Returns 0, or an error code; then `*breaker` is NULL.
int32_t cicu_breaker_open(int32_t kind, cicu_breaker **breaker);

/// Frees the iterator and its buffers. NULL is allowed.
void cicu_breaker_close(cicu_breaker *breaker);

/// Takes `length` bytes of UTF-8 as the text to cut; what was left of the former text is forgotten.
///
/// The bytes are copied: they need not outlive the call. Returns 0, or an error code; then there is
/// nothing to cut.
int32_t cicu_breaker_set_text(cicu_breaker *breaker, const uint8_t *text, int32_t length);

/// Writes the next boundaries of the text, at most `capacity` of them (at least 1).
///
/// A boundary is the byte offset of the end of a segment, plus `base`; the last one is
/// `base + length`. Boundaries ascend. Returns how many were written; 0 when there is none left.
/// The cost of all calls for one text is linear in its length.
int32_t cicu_breaker_next(cicu_breaker *breaker, int32_t base, int32_t *ends, int32_t capacity);

/// Writes the 128 characters that the bytes 0x80 to 0xFF stand for in a single-byte charset, each as
/// one unit of UTF-16.
///
/// `name` is one that ICU knows. Bytes that the charset leaves open are the control characters of
/// the same number. Returns 0, or an error code; then `units` is undefined.
int32_t cicu_charset_upper_half(const char *name, uint16_t *units);

/// Converts a whole text from a charset to UTF-8, or with `encodes` not 0 from UTF-8 to it.
///
/// `name` is one that ICU knows, case and signs aside. Returns how many bytes were written to
/// `output`, CICU_UNAVAILABLE for a charset that ICU does not know, CICU_NO_MEMORY when `capacity`
/// is too small, or CICU_BAD_TEXT when bytes are not of the charset or a character has no bytes in
/// it. O(length).
int32_t cicu_convert(const char *name, int32_t encodes, const uint8_t *input, int32_t length,
                     uint8_t *output, int32_t capacity);

/// A letter or a number, for cicu_classify().
#define CICU_ALPHANUMERIC 1
/// A blank or a line end, for cicu_classify().
#define CICU_BLANK 2
/// The first byte of a character, for cicu_classify().
#define CICU_FIRST 4

/// Writes what the character of each byte is to `classes[0..<length]`: a sum of the values above on
/// its first byte, 0 on the others.
///
/// Bytes that are no UTF-8 are characters without a class.
void cicu_classify(const uint8_t *text, int32_t length, uint8_t *classes);

/// Writes a text as it is compared loosely: small letters, without accents (compatibility
/// decomposition), ’ as ', without soft hyphens and zero-width spaces.
///
/// Returns the length of the result in bytes, written to `folded` when it is at most `capacity`,
/// or an error code.
int32_t cicu_fold(const uint8_t *text, int32_t length, uint8_t *folded, int32_t capacity);

#endif
