"""Task 1, the client: sends one datagram and waits for one answer."""

import socket

server_address = ("127.0.0.1", 20001)
buffer_size = 1024
message = "Helllo UDP Server".encode()

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.sendto(message, server_address)
answer, address = udp_client_socket.recvfrom(buffer_size)
print(f"Message from server: {answer.decode(errors='replace')}")
udp_client_socket.close()
