"""Task 2, the client: one socket that talks to two servers."""

import socket

server_1 = ("127.0.0.1", 20001)
server_2 = ("127.0.0.1", 20000)
server_numbers = {server_1: 1, server_2: 2}
buffer_size = 1024
message = "Helllo UDP Server".encode()

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.sendto(message, server_1)
udp_client_socket.sendto(message, server_2)
for arrived in (1, 2):
    answer, address = udp_client_socket.recvfrom(buffer_size)
    number = server_numbers[address]  # the exercise takes `arrived`, and names the wrong server
    print(f"Message from server {number}: {answer.decode(errors='replace')}")
udp_client_socket.close()
