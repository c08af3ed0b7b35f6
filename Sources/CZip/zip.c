#include "CZip.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

// A third of the time of the usual level, a twentieth more bytes.
#define LEVEL 4

// 1 January 1980, the first day that a zip can say.
enum { FIRST_DAY = 0x21 };

struct czip_archive {
    zip_t *zip;
};

// Opens an archive over bytes; `*source` is kept for the caller when it is asked for.
static zip_t *open_bytes(const uint8_t *bytes, size_t count, int flags, zip_source_t **source) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *buffer = zip_source_buffer_create(bytes, count, 0, &error);
    if (buffer == NULL) return NULL;
    if (source != NULL) zip_source_keep(buffer);
    zip_t *zip = zip_open_from_source(buffer, flags, &error);
    if (zip == NULL) {
        zip_source_free(buffer);
        if (source != NULL) zip_source_free(buffer);
    } else if (source != NULL) {
        *source = buffer;
    }
    zip_error_fini(&error);
    return zip;
}

int32_t czip_open(const uint8_t *bytes, size_t count, czip_archive **archive) {
    *archive = calloc(1, sizeof **archive);
    if (*archive == NULL) return CZIP_NO_MEMORY;
    (*archive)->zip = open_bytes(bytes, count, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    if ((*archive)->zip != NULL) return 0;
    free(*archive);
    *archive = NULL;
    return CZIP_DAMAGED;
}

void czip_close(czip_archive *archive) {
    if (archive == NULL) return;
    zip_discard(archive->zip);
    free(archive);
}

int64_t czip_count(const czip_archive *archive) { return zip_get_num_entries(archive->zip, 0); }

int32_t czip_look(czip_archive *archive, int64_t index, czip_entry *entry) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat_index(archive->zip, (zip_uint64_t)index, ZIP_FL_ENC_GUESS, &stat) != 0
        || (stat.valid & wanted) != wanted)
        return CZIP_DAMAGED;
    zip_uint32_t length = 0;
    entry->comment = zip_file_get_comment(archive->zip, (zip_uint64_t)index, &length, ZIP_FL_ENC_GUESS);
    entry->comment_length = entry->comment == NULL ? 0 : length;
    entry->name = stat.name;
    entry->size = stat.size;
    entry->packed = stat.comp_size;
    entry->is_encrypted = stat.valid & ZIP_STAT_ENCRYPTION_METHOD && stat.encryption_method != ZIP_EM_NONE;
    return 0;
}

int32_t czip_unpack(czip_archive *archive, int64_t index, uint8_t *buffer, size_t size) {
    zip_file_t *file = zip_fopen_index(archive->zip, (zip_uint64_t)index, 0);
    if (file == NULL) {
        int code = zip_error_code_zip(zip_get_error(archive->zip));
        return code == ZIP_ER_NOPASSWD || code == ZIP_ER_COMPNOTSUPP || code == ZIP_ER_ENCRNOTSUPP
            ? CZIP_CLOSED : CZIP_DAMAGED;
    }
    size_t position = 0;
    while (position < size) {
        zip_int64_t count = zip_fread(file, buffer + position, size - position);
        if (count <= 0) break;
        position += (size_t)count;
    }
    // the checksum is looked at where the end is read
    uint8_t more;
    int32_t result = position == size && zip_fread(file, &more, 1) == 0 ? 0 : CZIP_DAMAGED;
    zip_fclose(file);
    return result;
}

const char *czip_comment(czip_archive *archive, size_t *length) {
    int count = 0;
    const char *comment = zip_get_archive_comment(archive->zip, &count, ZIP_FL_ENC_GUESS);
    *length = comment == NULL || count < 0 ? 0 : (size_t)count;
    return comment;
}

static int32_t read_out(zip_source_t *source, uint8_t **output, size_t *output_count) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(source, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE)) return CZIP_DAMAGED;
    uint8_t *bytes = malloc(stat.size > 0 ? stat.size : 1);
    if (bytes == NULL) return CZIP_NO_MEMORY;
    if (zip_source_open(source) != 0) {
        free(bytes);
        return CZIP_DAMAGED;
    }
    zip_int64_t count = zip_source_read(source, bytes, stat.size);
    zip_source_close(source);
    if (count < 0 || (zip_uint64_t)count != stat.size) {
        free(bytes);
        return CZIP_DAMAGED;
    }
    *output = bytes;
    *output_count = (size_t)count;
    return 0;
}

