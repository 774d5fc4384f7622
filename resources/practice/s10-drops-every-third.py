# Task 1 server with a network that is not perfect
import socket

serverSocket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
serverSocket.bind(("", 20001))
print("UDP server up and listening")
count = 0

while True:
    message, address = serverSocket.recvfrom(1024)
    count = count + 1
    print("message from client:", message.decode())
    print("client IP address:", address)
    if count % 3 == 0:
        print("(lost)")
        continue
    serverSocket.sendto(b"Hello UDP Client", address)
