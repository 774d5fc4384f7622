# Task 2: a client of two servers
import socket

message = str.encode("Helllo UDP Server")
server1 = ("127.0.0.1", 20001)
server2 = ("127.0.0.1", 20000)

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.sendto(message, server1)
sock.sendto(message, server2)

answer1 = sock.recvfrom(1024)
print("Message from server 1: {}".format(answer1[0].decode()))
answer2 = sock.recvfrom(1024)
print("Message from server 2: {}".format(answer2[0].decode()))
