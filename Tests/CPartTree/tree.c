#include "CPartTree.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start(void) { g_mime_init(); }

static void write_part(GMimeObject *part, GString *tree) {
    if (part == NULL) {
        g_string_append(tree, "-");
        return;
    }
    GMimeContentType *type = g_mime_object_get_content_type(part);
    char *name = g_ascii_strdown(g_mime_content_type_get_media_type(type), -1);
    char *kind = g_ascii_strdown(g_mime_content_type_get_media_subtype(type), -1);
    g_string_append_printf(tree, "%s/%s", name, kind);
    g_free(name);
    g_free(kind);
    if (GMIME_IS_MULTIPART(part)) {
        GMimeMultipart *parts = GMIME_MULTIPART(part);
        g_string_append(tree, "(");
        for (int i = 0; i < g_mime_multipart_get_count(parts); i++) {
            if (i > 0) g_string_append(tree, " ");
            write_part(g_mime_multipart_get_part(parts, i), tree);
        }
        g_string_append(tree, ")");
    } else if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
        g_string_append(tree, "(");
        write_part(message == NULL ? NULL : g_mime_message_get_mime_part(message), tree);
        g_string_append(tree, ")");
    }
}

uint8_t *part_tree(const uint8_t *mail, size_t length, size_t *count) {
    pthread_once(&once, start);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)mail, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    if (message == NULL) return NULL;
    GString *tree = g_string_new("");
    write_part(g_mime_message_get_mime_part(message), tree);
    g_object_unref(message);
    uint8_t *buffer = malloc(tree->len + 1);
    if (buffer != NULL) {
        memcpy(buffer, tree->str, tree->len + 1);
        *count = tree->len;
    }
    g_string_free(tree, TRUE);
    return buffer;
}

void part_tree_free(uint8_t *tree) { free(tree); }
