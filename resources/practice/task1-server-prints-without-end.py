# Task 1: my server
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    while data:
        print("message from client:", data.decode())
        print("client IP address:", addr)
    sock.sendto(b"Hello UDP Client", addr)
