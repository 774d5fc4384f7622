# Task 2: client
import socket

sock1 = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock2 = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock1.sendto(b"Helllo UDP Server", ("127.0.0.1", 20001))
sock2.sendto(b"Helllo UDP Server", ("127.0.0.1", 20000))

print("Message from server 1:", sock1.recvfrom(1024)[0].decode())
print("Message from server 2:", sock2.recvfrom(1024)[0].decode())
sock1.close()
sock2.close()
