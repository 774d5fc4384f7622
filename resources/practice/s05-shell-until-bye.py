# Task 1: remote command server
import socket
import subprocess

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    data, addr = server.recvfrom(1024)
    command = data.decode()
    print("message from client:", command)
    print("client IP address:", addr)
    if command == "bye":
        print("client said bye, closing")
        break
    result = subprocess.run(command, shell=True, capture_output=True, text=True)
    print(result.stdout)
    server.sendto(b"Hello UDP Client", addr)
server.close()
