"""Task 2, server 2: one of two servers that the same client writes to."""

import socket
import sys

sys.path.insert(1, sys.path[0] + "/..")  # arguments.py is one folder up
from arguments import server_arguments

arguments = server_arguments(__doc__, port=20000)
server_address = (arguments.host, arguments.port)
buffer_size = 1024  # the most that one recvfrom() takes, in bytes
reply = "Hello UDP Client(from server 2)".encode()

udp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_server_socket.bind(server_address)
print("UDP server 2 up and listening")

served = 0
while served != arguments.count:  # without --count: for ever
    message, client_address = udp_server_socket.recvfrom(buffer_size)
    text = message.decode(errors="replace")
    print(f"message from client: {text}")
    print(f"client IP address: {client_address}")

    udp_server_socket.sendto(reply, client_address)
    served += 1

udp_server_socket.close()
