# Task 1 server, shows that it is alive
import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(0.1)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    try:
        data, addr = sock.recvfrom(1024)
    except socket.timeout:
        print("waiting for a client ...")
        continue
    print("message from client:", data.decode())
    print("client IP address:", addr)
    sock.sendto(b"Hello UDP Client", addr)
