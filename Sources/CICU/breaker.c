#include "CICU.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

// A larger UTF-16 buffer is given back once its text is cut, so that one huge note does not stay
// in memory for the life of the process.
enum { KEPT_UNITS = 1 << 18 };

struct cicu_breaker {
    UBreakIterator *iterator;
    UChar *units;        // the text in UTF-16
    int32_t capacity;    // of `units`
    int32_t count;       // units in use
    int32_t unit;        // how far boundaries were given, in units
    int32_t byte;        // the same place, in bytes
};

static const UChar no_text[1] = {0};

int32_t cicu_breaker_open(int32_t kind, cicu_breaker **breaker) {
    *breaker = NULL;
    cicu_breaker *self = calloc(1, sizeof *self);
    if (self == NULL) return CICU_NO_MEMORY;
    UErrorCode error = U_ZERO_ERROR;
    UBreakIteratorType type = kind == CICU_SENTENCES ? UBRK_SENTENCE : UBRK_WORD;
    self->iterator = ubrk_open(type, "fr", no_text, 0, &error);
    if (U_FAILURE(error) || self->iterator == NULL) {
        cicu_breaker_close(self);
        return error == U_MEMORY_ALLOCATION_ERROR ? CICU_NO_MEMORY : CICU_UNAVAILABLE;
    }
    *breaker = self;
    return 0;
}

void cicu_breaker_close(cicu_breaker *breaker) {
    if (breaker == NULL) return;
    if (breaker->iterator != NULL) ubrk_close(breaker->iterator);
    free(breaker->units);
    free(breaker);
}

// Leaves nothing to cut, and no large buffer.
static void forget_text(cicu_breaker *self) {
    self->count = self->unit = self->byte = 0;
    if (self->capacity <= KEPT_UNITS) return;
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(self->iterator, no_text, 0, &error);
    free(self->units);
    self->units = NULL;
    self->capacity = 0;
}

int32_t cicu_breaker_set_text(cicu_breaker *self, const uint8_t *text, int32_t length) {
    self->count = self->unit = self->byte = 0;
    if (length <= 0) return length == 0 ? 0 : CICU_FAILED;
    if (length > self->capacity) {
        // No UTF-8 text has more UTF-16 units than bytes. Doubled, so that growth stays linear.
        int32_t wanted = length <= KEPT_UNITS / 2 ? 2 * length : length;
        UChar *units = malloc((size_t)wanted * sizeof *units);
        if (units == NULL) return CICU_NO_MEMORY;
        free(self->units);
        self->units = units;
        self->capacity = wanted;
    }
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = 0;
    u_strFromUTF8(self->units, self->capacity, &count, (const char *)text, length, &error);
    if (U_FAILURE(error)) {
        forget_text(self);
        return error == U_INVALID_CHAR_FOUND ? CICU_BAD_TEXT : CICU_FAILED;
    }
    error = U_ZERO_ERROR;  // not the warning that no NUL was written
    ubrk_setText(self->iterator, self->units, count, &error);
    if (U_FAILURE(error)) {
        forget_text(self);
        return CICU_FAILED;
    }
    self->count = count;
    return 0;
}

int32_t cicu_breaker_next(cicu_breaker *self, int32_t base, int32_t *ends, int32_t capacity) {
    int32_t written = 0;
    int32_t unit = self->unit;
    int32_t byte = self->byte;
    while (written < capacity && unit < self->count) {
        int32_t end = ubrk_next(self->iterator);
        if (end == UBRK_DONE || end > self->count) end = self->count;
        for (; unit < end; unit++) {
            UChar c = self->units[unit];
            // Each half of a surrogate pair stands for two of its four bytes.
            byte += c < 0x80 ? 1 : c < 0x800 || U16_IS_SURROGATE(c) ? 2 : 3;
        }
        ends[written++] = base + byte;
    }
    self->unit = unit;
    self->byte = byte;
    if (unit >= self->count) forget_text(self);
    return written;
}
