#include "CICU.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

static uint8_t class_of(UChar32 c) {
    if (c < 0) return CICU_FIRST;
    if (u_isspace(c)) return CICU_FIRST | CICU_BLANK;
    if (u_isalpha(c) || u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE)
        return CICU_FIRST | CICU_ALPHANUMERIC;
    return CICU_FIRST;
}

void cicu_classify(const uint8_t *text, int32_t length, uint8_t *classes) {
    int32_t i = 0;
    while (i < length) {
        int32_t start = i;
        UChar32 c;
        U8_NEXT(text, i, length, c);
        classes[start] = class_of(c);
        for (int32_t k = start + 1; k < i; k++) classes[k] = 0;
    }
}

// The three steps of cicu_fold(); each frees what it was given. NULL: no memory, or ICU failed.

static UChar *from_utf8(const uint8_t *text, int32_t length, int32_t *count, UErrorCode *error) {
    UChar *units = malloc(((size_t)length + 1) * sizeof *units);
    if (units == NULL) *error = U_MEMORY_ALLOCATION_ERROR;
    u_strFromUTF8(units, length + 1, count, (const char *)text, length, error);
    return units;
}

static UChar *lowered(UChar *units, int32_t *count, UErrorCode *error) {
    if (U_FAILURE(*error)) return units;
    // no character has more than three in small letters
    int32_t capacity = *count * 3 + 1;
    UChar *small = malloc((size_t)capacity * sizeof *small);
    if (small == NULL) *error = U_MEMORY_ALLOCATION_ERROR;
    int32_t length = u_strToLower(small, capacity, units, *count, "", error);
    free(units);
    int32_t kept = 0;
    for (int32_t i = 0; U_SUCCESS(*error) && i < length; i++) {
        if (small[i] == 0xAD || small[i] == 0x200B) continue;
        small[kept++] = small[i] == 0x2019 ? '\'' : small[i];
    }
    *count = kept;
    return small;
}

static UChar *decomposed(UChar *units, int32_t *count, UErrorCode *error) {
    const UNormalizer2 *normalizer = unorm2_getNFKDInstance(error);
    if (U_FAILURE(*error)) return units;
    int32_t length = unorm2_normalize(normalizer, units, *count, NULL, 0, error);
    if (*error == U_BUFFER_OVERFLOW_ERROR) *error = U_ZERO_ERROR;
    UChar *plain = malloc(((size_t)length + 1) * sizeof *plain);
    if (plain == NULL) *error = U_MEMORY_ALLOCATION_ERROR;
    length = unorm2_normalize(normalizer, units, *count, plain, length + 1, error);
    free(units);
    int32_t kept = 0;
    for (int32_t i = 0; U_SUCCESS(*error) && i < length;) {
        int32_t start = i;
        UChar32 c;
        U16_NEXT(plain, i, length, c);
        if (u_getCombiningClass(c) != 0) continue;
        while (start < i) plain[kept++] = plain[start++];
    }
    *count = kept;
    return plain;
}

int32_t cicu_fold(const uint8_t *text, int32_t length, uint8_t *folded, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = 0;
    UChar *units = from_utf8(text, length, &count, &error);
    units = lowered(units, &count, &error);
    units = decomposed(units, &count, &error);
    int32_t written = 0;
    u_strToUTF8((char *)folded, capacity, &written, units, count, &error);
    free(units);
    if (error == U_BUFFER_OVERFLOW_ERROR) return written;
    if (error == U_MEMORY_ALLOCATION_ERROR) return CICU_NO_MEMORY;
    if (error == U_INVALID_CHAR_FOUND) return CICU_BAD_TEXT;
    return U_FAILURE(error) ? CICU_FAILED : written;
}
