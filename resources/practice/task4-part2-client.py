# Task 4 part 2, client
import socket

n = int(input("Enter a Number: "))
server = ("127.0.0.1", 20001)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(n):
    sock.sendto(str(i + 1).encode(), server)

sock.settimeout(1)
got = 0
try:
    while got < n:
        answer, addr = sock.recvfrom(1024)
        print("Number from server:", answer.decode())
        got += 1
except socket.timeout:
    print("nothing more comes")
print(got, "of", n)
