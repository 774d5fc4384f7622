# Task 1 server that remembers who is there
import socket

clients = []
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, address = sock.recvfrom(1024)
    text = data.decode()
    print("message from client:", text)
    print("client IP address:", address)
    if text == "bye":
        clients.remove(address)
    elif address[0] not in clients:
        clients.append(address[0])
    sock.sendto(b"Hello UDP Client", address)
