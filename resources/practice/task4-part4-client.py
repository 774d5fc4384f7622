# Task 4 part 4, client
import socket

n = int(input("Enter a Number: "))
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 200000)
sock.settimeout(2)
for number in range(1, n + 1):
    sock.sendto(str(number).encode(), ("127.0.0.1", 20001))
count = 0
for number in range(1, n + 1):
    try:
        answer, addr = sock.recvfrom(1024)
    except socket.timeout:
        break
    count += 1
    print("Number from server: %s" % answer.decode())
print("%d numbers came back, %d are missing" % (count, n - count))
