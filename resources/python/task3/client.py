"""Task 3, the client: connect() on a UDP socket."""

import socket

server_address = ("127.0.0.1", 20001)
buffer_size = 1024
message = "Helllo UDP Server".encode()

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.connect(server_address)
udp_client_socket.send(message)
answer = udp_client_socket.recv(buffer_size)
print(f"Message from server: {answer.decode(errors='replace')}")
udp_client_socket.close()
