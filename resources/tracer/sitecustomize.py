"""Tells which line of a student's program made each call of a socket.

Python imports this file by itself when it starts, before the program (site: sitecustomize). The program runs as it always does:
same arguments, same output, same exit code, same traceback of an error that nobody catches (one that the program prints itself, or of
a thread, also shows a line of this file). What is told goes to the file that UDP_LAB_TRACE names, one line of
JSON a call: time in ns of CLOCK_MONOTONIC, call, line, own port, size in bytes, and the other side's port (-1: MSG_PEEK, which takes nothing). A line is written as
soon as its call returned, so nothing is lost however the program ends.

Where more calls come than anybody could look at, they are counted instead: in memory that the program shares with the app, a
number of 64 bits for each call and line. A line of JSON says where: ["recvfrom", 6, 4711, 0] is number 0 of the file whose name
ends with .4711, the process.
"""

import os
import sys

_path = os.environ.pop("UDP_LAB_TRACE", None)
_own = os.environ.pop("UDP_LAB_TRACED", None)
_before = set(sys.modules)


def _install(path, own):
    import fcntl
    import mmap
    import socket
    from time import monotonic_ns

    # A student's own socket.py is imported by the program, and not Python's: then nothing is traced.
    new = set(sys.modules) - _before
    if new & {name.partition(".")[0] for name in os.listdir(os.path.dirname(own))}:
        for name in new:
            del sys.modules[name]
        return

    base = socket.socket
    getframe = sys._getframe
    peek = socket.MSG_PEEK
    write = os.write
    # Told one by one: 512 at once, then 500 a second. After that, calls of a tenth of a second are counted.
    at_once = 512
    each_ns = 2_000_000
    count_for_ns = 100_000_000
    slots_most = 512
    absent = object()
    looked = (None, -1)

    opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    # Not the first free number: that is the program's, and it may print it.
    descriptor = fcntl.fcntl(opened, fcntl.F_DUPFD_CLOEXEC, 200)
    os.close(opened)

    told_ns = 0
    counting_until = 0
    counters = None
    slots = {}
    kept = []

    def own_line(frame):
        # The innermost frame of the student's own file: the call may stand in a library that the file uses.
        while frame is not None:
            if frame.f_code.co_filename == own:
                return frame.f_lineno
            frame = frame.f_back
        return 0

    def put(text):
        try:
            write(descriptor, text.encode())
        except OSError:
            pass

    def open_counters():
        sizes = {"length": slots_most * 8}
        try:
            file = os.open(f"{path}.{os.getpid()}", os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            try:
                # Written, and not only made longer: a full disk is told here, and not by a signal later.
                write(file, bytes(slots_most * 8))
                if sys.version_info >= (3, 13):
                    shared = mmap.mmap(file, trackfd=False, **sizes)
                else:
                    # The map takes the first free number, which is the program's: it is given back.
                    first = os.dup(file)
                    os.close(first)
                    shared = mmap.mmap(file, **sizes)
                    if os.path.samestat(os.fstat(first), os.fstat(file)):
                        os.close(first)
            finally:
                os.close(file)
            # Until the end: a map that is given up closes its number, which may be another file by then.
            kept.append(shared)
            return memoryview(shared).cast("Q")
        except Exception:
            return [0] * slots_most

    def slot_of(call, line):
        nonlocal counters
        if counters is None:
            counters = open_counters()
        slot = slots.get((call, line))
        if slot is None:
            slot = slots[call, line] = min(len(slots), slots_most - 1)
            put(f'["{call}",{line},{os.getpid()},{slot}]\n')
        return slot

    def may_tell(now):
        nonlocal told_ns, counting_until
        if now < counting_until:
            return False
        told_ns = max(told_ns, now - at_once * each_ns) + each_ns
        if told_ns <= now:
            return True
        counting_until = now + count_for_ns
        return False

    def port_of(sock):
        port = getattr(sock, "_lab_port", 0)
        if port == 0:
            try:
                sock._lab_port = port = base.getsockname(sock)[1]
            except (OSError, IndexError, TypeError):
                port = 0
        return port

    def peer_of(sock):
        try:
            return base.getpeername(sock)
        except OSError:
            return None

    def tell(now, call, frame, sock, size, peer):
        line = own_line(frame)
        if may_tell(now):
            other = peer[1] if isinstance(peer, tuple) and len(peer) > 1 else 0
            put(f'[{now},"{call}",{line},{port_of(sock)},{size},{other}]\n')
        else:
            slot = slot_of(call, line)
            counters[slot] += 1

    def renew():
        # A child counts for itself.
        nonlocal counters, counting_until, send_code, receive_code
        counters = send_code = receive_code = None
        counting_until = 0
        slots.clear()

    base_recvfrom, base_sendto = base.recvfrom, base.sendto
    # The place that called last, and its number: most programs call from one place.
    send_code = send_at = send_slot = None
    receive_code = receive_at = receive_slot = None

    class Socket(base):
        __slots__ = ("_lab_port",)

        def bind(self, *given):
            result = base.bind(self, *given)
            self._lab_port = 0
            tell(monotonic_ns(), "bind", getframe(1), self, 0, None)
            return result

        def sendto(self, data=absent, address=absent, third=absent, /):
            nonlocal send_code, send_at, send_slot
            now = monotonic_ns()
            if third is absent and address is not absent:
                result = base_sendto(self, data, address)
            else:
                given = [part for part in (data, address, third) if part is not absent]
                result = base_sendto(self, *given)
                address = given[-1]
            frame = getframe(1)
            if now < counting_until:
                if frame.f_lasti != send_at or frame.f_code is not send_code:
                    send_slot = slot_of("sendto", own_line(frame))
                    send_code, send_at = frame.f_code, frame.f_lasti
                counters[send_slot] += 1
            else:
                tell(now, "sendto", frame, self, result, address)
            return result

        def recvfrom(self, bufsize=absent, flags=0, /):
            nonlocal receive_code, receive_at, receive_slot
            result = base_recvfrom(self, bufsize, flags) if bufsize is not absent else base_recvfrom(self)
            now = monotonic_ns()
            frame = getframe(1)
            if now < counting_until:
                if frame.f_lasti != receive_at or frame.f_code is not receive_code:
                    receive_slot = slot_of("recvfrom", own_line(frame))
                    receive_code, receive_at = frame.f_code, frame.f_lasti
                counters[receive_slot] += 1
            else:
                tell(now, "recvfrom", frame, self, len(result[0]), looked if flags & peek else result[1])
            return result

    def connects(call):
        base_call = getattr(base, call)

        def method(self, *given):
            result = base_call(self, *given)
            self._lab_port = 0
            tell(monotonic_ns(), call, getframe(1), self, 0, given[0])
            return result

        return method

    def sends(call):
        base_call = getattr(base, call)

        def method(self, *given, **named):
            now = monotonic_ns()
            result = base_call(self, *given, **named)
            size = result if isinstance(result, int) else len(given[0])
            told = given[3] if call == "sendmsg" and len(given) > 3 else None
            peer = told or (None if now < counting_until else peer_of(self))
            tell(now, call, getframe(1), self, size, peer)
            return result

        return method

    def receives(call, flags_at, size_of):
        base_call = getattr(base, call)

        def method(self, *given, **named):
            result = base_call(self, *given, **named)
            now = monotonic_ns()
            flags = given[flags_at] if len(given) > flags_at else named.get("flags", 0)
            told = result[-1] if isinstance(result, tuple) else None
            peer = told or (None if now < counting_until else peer_of(self))
            tell(now, call, getframe(1), self, size_of(result), looked if flags & peek else peer)
            return result

        return method

    methods = {
        **{call: connects(call) for call in ("connect", "connect_ex")},
        **{call: sends(call) for call in ("send", "sendall", "sendmsg")},
        "recv": receives("recv", 1, len),
        "recv_into": receives("recv_into", 2, int),
        "recvfrom_into": receives("recvfrom_into", 2, lambda result: result[0]),
        "recvmsg": receives("recvmsg", 2, lambda result: len(result[0])),
        "recvmsg_into": receives("recvmsg_into", 2, lambda result: result[0]),
    }
    for name, method in methods.items():
        if hasattr(base, name):
            method.__name__ = name
            method.__qualname__ = f"socket.{name}"
            setattr(Socket, name, method)

    Socket.__name__ = base.__name__
    Socket.__qualname__ = base.__qualname__
    Socket.__module__ = base.__module__
    Socket.__doc__ = base.__doc__
    socket.socket = Socket
    socket.SocketType = Socket
    os.register_at_fork(after_in_child=renew)
    _hide(getframe(0).f_code.co_filename)


def _hide(file):
    """The program's tracebacks show its own lines, and none of this file."""

    def without(trace):
        while trace is not None and trace.tb_frame.f_code.co_filename == file:
            trace = trace.tb_next
        at = trace
        while at is not None:
            following = at.tb_next
            while following is not None and following.tb_frame.f_code.co_filename == file:
                following = following.tb_next
            at.tb_next = at = following
        return trace

    def clean(error, seen):
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            error.__traceback__ = without(error.__traceback__)
            clean(error.__cause__, seen)
            error = error.__context__

    def excepthook(kind, value, trace):
        clean(value, set())
        sys.__excepthook__(kind, value, value.__traceback__)

    sys.excepthook = excepthook


if _path and _own:
    try:
        _install(_path, _own)
    except Exception:  # a Python that is built in another way: the program runs without being traced
        pass
