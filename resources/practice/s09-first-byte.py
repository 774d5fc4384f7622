# Task 1 server that looks at what it got
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("localhost", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    if data and data[0] == "H":
        reply = "Hello UDP Client"
    else:
        reply = "I do not understand"
    sock.sendto(reply.encode(), addr)
