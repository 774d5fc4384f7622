"""What the programs of this folder share, so that each of them stays short:
their arguments, and plain words in place of tracebacks. No sockets are used here."""

import argparse
import errno
import os
import socket
import sys


def server_arguments(description, port, delay=False):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--host", type=_host, default="127.0.0.1", help="address to bind (%(default)s)")
    parser.add_argument("--port", type=_port, default=port, help="port to bind (%(default)s)")
    parser.add_argument("--count", type=_count, metavar="N", help="stop after N datagrams (default: never)")
    if delay:
        parser.add_argument("--delay-ms", type=_milliseconds, default=0, metavar="MS", help="wait before answering (0)")
    return _parse(parser)


def client_arguments(description, ports, wait=None, number=None):
    """`ports`: option name -> default port. `number`: what the positional argument is called, if there is one."""
    parser = argparse.ArgumentParser(description=description)
    if number:
        parser.add_argument(number, nargs="?", type=count if number == "n" else whole_number, help="asked for if left out")
    parser.add_argument("--host", type=_host, default="127.0.0.1", help="the server's address (%(default)s)")
    for name, port in ports.items():
        parser.add_argument("--" + name, type=_port, default=port, help="the server's port (%(default)s)")
    parser.add_argument("--wait", type=_seconds, default=wait, metavar="SECONDS",
                        help="silence after which the client gives up (default: %s)" % (wait or "never"))
    if len(ports) == 2:
        parser.add_argument("--as-in-the-exercise", action="store_true", help='call whoever answers first "server 1"')
    return _parse(parser)


def ask(prompt, kind):
    """Ask on the terminal. The prompt goes to stderr, so that stdout holds only the program's own lines."""
    print(prompt, end="", file=sys.stderr, flush=True)
    try:
        return kind(input())
    except EOFError:
        sys.exit("No number was given.")
    except argparse.ArgumentTypeError as error:
        sys.exit(f"That will not do: {error}.")


def whole_number(text):
    """A whole number, as the decimal text that goes on the wire."""
    try:
        return str(int(text))
    except ValueError:
        raise argparse.ArgumentTypeError("a whole number is wanted") from None


def count(text):
    return _within(int, text, 1, 1_000_000)


def _count(text):
    return _within(int, text, 1, 1_000_000_000)


def _port(text):
    return _within(int, text, 1, 65535)


def _milliseconds(text):
    return _within(float, text, 0, 60_000)


def _seconds(text):
    return _within(float, text, 0.001, 3600)


def _within(kind, text, least, most):
    try:
        value = kind(text)
    except ValueError:
        value = None
    if value is None or not least <= value <= most:  # not-a-number is refused here too
        raise argparse.ArgumentTypeError(f"a number from {least} to {most} is wanted")
    return value


def _host(text):
    """The IPv4 address of a name: answers carry addresses, never names."""
    try:
        return socket.gethostbyname(text or "?")
    except (OSError, UnicodeError):
        raise argparse.ArgumentTypeError(f"there is no IPv4 address for '{text}'") from None


def _parse(parser):
    arguments = parser.parse_args()
    if getattr(arguments, "port1", 1) == getattr(arguments, "port2", 2):
        parser.error("--port1 and --port2 must differ")
    # Every line is written at once, so that a program that reads our output sees it at once.
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    # Python calls this when nothing else has caught an exception; it then exits with 1 (Ctrl-C: as by SIGINT).
    sys.excepthook = lambda kind, error, trace: _explain(arguments, kind, error, trace)
    return arguments


def _explain(arguments, kind, error, trace):
    if kind is KeyboardInterrupt:
        print(file=sys.stderr)  # only the end of the line with ^C
    elif kind is BrokenPipeError:  # whoever read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    elif isinstance(error, OSError):
        print(_plain_words(arguments, error), file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)  # a mistake in the program: show where


def _plain_words(arguments, error):
    ports = [getattr(arguments, name) for name in ("port", "port1", "port2") if hasattr(arguments, name)]
    places = " and ".join(f"{arguments.host}:{port}" for port in ports)
    if isinstance(error, socket.timeout):
        nobody = "Nobody answered" if len(ports) == 1 else "Nobody answered, or only one of the two,"
        return (f"{nobody} within {arguments.wait:g} s. Is a server running on {places}? "
                "UDP itself does not tell: a lost datagram and a missing server look the same.")
    if isinstance(error, (ConnectionRefusedError, ConnectionResetError)):
        return (f"Nobody listens on {places}: the system sent back an ICMP 'port unreachable' "
                "and reported it to this socket.")
    if error.errno == errno.EADDRINUSE:
        return f"{places} is in use: another program is bound to it. Stop that program, or choose another --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{arguments.host} is not an address of this machine."
    if error.errno == errno.EACCES and ports[0] < 1024:
        return f"Port {ports[0]} is reserved: ports below 1024 need the administrator. Choose another --port."
    return f"The system refused: {error.strerror or error} (with {places})."
