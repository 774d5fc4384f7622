# UDP server, with the port of the sheet
import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("", 20001))

while True:
    print("UDP server up and listening...")
    data, addr = s.recvfrom(2048)
    print("message from client:", data.decode("utf-8"))
    print("client IP address:", addr)
    s.send(b"Hello UDP Client")
