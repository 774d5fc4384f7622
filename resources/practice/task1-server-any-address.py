# Server, task 1, made at home
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("0.0.0.0", 20001))
print("UDP Server up and listening...")

while True:
    data, addr = sock.recvfrom(256)
    print(f"Message from Client: {data}")
    print(f"Client IP Address: {addr[0]}, port {addr[1]}")
    sock.sendto(b"Hello UDP Client", addr)
