"""A go-between on the way from Postfix to the milter that breaks the conversation at a chosen place."""

import os
import socket
import struct
import threading
import time


class Cut:
    """Listens on `path` and hands on to the UNIX socket `upstream` until the place named:

    `body` closes both sides at the first chunk of a body; `reply` hands on half of the reply to the end of the mail and
    closes; `silence` keeps that reply back for `seconds`.
    """

    def __init__(self, path, upstream, place, seconds=8):
        self.upstream = str(upstream)
        self.place = place
        self.seconds = seconds
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        os.chmod(path, 0o666)
        self.listener.listen(32)
        threading.Thread(target=self._serve, daemon=True).start()

    def stop(self):
        self.listener.close()

    def _serve(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            try:
                far.connect(self.upstream)
            except OSError:
                near.close()
                continue
            at_end = threading.Event()
            threading.Thread(target=self._hand_on, args=(near, far, at_end), daemon=True).start()
            threading.Thread(target=self._hand_back, args=(far, near, at_end), daemon=True).start()

    def _hand_on(self, near, far, at_end):
        """Postfix to milter, packet by packet."""
        try:
            while head := self._exactly(near, 5):
                length = struct.unpack(">I", head[:4])[0] - 1
                payload = self._exactly(near, length) if length else b""
                if head[4:] == b"B" and self.place == "body":
                    break
                if head[4:] == b"E":
                    at_end.set()
                far.sendall(head + payload)
        except OSError:
            pass
        self._close(near, far)

    def _hand_back(self, far, near, at_end):
        """Milter to Postfix; after the end of the mail the chosen fault."""
        try:
            while part := far.recv(1 << 20):
                if at_end.is_set() and self.place == "silence":
                    time.sleep(self.seconds)
                if at_end.is_set() and self.place == "reply":
                    near.sendall(part[: max(1, len(part) // 2)])
                    break
                near.sendall(part)
        except OSError:
            pass
        self._close(near, far)

    @staticmethod
    def _exactly(connection, count):
        got = bytearray()
        while len(got) < count:
            part = connection.recv(count - len(got))
            if not part:
                return b""
            got += part
        return bytes(got)

    @staticmethod
    def _close(*connections):
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            connection.close()
