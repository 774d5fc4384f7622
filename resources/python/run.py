"""Runs one of the programs of this folder with other settings: python3 run.py task1/server --port 20005 --count 3

The program is the file that stands here, line by line. Only the sockets that it makes are given other addresses, an end,
and a patience; that is done below, so that the programs themselves stay as short as the exercise has them."""

import argparse
import builtins
import errno
import os
import pathlib
import runpy
import socket
import sys
import time

folder = pathlib.Path(__file__).parent


class Enough(Exception):
    """The server has answered as many datagrams as it was to."""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="such as task1/server")
    words = sys.argv[1:]
    name = words[0].removesuffix(".py") if words and not words[0].startswith("-") else ""
    is_server = "server" in pathlib.PurePath(name).name
    parser.add_argument("--host", type=host, default="127.0.0.1", help="address of the server (%(default)s)")
    if name == "task2/client":
        parser.add_argument("--port1", type=port, default=20001, help="port of server 1 (%(default)s)")
        parser.add_argument("--port2", type=port, default=20000, help="port of server 2 (%(default)s)")
    else:
        usual = 20000 if name == "task2/server2" else 20001
        parser.add_argument("--port", type=port, default=usual, help="port of the server (%(default)s)")
    if is_server:
        parser.add_argument("--count", type=count, metavar="N", help="stop after N answers (default: never)")
        parser.add_argument("--delay-ms", type=milliseconds, default=0, metavar="MS", help="wait before answering (0)")
        parser.add_argument("--reset-once", action="store_true",
                            help="the first receive fails, as on Windows when a client is gone")
    else:
        wait = 1.0 if name == "task4/part2_client" else None
        parser.add_argument("--wait", type=seconds, default=wait, metavar="SECONDS",
                            help="silence after which the client gives up (default: %s)" % (wait or "never"))
    if name in ("task4/part1_client", "task4/part2_client"):
        kind = count if name == "task4/part2_client" else whole_number
        parser.add_argument("number", nargs="?", type=kind, help="asked for if left out")
    given = parser.parse_args()
    given.program = name
    if not name or not (folder / f"{name}.py").is_file():
        parser.error(f"there is no program {given.program}")
    if getattr(given, "port1", 1) == getattr(given, "port2", 2):
        parser.error("--port1 and --port2 must differ")
    return given


def within(kind, least, most):
    def read(text):
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not least <= value <= most:  # not-a-number is refused here too
            raise argparse.ArgumentTypeError(f"a number from {least} to {most} is wanted")
        return value
    return read


port = within(int, 1, 65535)
count = within(int, 1, 1_000_000_000)
milliseconds = within(float, 0, 60_000)
seconds = within(float, 0.001, 3600)


def whole_number(text):
    try:
        return str(int(text))
    except ValueError:
        raise argparse.ArgumentTypeError("a whole number is wanted") from None


def host(text):
    """The IPv4 address of a name: answers carry addresses, never names."""
    try:
        return socket.gethostbyname(text or "?")
    except (OSError, UnicodeError):
        raise argparse.ArgumentTypeError(f"there is no IPv4 address for '{text}'") from None


def socket_class(given):
    """Sockets as the program makes them, at the addresses that were asked for."""
    ports = {20001: getattr(given, "port", None) or getattr(given, "port1", None),
             20000: getattr(given, "port", None) or getattr(given, "port2", None)}
    there = {("127.0.0.1", usual): (given.host, wanted) for usual, wanted in ports.items()}
    # As the program knows them: it compares the senders of its answers with its own addresses.
    back = {place: usual for usual, place in there.items()} if hasattr(given, "port1") else {}
    end = getattr(given, "count", None)

    class OurSocket(socket.socket):
        answered = 0

        def __init__(self, *words):
            super().__init__(*words)
            self.settimeout(getattr(given, "wait", None))

        def bind(self, address):
            super().bind(there[address])

        def connect(self, address):
            super().connect(there[address])

        def sendto(self, payload, address):
            time.sleep(getattr(given, "delay_ms", 0) / 1000)
            sent = super().sendto(payload, there.get(address, address))
            self.answered += 1
            return sent

        def recvfrom(self, size):
            if end is not None and self.answered >= end:
                raise Enough
            if getattr(given, "reset_once", False):
                given.reset_once = False
                raise ConnectionResetError
            payload, address = super().recvfrom(size)
            OurSocket.heard = True
            return payload, back.get(address, address)

    OurSocket.heard = False
    return OurSocket


def main():
    given = arguments()
    # Every line is written at once, so that a program that reads our output sees it at once.
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    ours = socket_class(given)
    socket.socket = ours
    if getattr(given, "number", None) is not None:
        builtins.input = lambda prompt="": str(given.number)
    try:
        runpy.run_path(str(folder / f"{given.program}.py"), run_name="__main__")
    except Enough:
        return 0
    except KeyboardInterrupt:
        print(file=sys.stderr)  # only the end of the line with ^C
        return 130
    except EOFError:
        return "No number was given."
    except BrokenPipeError:  # whoever read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except socket.timeout as error:
        # Silence after some numbers is the end: what has not come by then is taken for lost.
        return 0 if given.program == "task4/part2_client" and ours.heard else plain_words(given, error)
    except OSError as error:
        return plain_words(given, error)
    return 0


def plain_words(given, error):
    ports = [getattr(given, name) for name in ("port", "port1", "port2") if hasattr(given, name)]
    places = " and ".join(f"{given.host}:{one}" for one in ports)
    if isinstance(error, socket.timeout):
        nobody = "Nobody answered" if len(ports) == 1 else "Nobody answered, or only one of the two,"
        return (f"{nobody} within {given.wait:g} s. Is a server running on {places}? "
                "UDP itself does not tell: a lost datagram and a missing server look the same.")
    if isinstance(error, (ConnectionRefusedError, ConnectionResetError)):
        return (f"Nobody listens on {places}: the system sent back an ICMP 'port unreachable' "
                "and reported it to this socket.")
    if error.errno == errno.EADDRINUSE:
        return f"{places} is in use: another program is bound to it. Stop that program, or choose another --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{given.host} is not an address of this machine."
    if error.errno == errno.EACCES and ports[0] < 1024:
        return f"Port {ports[0]} is reserved: ports below 1024 need the administrator. Choose another --port."
    return f"The system refused: {error.strerror or error} (with {places})."


if __name__ == "__main__":
    sys.exit(main())
