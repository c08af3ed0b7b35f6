#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int32_t cprocess_memory_file(void) { return memfd_create("", 0); }

void cprocess_give_back_memory(void) { malloc_trim(0); }

int32_t cprocess_sync(int32_t descriptor) { return syncfs(descriptor); }

static void limit(int resource, uint64_t most) {
    struct rlimit wanted = {(rlim_t)most, (rlim_t)most};
    struct rlimit given;
    // what the caller may not have, the child may not either
    if (getrlimit(resource, &given) == 0 && given.rlim_max < wanted.rlim_max) {
        wanted.rlim_cur = wanted.rlim_max = given.rlim_max;
    }
    if (setrlimit(resource, &wanted) != 0) _exit(127);
}

/// Puts a descriptor in the place of another one, to stay open over exec.
static void place(int from, int to) {
    if (dup2(from, to) < 0) _exit(127);
}

static void close_others(void) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 3U, ~0U, 0U) == 0) return;
#endif
    struct rlimit files;
    long most = getrlimit(RLIMIT_NOFILE, &files) == 0 ? (long)files.rlim_cur : 65536;
    if (most > 65536) most = 65536;
    for (int descriptor = 3; descriptor < most; descriptor++) close(descriptor);
}

/// Everything between fork and exec: calls that are safe there only.
static void become(const cprocess_program *program, pid_t parent) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // the parent may have gone before
    if (getppid() != parent) _exit(127);
    for (int number = 1; number < NSIG; number++) {
        if (number != SIGKILL && number != SIGSTOP) signal(number, SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    // above the standard descriptors, so that none overwrites another
    int nothing = open("/dev/null", O_RDWR);
    int input = fcntl(program->input, F_DUPFD, 3);
    int output = fcntl(program->output, F_DUPFD, 3);
    int error = fcntl(program->error < 0 ? nothing : program->error, F_DUPFD, 3);
    if (nothing < 0 || input < 0 || output < 0 || error < 0) _exit(127);
    place(input, 0);
    place(output, 1);
    place(error, 2);
    close_others();
    if (chdir(program->folder) != 0) _exit(127);
    umask(077);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, program->seconds);
    limit(RLIMIT_AS, program->memory);
    limit(RLIMIT_FSIZE, program->file_size);
    limit(RLIMIT_NOFILE, program->open_files);
    // a document may name pictures on the network; where this is not allowed it goes on without
    if (unshare(CLONE_NEWNET) != 0) (void)!unshare(CLONE_NEWUSER | CLONE_NEWNET);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    execve(program->program, program->arguments, program->environment);
    _exit(127);
}

int32_t cprocess_start(const cprocess_program *program) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) become(program, parent);
    // both do it: whoever comes first
    if (child > 0) setpgid(child, child);
    return (int32_t)child;
}

int32_t cprocess_has_ended(int32_t child, int32_t *status) {
    siginfo_t found = {0};
    // as long as it was not waited for, no other group can have its number
    if (waitid(P_PID, (id_t)child, &found, WEXITED | WNOHANG | WNOWAIT) != 0) return 0;
    if (found.si_pid != child) return 0;
    kill(-child, SIGKILL);
    int got = 0;
    while (waitpid(child, &got, 0) < 0 && errno == EINTR) {
    }
    *status = got;
    return 1;
}

void cprocess_end(int32_t child) {
    kill(-child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
    }
}
