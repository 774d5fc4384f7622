# Task 1 client, by a C programmer
import socket
import sys

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sent = sock.sendto(b"Helllo UDP Server", ("127.0.0.1", 20001))
data, addr = sock.recvfrom(1024)
print("Message from server:", data.decode())
sys.exit(sent > 0)
