# Task 2: client that looks who answers
import socket

names = {20001: "server 1", 20000: "server 2"}
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for port in names:
    sock.sendto(b"Helllo UDP Server", ("127.0.0.1", port))

for i in range(len(names)):
    answer, (ip, port) = sock.recvfrom(1024)
    print("Message from", names[port] + ":", answer.decode())
sock.close()
