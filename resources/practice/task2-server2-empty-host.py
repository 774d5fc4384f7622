# Task 2, server 2
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("", 20000))
print("starting ...")
print("UDP Server 2 up and listening!")

while True:
    data, addr = sock.recvfrom(4096)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    n = sock.sendto("Hello UDP Client(from server 2)".encode(), addr)
    print(n, "bytes sent")
    print("-" * 20)
