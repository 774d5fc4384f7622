# Server UDP task 1
import socket

address = ("127.0.0.1", 20001)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print("UDP server up and listening")

while True:
    data, client = sock.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", client)
    sock.sendto(b"Hello UDP Client", client)
