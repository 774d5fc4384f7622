# Task 3: client
import socket

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.connect(("127.0.0.1", 20001))
print("connected to", client.getpeername())
client.send(b"Helllo UDP Server")
print("Message from server:", client.recv(1024))
