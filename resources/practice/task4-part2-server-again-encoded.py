# Task 4 part 2, server (mine)
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(2048)
    number = data.decode()
    print("Number from Client: " + number)
    sock.sendto(str(number).encode(), addr)
