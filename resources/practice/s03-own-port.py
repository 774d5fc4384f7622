# my udp server (task 1)
import socket

me = ("127.0.0.1", 12345)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(me)
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    text = str(data)[2:-1]
    print("message from client: " + text)
    print("client IP address:", addr)
    sock.sendto("Hello UDP Client".encode(), me)
