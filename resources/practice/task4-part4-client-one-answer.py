# Task 4 part 4, client
import socket

n = int(input("Enter a Number: "))
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for number in range(1, n + 1):
    sock.sendto(str(number).encode(), ("127.0.0.1", 20001))
answer, addr = sock.recvfrom(1024)
print("Number from server:", answer.decode())
