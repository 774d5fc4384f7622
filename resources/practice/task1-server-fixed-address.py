# Task 1: server, the client has port 20002
import socket

CLIENT = ("127.0.0.1", 20002)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    sock.sendto(b"Hello UDP Client", CLIENT)
