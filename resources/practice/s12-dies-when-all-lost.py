# Task 4 part 2: client that also measures
import socket
import time

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1)
n = int(input("How many? "))
start = time.time()
for i in range(1, n + 1):
    sock.sendto(str(i).encode(), ("127.0.0.1", 20001))
time.sleep(0.1)

times = []
for i in range(n):
    try:
        data, addr = sock.recvfrom(1024)
        times.append(time.time() - start - 0.1)
        print("Number from server:", data.decode())
    except:
        break
print("min", min(times), "max", max(times), "mean", sum(times) / len(times))
