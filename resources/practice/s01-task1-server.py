# UDP server, Task 1 of the lab
import socket

localIP = "127.0.0.1"
localPort = 20001
bufferSize = 1024

msgFromServer = "Hello UDP Client"
bytesToSend = str.encode(msgFromServer)

UDPServerSocket = socket.socket(family=socket.AF_INET, type=socket.SOCK_DGRAM)
UDPServerSocket.bind((localIP, localPort))
print("UDP server up and listening")

while True:
    message, address = UDPServerSocket.recvfrom(bufferSize)
    print("message from client: {}".format(message.decode()))
    print("client IP address: {}".format(address))
    UDPServerSocket.sendto(bytesToSend, address)
