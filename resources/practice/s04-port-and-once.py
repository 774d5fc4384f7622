# Server for the first task
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 5005))
print("UDP server up and listening")

message, client = sock.recvfrom(1024)
print("message from client:", message.decode)
print("client IP address:", client)
sock.sendto(b"Hello UDP Client", client)
sock.close()
