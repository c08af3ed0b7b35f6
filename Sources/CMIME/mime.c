#include "CMIME.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static GMimeParserOptions *parser;
static GMimeFormatOptions *format;

// Written once and then only read: both live as long as the process.
static void start(void) {
    g_mime_init();
    static const char *charsets[] = {"utf-8", "windows-1252", NULL};
    parser = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(parser, charsets);
    format = g_mime_format_options_new();
}

static GMimeContentEncoding encoding_of(int32_t encoding) {
    switch (encoding) {
    case CMIME_BASE64: return GMIME_CONTENT_ENCODING_BASE64;
    case CMIME_QUOTED_PRINTABLE: return GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
    case CMIME_UUENCODE: return GMIME_CONTENT_ENCODING_UUENCODE;
    default: return GMIME_CONTENT_ENCODING_BINARY;
    }
}

size_t cmime_decode(int32_t encoding, const uint8_t *input, size_t length, uint8_t *output) {
    pthread_once(&once, start);
    GMimeEncoding state;
    g_mime_encoding_init_decode(&state, encoding_of(encoding));
    if (encoding == CMIME_UUENCODE) state.state |= GMIME_UUDECODE_STATE_BEGIN;
    return g_mime_encoding_flush(&state, (const char *)input, length, (char *)output);
}

uint8_t *cmime_encode(int32_t encoding, const uint8_t *input, size_t length, size_t *count) {
    pthread_once(&once, start);
    GMimeEncoding state;
    g_mime_encoding_init_encode(&state, encoding_of(encoding));
    uint8_t *output = malloc(g_mime_encoding_outlen(&state, length) + 64);
    if (output == NULL) return NULL;
    *count = g_mime_encoding_flush(&state, (const char *)input, length, (char *)output);
    return output;
}

// Takes a string of glib, which is freed, as a buffer of ours.
static uint8_t *taken(char *string, size_t *count) {
    if (string == NULL) return NULL;
    *count = strlen(string);
    uint8_t *buffer = malloc(*count + 1);
    if (buffer != NULL) memcpy(buffer, string, *count + 1);
    g_free(string);
    return buffer;
}

// The bytes as a C string, to be freed.
static char *terminated(const uint8_t *text, size_t length) {
    char *string = malloc(length + 1);
    if (string == NULL) return NULL;
    memcpy(string, text, length);
    string[length] = 0;
    return string;
}

uint8_t *cmime_words_decode(const uint8_t *text, size_t length, size_t *count) {
    pthread_once(&once, start);
    char *string = terminated(text, length);
    if (string == NULL) return NULL;
    char *decoded = g_mime_utils_header_decode_text(parser, string);
    free(string);
    return taken(decoded, count);
}

uint8_t *cmime_words_encode(const uint8_t *text, size_t length, int32_t phrase, size_t *count) {
    pthread_once(&once, start);
    char *string = terminated(text, length);
    if (string == NULL) return NULL;
    char *encoded = phrase ? g_mime_utils_header_encode_phrase(format, string, "utf-8")
                           : g_mime_utils_header_encode_text(format, string, "utf-8");
    free(string);
    return taken(encoded, count);
}

uint8_t *cmime_parameter_decode(const uint8_t *parameters, size_t length, size_t *count) {
    pthread_once(&once, start);
    char *string = terminated(parameters, length);
    if (string == NULL) return NULL;
    GMimeParamList *list = g_mime_param_list_parse(parser, string);
    free(string);
    if (list == NULL) return NULL;
    uint8_t *value = NULL;
    if (g_mime_param_list_length(list) == 1) {
        GMimeParam *parameter = g_mime_param_list_get_parameter_at(list, 0);
        value = taken(g_strdup(g_mime_param_get_value(parameter)), count);
    }
    g_object_unref(list);
    return value;
}

uint8_t *cmime_parameter_encode(const char *name, const uint8_t *value, size_t length,
                                size_t *count) {
    pthread_once(&once, start);
    char *string = terminated(value, length);
    if (string == NULL) return NULL;
    GMimeParamList *list = g_mime_param_list_new();
    g_mime_param_list_set_parameter(list, name, string);
    free(string);
    GString *written = g_string_new("");
    g_mime_param_list_encode(list, format, TRUE, written);
    g_object_unref(list);
    return taken(g_string_free(written, FALSE), count);
}

void cmime_free(uint8_t *buffer) { free(buffer); }
