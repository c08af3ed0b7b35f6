"""A milter that is wrong on purpose: the tests must fail with it, or they test nothing.

    wrong.py --mode MODE --config FILE.yaml     stands in for biffured, on the sockets that its configuration names
    wrong.py held ...                           stands in for `biffure held`

Whoever asks what is held learns that nothing is.

MODE: `accept` takes every mail as it is; `lose` takes every mail and drops it; `spoil` adds a blank line to every body and
changes every subject; `mix` gives each mail the body of the one before; `sleep` answers the end of a mail after 9 seconds
without progress; `lag` answers every event, on TCP the end after 45 ms; `greedy` asks for actions that were not offered; `tell`
writes every body to its log.
"""

import argparse
import os
import re
import signal
import socket
import struct
import sys
import threading
import time

OFFERED = 0x1FF
NO_REPLY = 0x80 | 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x10000 | 0x20000 | 0x40000 | 0x80000
last_body = b"rien\r\n"


def packet(command, payload=b""):
    return struct.pack(">I", len(payload) + 1) + command + payload


def exactly(connection, count):
    """`count` bytes, or none when the connection ends before."""
    got = bytearray()
    while len(got) < count:
        part = connection.recv(count - len(got))
        if not part:
            return b""
        got += part
    return bytes(got)


def end_of_mail(mode, body):
    global last_body
    if mode == "lose":
        return packet(b"d")
    if mode == "spoil":
        return packet(b"m", struct.pack(">I", 1) + b"Subject\0autre\0") + packet(b"b", body + b"\r\n") + packet(b"c")
    if mode == "mix":
        body, last_body = last_body, body
        return packet(b"b", body) + packet(b"c")
    if mode == "tell":
        print(body.decode("utf-8", "replace"), file=sys.stderr, flush=True)
    if mode in ("sleep", "lag"):
        time.sleep(9 if mode == "sleep" else 0.045)
    return packet(b"c")


def converse(connection, mode):
    body = b""
    if mode == "lag" and connection.family != socket.AF_INET:
        mode = "accept"
    with connection:
        while head := exactly(connection, 5):
            (length,), command = struct.unpack(">I", head[:4]), head[4:]
            payload = exactly(connection, length - 1)
            if command == b"O":
                actions = 0xFFFF if mode == "greedy" else OFFERED
                steps = 0 if mode == "lag" else struct.unpack(">I", payload[8:12])[0] & NO_REPLY
                connection.sendall(packet(b"O", struct.pack(">III", 6, actions, steps)))
            elif command == b"Q":
                return
            elif command == b"A":
                body = b""
            elif command == b"B":
                body += payload
                if mode == "lag":
                    connection.sendall(packet(b"c"))
            elif command == b"E":
                connection.sendall(end_of_mail(mode, body))
                body = b""
            elif mode == "lag" and command in b"CHMRTULN":
                connection.sendall(packet(b"c"))


def hold_nothing(connection, _):
    with connection:
        connection.recv(4096)
        connection.sendall(b'{"exit":0}\n')


def serve(listener, conversation, mode):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=conversation, args=(connection, mode), daemon=True).start()


def main():
    if sys.argv[1:2] == ["held"]:
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode", default="accept")
    parser.add_argument("--config", required=True)
    options = parser.parse_args()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    # before any thread begins, so that it comes to none of them
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    os.umask(0)
    with open(options.config) as file:
        addresses = re.findall(r"socket:\s*(\S+)", file.read())
    for address in addresses:
        if address.startswith("inet:"):
            _, host, port = address.split(":")
            listener = socket.create_server((host, int(port)), backlog=128)
        else:
            path = address.removeprefix("unix:")
            if os.path.exists(path):
                os.unlink(path)
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(path)
            listener.listen(128)
        conversation = converse if address.startswith(("inet:", "unix:")) else hold_nothing
        threading.Thread(target=serve, args=(listener, conversation, options.mode), daemon=True).start()
    signal.sigwait({signal.SIGTERM})


if __name__ == "__main__":
    main()
