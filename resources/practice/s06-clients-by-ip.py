# Task 1 server with a table of clients
import socket

clients = {}
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, (ip, port) = sock.recvfrom(1024)
    text = data.decode()
    print("message from client:", text)
    print("client IP address:", (ip, port))
    if ip not in clients:
        clients[ip] = port
    sock.sendto(b"Hello UDP Client", (ip, clients[ip]))
