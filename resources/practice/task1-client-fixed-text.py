# Task 1 client
import socket

answer = "Hello UDP Client"
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.sendto(b"Helllo UDP Server", ("127.0.0.1", 20001))
data, addr = sock.recvfrom(1024)
print("Message from server: " + answer)
sock.close()
