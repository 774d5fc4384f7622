"""Client for the benchmark: the same as resources/c/echo_client.c, in Python."""

import argparse
import json
import socket
import sys
import time

from limits import limit_receives, within


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=within(int, 1, 65_535), default=20001)
    parser.add_argument("--count", type=within(int, 1, 100_000_000), default=20_000)
    parser.add_argument("--in-flight", type=within(int, 1, 1_000_000), default=64)
    parser.add_argument("--connect", action="store_true")
    parser.add_argument("--burst", action="store_true", help="send all, then read until silence")
    parser.add_argument("--wait", type=within(float, 0.01, 60), default=1, help="seconds of silence")
    parser.add_argument("--seconds", type=within(float, 0.01, 3_600), default=600, help="in all")
    parser.add_argument("--receive-buffer", type=within(int, 1, 1_000_000_000), default=0)
    arguments = parser.parse_args()

    server = (arguments.host, arguments.port)
    client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    limit_receives(client_socket, arguments.wait, arguments.receive_buffer)
    connected, burst, count = arguments.connect, arguments.burst, arguments.count
    if connected:
        client_socket.connect(server)

    def send_number(value):
        if connected:
            client_socket.send(b"%d" % value)
        else:
            client_socket.sendto(b"%d" % value, server)

    def receive_one():
        """One datagram from the server: 1. A stranger's: 0. Silence: -1."""
        try:
            if connected:
                client_socket.recv(1024)
                return 1
            message, address = client_socket.recvfrom(1024)
            return 1 if address == server else 0
        except BlockingIOError:
            return -1

    sent = returned = 0
    window = count if burst else arguments.in_flight
    start = last = time.monotonic()
    end = start + arguments.seconds
    while returned < count and last < end:
        while sent < count and sent - returned < window:
            sent += 1
            send_number(sent)
            if burst:
                last = time.monotonic()
                if last >= end:
                    break
        if burst:
            break
        got = receive_one()
        if got < 0:  # silence: all that is in flight is lost
            break
        returned += got
        last = time.monotonic()
    elapsed_ms = round((last - start) * 1000, 3)  # burst: to the last send; otherwise to the last answer

    while burst and returned < sent and time.monotonic() < end:
        got = receive_one()
        if got < 0:
            break
        returned += got
    print(json.dumps({"sent": sent, "returned": returned, "elapsedMs": elapsed_ms}, separators=(",", ":")))
    if not returned and not burst:
        sys.exit(f"nobody answered within {arguments.wait:g} s")


try:
    main()
except OSError as error:
    sys.exit(f"echo_client: {error.strerror or error}")
except KeyboardInterrupt:
    sys.exit(130)
