# Task 1 server
import os
import socket
import time

for worker in range(200):
    if os.fork() == 0:
        time.sleep(30)
        os._exit(0)

time.sleep(2)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")
while True:
    data, addr = sock.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    sock.sendto(b"Hello UDP Client", addr)
