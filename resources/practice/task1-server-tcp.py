# Server of the first task
import socket

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.bind(("127.0.0.1", 20001))
server.listen()
print("UDP server up and listening")

while True:
    conn, addr = server.accept()
    data = conn.recv(1024)
    print("message from client:", data.decode())
    print("client IP address:", addr)
    conn.sendall(b"Hello UDP Client")
    conn.close()
