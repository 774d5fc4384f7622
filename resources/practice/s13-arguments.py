# Client of task 1: python client.py <ip> <port>
import socket
import sys

ip = sys.argv[1]
port = int(sys.argv[2])

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.sendto(b"Helllo UDP Server", (ip, port))
data, server = client.recvfrom(1024)
print("Message from server:", data.decode())
client.close()
