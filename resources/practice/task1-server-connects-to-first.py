# Task 1: server with connect
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")
connected = False

while True:
    data, addr = sock.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    if not connected:
        sock.connect(addr)
        connected = True
    sock.send(b"Hello UDP Client")
