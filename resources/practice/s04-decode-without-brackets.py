# Server for the first task, with a loop
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    message, client = sock.recvfrom(1024)
    print("message from client:", message.decode)
    print("client IP address:", client)
    sock.sendto(b"Hello UDP Client", client)
