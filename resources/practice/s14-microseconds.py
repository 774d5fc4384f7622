# Task 1 client with the round-trip time
import socket
from datetime import datetime

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
before = datetime.now()
client.sendto("Helllo UDP Server".encode(), ("127.0.0.1", 20001))
data, server = client.recvfrom(1024)
after = datetime.now()
print("Message from server:", data.decode())
print("RTT:", (after - before).microseconds / 10, "ms")
client.close()
