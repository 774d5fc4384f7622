# Server 1 of task 2
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server 1 up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    sock.sendto(b"Hello UDP Client(from server 2)", addr)
