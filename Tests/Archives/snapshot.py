"""What stands in a folder: digests, times and modes, read without leaving a trace in the times of reading."""

import hashlib
import os
import stat


def entries(folder):
    """Gives path below the folder, `stat` result, and a function that opens the entry, of everything in it.

    Each step is opened from the folder above it, so that no path is too long. Nothing is followed.
    """
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
    root = _open(os.fsencode(folder), flags)
    waiting = [(b"", root, iter(sorted(os.listdir(root))))]
    while waiting:
        above, at, names = waiting[-1]
        name = os.fsencode(next(names, ""))
        if not name:
            os.close(at)
            waiting.pop()
            continue
        status = os.stat(name, dir_fd=at, follow_symlinks=False)
        path = above + name
        yield path, status, lambda name=name, at=at: _open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, at)
        if stat.S_ISDIR(status.st_mode):
            below = _open(name, flags, at)
            waiting.append((path + b"/", below, iter(sorted(os.listdir(below)))))


def _open(name, flags, at=None):
    try:
        return os.open(name, flags | os.O_NOATIME, dir_fd=at)
    except PermissionError:
        return os.open(name, flags, dir_fd=at)


def digest(descriptor):
    """SHA-256 of an open file."""
    with open(descriptor, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(folder):
    """Path to digest for each file below a folder; nil for what cannot be read."""
    return {path: digest(opened()) for path, status, opened in entries(folder) if stat.S_ISREG(status.st_mode)}


def traces(folder):
    """Path to all that a visit could change: kind and mode, owner, length, times, links, and the content."""
    facts = {}
    for path, status, opened in entries(folder):
        content = ""
        if stat.S_ISREG(status.st_mode):
            try:
                content = digest(opened())
            except PermissionError:
                content = "closed"
        facts[path] = {
            "mode": status.st_mode, "owner": (status.st_uid, status.st_gid), "length": status.st_size, "links": status.st_nlink,
            "mtime": status.st_mtime_ns, "ctime": status.st_ctime_ns, "atime": status.st_atime_ns, "content": content,
        }
    return facts


def keeps_reading_times(folder):
    """Whether the file system notes when a file was read, so that a test of it means something."""
    path = os.path.join(folder, ".lecture")
    with open(path, "wb") as file:
        file.write(b"x")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    with open(path, "rb") as file:
        file.read()
    changed = os.stat(path).st_atime != 1_000_000_000
    os.unlink(path)
    return changed
