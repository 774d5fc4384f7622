"""Task 3, the server: as in Task 1, but it prints the bytes as they came."""

import socket
from contextlib import suppress

udp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_server_socket.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    with suppress(ConnectionResetError):  # Windows: an earlier answer found no client any more
        message, client_address = udp_server_socket.recvfrom(1024)
        print(f"message from client: {message}")
        print(f"client IP address: {client_address}")
        udp_server_socket.sendto(b"Hello UDP Client", client_address)
