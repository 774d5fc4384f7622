# Task 3: client, as in task 1
import socket

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.sendto(b"Helllo UDP Server", ("127.0.0.1", 20001))
answer = client.recv(1024)
print("Message from server:", answer.decode())
client.close()
