# Task 4 part 1, client (short datagrams)
import socket
import struct

number = int(input("Enter a Number: "))
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.sendto(struct.pack("!I", number), ("127.0.0.1", 20001))
answer, server = client.recvfrom(1024)
print("Message from server:", answer.decode())
client.close()
