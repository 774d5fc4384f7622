# UDP pinger server, adapted for Task 1
import random
import socket

serverSocket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
serverSocket.bind(("", 20001))
print("UDP server up and listening")

while True:
    rand = random.randint(0, 10)
    message, address = serverSocket.recvfrom(1024)
    sequence = int(message.decode().split()[1])
    print("message from client:", message.decode(), "number", sequence)
    print("client IP address:", address)
    if rand < 4:
        continue
    serverSocket.sendto(b"Hello UDP Client", address)
