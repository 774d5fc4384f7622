# my udp server, second try (task 1)
import socket

address = ("127.0.0.1", 20001)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(address)
print("UDP server up and listening")

while True:
    data, client = sock.recvfrom(1024)
    text = str(data)[2:-1]
    print("message from client: " + text)
    print("client IP address:", client)
    sock.sendto("Hello UDP Client".encode(), address)
