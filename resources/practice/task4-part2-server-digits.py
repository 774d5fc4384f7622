# Task 4 part 2: server for numbers
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    if not data.isdigit():
        print("not a number:", data)
        continue
    number = int(data)
    print("Number from client:", number)
    sock.sendto(str(number).encode(), addr)
