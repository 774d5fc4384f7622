"""Task 2, the client: one socket that talks to two servers."""

import socket

server_numbers = {("127.0.0.1", 20001): 1, ("127.0.0.1", 20000): 2}

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.sendto(b"Helllo UDP Server", ("127.0.0.1", 20001))
udp_client_socket.sendto(b"Helllo UDP Server", ("127.0.0.1", 20000))
for arrived in (1, 2):
    answer, server_address = udp_client_socket.recvfrom(1024)
    number = server_numbers[server_address]  # the exercise takes `arrived`, and names the wrong server
    print(f"Message from server {number}: {answer.decode(errors='replace')}")
udp_client_socket.close()
