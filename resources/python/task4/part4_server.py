"""Task 4, part 4, the server: as in part 2, with a receive buffer of 200000 bytes."""

import socket

server_address = ("127.0.0.1", 20001)
buffer_size = 1024

udp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_server_socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 200000)
udp_server_socket.bind(server_address)
print("UDP server up and listening")

while True:
    try:
        message, client_address = udp_server_socket.recvfrom(buffer_size)
    except ConnectionResetError:  # Windows: an earlier answer found no client any more
        continue
    print(f"Number from client: {message.decode(errors='replace')}")
    udp_server_socket.sendto(message, client_address)
