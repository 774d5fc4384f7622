# Task 1 client, short
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.sendto(b"Helllo UDP Server", ("127.0.0.1", 20001))
answer, server = sock.recvfrom(1024)
print(answer)
sock.close()
