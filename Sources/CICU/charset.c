#include "CICU.h"

#include <unicode/ucnv.h>

int32_t cicu_charset_upper_half(const char *name, uint16_t *units) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);
    if (U_FAILURE(error) || converter == NULL) return CICU_UNAVAILABLE;
    int32_t result = ucnv_getMaxCharSize(converter) == 1 ? 0 : CICU_FAILED;
    char bytes[128];
    for (int i = 0; i < 128; i++) bytes[i] = (char)(0x80 + i);
    if (result == 0) {
        int32_t count = ucnv_toUChars(converter, (UChar *)units, 128, bytes, 128, &error);
        if (U_FAILURE(error) || count != 128) result = CICU_FAILED;
    }
    ucnv_close(converter);
    return result;
}

int32_t cicu_convert(const char *name, int32_t encodes, const uint8_t *input, int32_t length,
                     uint8_t *output, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *other = ucnv_open(name, &error);
    UConverter *utf8 = ucnv_open("utf-8", &error);
    int32_t result = CICU_UNAVAILABLE;
    if (U_SUCCESS(error)) {
        UConverter *from = encodes ? utf8 : other;
        UConverter *to = encodes ? other : utf8;
        // what has no counterpart stops it: nothing is replaced in silence
        ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
        ucnv_setFromUCallBack(to, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
        const char *source = (const char *)input;
        char *target = (char *)output;
        ucnv_convertEx(to, from, &target, target + capacity, &source, source + length, NULL, NULL,
                       NULL, NULL, 1, 1, &error);
        result = U_SUCCESS(error) ? (int32_t)(target - (char *)output)
                 : error == U_BUFFER_OVERFLOW_ERROR ? CICU_NO_MEMORY
                                                    : CICU_BAD_TEXT;
    }
    ucnv_close(other);
    ucnv_close(utf8);
    return result;
}
