# Task 4 part 4 server with a bigger buffer
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 200000)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    print("Number from client:", data.decode())
    sock.sendto(data, addr)
