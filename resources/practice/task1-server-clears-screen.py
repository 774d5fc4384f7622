# Task 1 server with a nice screen
import socket

print("\033[2J\033[H\033]0;my server\007", end="")
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = sock.recvfrom(1024)
    print("\a\033[1;33mmessage from client:\033[0m", data.decode())
    print("\033[36mclient IP address:\033[0m", addr)
    print("[working]\rclient served\b.")
    sock.sendto(b"Hello UDP Client", addr)
