#include "CHyperscan.h"

#include <hs.h>
#include <stdlib.h>

struct chs_literals {
    hs_database_t *database;
    hs_scratch_t *scratch;
};

chs_literals *chs_literals_open(const char *const *literals, const size_t *lengths, unsigned count) {
    chs_literals *opened = calloc(1, sizeof *opened);
    unsigned *flags = malloc(count * sizeof *flags);
    unsigned *ids = malloc(count * sizeof *ids);
    hs_compile_error_t *error = NULL;
    int failed = !opened || !flags || !ids;
    for (unsigned i = 0; !failed && i < count; i++) {
        flags[i] = HS_FLAG_CASELESS;
        ids[i] = i;
    }
    failed = failed
        || hs_compile_lit_multi(literals, flags, ids, lengths, count, HS_MODE_BLOCK, NULL,
                                &opened->database, &error) != HS_SUCCESS
        || hs_alloc_scratch(opened->database, &opened->scratch) != HS_SUCCESS;
    hs_free_compile_error(error);
    free(flags);
    free(ids);
    if (!failed) return opened;
    chs_literals_close(opened);
    return NULL;
}

void chs_literals_close(chs_literals *literals) {
    if (!literals) return;
    hs_free_scratch(literals->scratch);
    hs_free_database(literals->database);
    free(literals);
}

static int count_match(unsigned id, unsigned long long from, unsigned long long to,
                       unsigned flags, void *context) {
    (void)id, (void)from, (void)to, (void)flags;
    ++*(long *)context;
    return 0;
}

long chs_literals_count(chs_literals *literals, const char *text, unsigned length) {
    long count = 0;
    hs_error_t error =
        hs_scan(literals->database, text, length, 0, literals->scratch, count_match, &count);
    return error == HS_SUCCESS ? count : -1;
}
