# Task 4 part 4 server, same as part 2
import socket

bufferSize = 200000
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(bufferSize)
    print("Number from client:", data.decode())
    sock.sendto(data, addr)
