# Server UDP, exercise 1
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    print("message from client: " + data)
    print("client IP address: " + str(addr))
    sock.sendto(b"Hello UDP Client", addr)
