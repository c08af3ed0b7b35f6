#ifndef CPROCESS_H
#define CPROCESS_H

// Calls of Linux that Swift cannot see.

#include <stdint.h>

/// A file without name that lives in memory only, open for reading and writing.
///
/// It stays open over exec. Returns its descriptor, or -1.
int32_t cprocess_memory_file(void);

/// A program to be started as a child, and what it may use.
typedef struct {
    /// The file to execute; no shell and no search.
    const char *program;
    /// Ends with NULL; the first is the name that the program sees.
    char *const *arguments;
    /// Ends with NULL; the whole environment.
    char *const *environment;
    /// Where it starts.
    const char *folder;
    /// Its standard input.
    int32_t input;
    /// Its standard output.
    int32_t output;
    /// Its standard error; -1 for nothing.
    int32_t error;
    /// Processor time of each of its processes, in seconds.
    uint64_t seconds;
    /// Address space of each of its processes, in bytes.
    uint64_t memory;
    /// The longest file that it may write, in bytes.
    uint64_t file_size;
    /// How many files a process of it may hold open.
    uint64_t open_files;
} cprocess_program;

/// Starts a program as the head of a process group of its own.
///
/// It has no network where the system lets us take it away, no core dump, no other descriptor than
/// 0 to 2, signals as at login, and it dies with its parent. Returns its id, or -1; a child that
/// cannot execute its program ends with exit code 127.
int32_t cprocess_start(const cprocess_program *program);

/// Whether a child has ended by itself; then its group is ended and its status, as waitpid gives it,
/// written. Does not wait.
int32_t cprocess_has_ended(int32_t child, int32_t *status);

/// Ends a child and its group, and waits for it.
void cprocess_end(int32_t child);

/// Gives the memory that was freed back to the system: each thread keeps its own otherwise.
void cprocess_give_back_memory(void);

/// Puts on disk what was written to the file system of an open file; -1 when it could not.
int32_t cprocess_sync(int32_t descriptor);

#endif
