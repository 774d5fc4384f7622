"""Echo server for the benchmark: the same as resources/c/echo_server.c, in Python."""

import argparse
import json
import socket
import sys
import time

from limits import limit_receives, within


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=within(int, 0, 65_535), default=20001, help="0: any free one")
    parser.add_argument("--count", type=within(int, 1, 1_000_000_000), default=100_000_000)
    parser.add_argument("--idle", type=within(float, 0.01, 600), default=10, help="seconds of silence")
    parser.add_argument("--seconds", type=within(float, 0.01, 3_600), default=600, help="in all")
    parser.add_argument("--receive-buffer", type=within(int, 1, 1_000_000_000), default=0)
    arguments = parser.parse_args()

    echo_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    limit_receives(echo_socket, arguments.idle, arguments.receive_buffer)
    echo_socket.bind((arguments.host, arguments.port))
    print("listening %s:%d" % echo_socket.getsockname(), flush=True)

    served = replied = 0
    count, end = arguments.count, time.monotonic() + arguments.seconds
    while served < count and time.monotonic() < end:
        try:
            message, address = echo_socket.recvfrom(1024)
        except BlockingIOError:  # silence
            break
        served += 1
        replied += echo_socket.sendto(message, address) == len(message)
    print(json.dumps({"served": served, "replied": replied}, separators=(",", ":")))


try:
    main()
except OSError as error:
    sys.exit(f"echo_server: {error.strerror or error}")
except KeyboardInterrupt:
    sys.exit(130)
