"""Task 4, part 1, the server: shows a number and answers."""

import socket
from contextlib import suppress

udp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_server_socket.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    with suppress(ConnectionResetError):  # Windows: an earlier answer found no client any more
        message, client_address = udp_server_socket.recvfrom(1024)
        print(f"Number from client: {message.decode(errors='replace')}")
        print(f"client IP address: {client_address}")
        udp_server_socket.sendto(b"Hello UDP Client", client_address)
