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
