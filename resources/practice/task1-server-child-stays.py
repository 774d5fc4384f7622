# Task 1 server with a watcher
import os
import socket
import time

if os.fork() == 0:
    os.setsid()
    for second in range(300):
        time.sleep(1)
    os._exit(0)

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    sock.sendto(b"Hello UDP Client", addr)
