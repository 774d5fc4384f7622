"""Bounds for the benchmark's sockets, as in resources/c/common.h."""

import argparse
import socket
import struct
import sys


def limit_receives(udp_socket, seconds, receive_buffer):
    """No receive waits longer than `seconds`: SO_RCVTIMEO, since settimeout() would add a poll() to every call."""
    if sys.platform == "win32":
        wait = struct.pack("@L", max(1, round(seconds * 1000)))
    else:
        whole = int(seconds)
        wait = struct.pack("@ll", whole, int((seconds - whole) * 1_000_000))
    udp_socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, wait)
    if receive_buffer:
        udp_socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)


def within(kind, least, most):
    """For argparse: a number of this kind between these bounds, which are those of the C programs."""

    def read(text):
        value = kind(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"a number from {least:g} to {most:g} is wanted")
        return value

    read.__name__ = kind.__name__
    return read
