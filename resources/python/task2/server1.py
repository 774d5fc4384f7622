"""Task 2, server 1: one of two servers that the same client writes to."""

import socket
from contextlib import suppress

udp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_server_socket.bind(("127.0.0.1", 20001))
print("UDP server 1 up and listening")

while True:
    with suppress(ConnectionResetError):  # Windows: an earlier answer found no client any more
        message, client_address = udp_server_socket.recvfrom(1024)
        print(f"message from client: {message.decode(errors='replace')}")
        print(f"client IP address: {client_address}")
        udp_server_socket.sendto(b"Hello UDP Client(from server 1)", client_address)