// Copies an entry, with a change or without one, to the end of another archive. Extra fields stay
// behind; date, attributes and comment come along.
static int copy(zip_t *from, zip_t *to, zip_uint64_t index, const czip_change *change, int flags) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(from, index, ZIP_FL_ENC_GUESS, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME)) return -1;
    const char *name = change != NULL && change->name != NULL ? change->name : stat.name;
    const size_t length = strlen(name);
    zip_int64_t place;
    if (length > 0 && name[length - 1] == '/') {
        place = zip_dir_add(to, name, ZIP_FL_ENC_UTF_8);
    } else {
        zip_source_t *source = change != NULL && change->bytes != NULL
            ? zip_source_buffer(to, change->bytes, change->count, 0)
            : zip_source_zip(to, from, index, 0, 0, 0);
        if (source == NULL) return -1;
        place = zip_file_add(to, name, source, ZIP_FL_ENC_UTF_8);
        if (place < 0) zip_source_free(source);
    }
    if (place < 0) return -1;
    const zip_uint64_t here = (zip_uint64_t)place;
    if (stat.valid & ZIP_STAT_COMP_METHOD && stat.comp_method == ZIP_CM_STORE)
        zip_set_file_compression(to, here, ZIP_CM_STORE, 0);
    else if (change != NULL && change->bytes != NULL)
        zip_set_file_compression(to, here, ZIP_CM_DEFLATE, LEVEL);
    if (flags & CZIP_DROP_DATES)
        zip_file_set_dostime(to, here, 0, FIRST_DAY, 0);
    else if (stat.valid & ZIP_STAT_MTIME)
        zip_file_set_mtime(to, here, stat.mtime, 0);
    zip_uint8_t system;
    zip_uint32_t attributes;
    if (zip_file_get_external_attributes(from, index, 0, &system, &attributes) == 0)
        zip_file_set_external_attributes(to, here, 0, system, attributes);
    zip_uint32_t size = 0;
    const char *comment = flags & CZIP_DROP_COMMENTS ? NULL : zip_file_get_comment(from, index, &size, ZIP_FL_ENC_GUESS);
    if (comment == NULL || size == 0 || size > UINT16_MAX) return 0;
    return zip_file_set_comment(to, here, comment, (zip_uint16_t)size, ZIP_FL_ENC_UTF_8);
}

static int copy_all(
    zip_t *from, zip_t *to, const czip_change *changes, size_t change_count, int flags
) {
    const zip_int64_t count = zip_get_num_entries(from, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        const czip_change *change = NULL;
        if (change_count > 0 && changes->index == i) {
            change = changes++;
            change_count--;
            if (change->bytes == NULL && change->name == NULL) continue;
        }
        if (copy(from, to, (zip_uint64_t)i, change, flags) != 0) return -1;
    }
    int size = 0;
    const char *comment = flags & CZIP_DROP_COMMENTS ? NULL : zip_get_archive_comment(from, &size, ZIP_FL_ENC_GUESS);
    if (comment == NULL || size <= 0 || size > UINT16_MAX) return 0;
    return zip_set_archive_comment(to, comment, (zip_uint16_t)size);
}

int32_t czip_write(
    const uint8_t *bytes, size_t count, const czip_change *changes, size_t change_count,
    int32_t flags, uint8_t **output, size_t *output_count
) {
    zip_t *from = open_bytes(bytes, count, ZIP_RDONLY, NULL);
    if (from == NULL) return CZIP_DAMAGED;
    zip_source_t *source = NULL;
    zip_t *to = open_bytes(NULL, 0, ZIP_TRUNCATE, &source);
    if (to == NULL) {
        zip_discard(from);
        return CZIP_NO_MEMORY;
    }
    int32_t result = CZIP_DAMAGED;
    if (copy_all(from, to, changes, change_count, flags) == 0 && zip_close(to) == 0) {
        result = read_out(source, output, output_count);
    } else {
        zip_discard(to);
    }
    zip_source_free(source);
    zip_discard(from);
    return result;
}

int32_t czip_make(const czip_file *files, size_t count, uint8_t **output, size_t *output_count) {
    zip_source_t *source = NULL;
    zip_t *zip = open_bytes(NULL, 0, ZIP_TRUNCATE, &source);
    if (zip == NULL) return CZIP_NO_MEMORY;
    int failed = 0;
    for (size_t i = 0; i < count && !failed; i++) {
        zip_source_t *buffer = zip_source_buffer(zip, files[i].bytes, files[i].count, 0);
        zip_int64_t place = buffer == NULL ? -1 : zip_file_add(zip, files[i].name, buffer, ZIP_FL_ENC_UTF_8);
        if (buffer != NULL && place < 0) zip_source_free(buffer);
        failed = place < 0
            || zip_set_file_compression(zip, (zip_uint64_t)place, ZIP_CM_STORE, 0) != 0
            || zip_file_set_dostime(zip, (zip_uint64_t)place, 0, FIRST_DAY, 0) != 0;
    }
    int32_t result = CZIP_NO_MEMORY;
    if (!failed && zip_close(zip) == 0) {
        result = read_out(source, output, output_count);
    } else {
        zip_discard(zip);
    }
    zip_source_free(source);
    return result;
}

void czip_free(uint8_t *bytes) { free(bytes); }
