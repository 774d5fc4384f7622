# Task 4 part 2, client with while
import socket

n = int(input("Enter a Number: "))
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
i = n
while i > 0:
    sock.sendto(str(i).encode(), ("127.0.0.1", 20001))
    i -= 1
for i in range(n):
    print("Number from server:", sock.recv(1024).decode())
