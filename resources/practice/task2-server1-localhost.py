# Task 2, server 1
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("localhost", 20001))
print("UDP server 1 up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    sock.sendto(b"Hello UDP Client(from server 1)", addr)
