# udp client task 1
from socket import *

serverName = ""
serverPort = 20001
clientSocket = socket(AF_INET, SOCK_DGRAM)
clientSocket.sendto("Helllo UDP Server".encode(), (serverName, serverPort))
modifiedMessage, serverAddress = clientSocket.recvfrom(2048)
print("Message from server: " + modifiedMessage.decode())
clientSocket.close()
