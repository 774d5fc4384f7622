# Task 2: client, both servers
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for port in (20001, 20000):
    sock.sendto(b"Helllo UDP Server", ("127.0.0.1", port))
for i in range(2):
    answer, who = sock.recvfrom(1024)
    print("Message from server:", answer.decode())
