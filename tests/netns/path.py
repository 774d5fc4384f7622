"""A path of UDP datagrams that loses, copies and delays some, for kernels without netem.

Run inside a network namespace: everything that UDP sends over lo is redirected (tc-mirred(8)) into a TUN device, is read
here, and comes back through the device or does not. The sockets at both ends, their queues and their counters are the
kernel's own. Prints "ready" when the path is there; ends when its standard input does.
"""
import argparse
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
DEVICE = "path0"


def run(words: str) -> None:
    subprocess.run(words.split(), check=True)


def open_device() -> int:
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", DEVICE.encode(), IFF_TUN | IFF_NO_PI))
    for name in ("all", DEVICE):
        # Loopback addresses come in over a device that is not lo (ip-sysctl: route_localnet, accept_local, rp_filter).
        for setting, value in (("route_localnet", 1), ("accept_local", 1), ("rp_filter", 0)):
            with open(f"/proc/sys/net/ipv4/conf/{name}/{setting}", "w") as file:
                file.write(str(value))
    run(f"ip link set {DEVICE} mtu 65535 txqueuelen 100000 up")
    # A path that was there before leaves a filter to a device that is gone.
    subprocess.run("tc qdisc del dev lo clsact".split(), stderr=subprocess.DEVNULL, check=False)
    run("tc qdisc add dev lo clsact")
    run(
        "tc filter add dev lo egress protocol ip prio 1 u32 match ip protocol 17 0xff"
        f" action mirred egress redirect dev {DEVICE}"
    )
    return device


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("loss", "duplicate", "reorder", "delay-ms"):
        parser.add_argument(f"--{name}", type=float, default=0)
    wanted = parser.parse_args()
    chance = random.Random(20001)
    device = open_device()
    print("ready", flush=True)
    delayed: list[tuple[float, int, bytes]] = []
    ordinal = 0
    while True:
        timeout = max(0, delayed[0][0] - time.monotonic()) if delayed else None
        ready, _, _ = select.select([device, sys.stdin], [], [], timeout)
        if sys.stdin in ready:
            return
        if device in ready:
            for _ in range(64):
                try:
                    packet = os.read(device, 65536)
                except BlockingIOError:
                    break
                if chance.random() * 100 < wanted.loss:
                    continue
                copies = 2 if chance.random() * 100 < wanted.duplicate else 1
                # As netem: those that are to be reordered go at once, and so before what waits.
                at_once = chance.random() * 100 < wanted.reorder
                due = time.monotonic() + (0 if at_once else wanted.delay_ms / 1000)
                for _ in range(copies):
                    ordinal += 1
                    heapq.heappush(delayed, (due, ordinal, packet))
        now = time.monotonic()
        while delayed and delayed[0][0] <= now:
            os.write(device, heapq.heappop(delayed)[2])


main()
