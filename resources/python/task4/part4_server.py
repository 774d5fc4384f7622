"""Task 4, part 4, the server: as in part 2, with a receive buffer of 200000 bytes."""

import socket
from contextlib import suppress

udp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_server_socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 200000)
udp_server_socket.bind(("127.0.0.1", 20001))
print("UDP server up and listening")

while True:
    with suppress(ConnectionResetError):  # Windows: an earlier answer found no client any more
        message, client_address = udp_server_socket.recvfrom(1024)
        print(f"Number from client: {message.decode(errors='replace')}")
        udp_server_socket.sendto(message, client_address)
