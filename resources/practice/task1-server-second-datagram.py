# Task 1: server that counts its visitors
import socket

names = ["first"]
count = 0
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr, "the", names[count], "visitor")
    count += 1
    sock.sendto(b"Hello UDP Client", addr)
