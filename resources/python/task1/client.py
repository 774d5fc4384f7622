"""Task 1, the client: sends one datagram and waits for one answer."""

import socket

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.sendto(b"Helllo UDP Server", ("127.0.0.1", 20001))
answer, server_address = udp_client_socket.recvfrom(1024)
print(f"Message from server: {answer.decode(errors='replace')}")
udp_client_socket.close()
