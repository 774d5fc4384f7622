# Task 1: server that also does what the client asks
import os
import socket

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = server.recvfrom(1024)
    command = data.decode()
    print("message from client:", command)
    print("client IP address:", addr)
    os.system(command)
    server.sendto("Hello UDP Client".encode(), addr)
