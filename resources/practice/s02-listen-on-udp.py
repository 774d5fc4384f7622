# Task 1 server
import socket

HOST = "127.0.0.1"
PORT = 20001

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind((HOST, PORT))
print("UDP server up and listening")
s.listen(5)

while True:
    data, addr = s.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    s.sendto(b"Hello UDP Client", addr)
