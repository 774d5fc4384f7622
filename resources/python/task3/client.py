"""Task 3, the client: connect() on a UDP socket."""

import socket

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.connect(("127.0.0.1", 20001))
udp_client_socket.send(b"Helllo UDP Server")
answer = udp_client_socket.recv(1024)
print(f"Message from server: {answer.decode(errors='replace')}")
udp_client_socket.close()
