"""Task 2, server 1: one of two servers that the same client writes to."""

import socket

server_address = ("127.0.0.1", 20001)
buffer_size = 1024
reply = "Hello UDP Client(from server 1)".encode()

udp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_server_socket.bind(server_address)
print("UDP server 1 up and listening")

while True:
    try:
        message, client_address = udp_server_socket.recvfrom(buffer_size)
    except ConnectionResetError:  # Windows: an earlier answer found no client any more
        continue
    print(f"message from client: {message.decode(errors='replace')}")
    print(f"client IP address: {client_address}")
    udp_server_socket.sendto(reply, client_address)
