# UDP server
import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("", 9999))

while True:
    print("UDP server up and listening...")
    data, addr = s.recvfrom(2048)
    print("message from client:", data.decode("utf-8"))
    print("client IP address:", addr)
    s.send(b"Hello UDP Client")
