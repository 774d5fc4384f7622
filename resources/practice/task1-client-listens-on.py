# Task 1 client with a loop
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.sendto(b"Helllo UDP Server", ("127.0.0.1", 20001))
while True:
    data, addr = sock.recvfrom(1024)
    print("Message from server:", data.decode())
