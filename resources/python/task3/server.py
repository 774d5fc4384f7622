"""Task 3, the server: as in Task 1, but it shows the bytes as they came."""

import socket
import sys

sys.path.insert(1, sys.path[0] + "/..")  # arguments.py is one folder up
from arguments import server_arguments

arguments = server_arguments(__doc__, port=20001)
server_address = (arguments.host, arguments.port)
buffer_size = 1024  # the most that one recvfrom() takes, in bytes
reply = "Hello UDP Client".encode()

# AF_INET: IPv4. SOCK_DGRAM: datagrams, which is UDP.
udp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

# From here on, what is sent to this address waits in this socket's receive buffer.
udp_server_socket.bind(server_address)
print("UDP server up and listening")

served = 0
while served != arguments.count:  # without --count: for ever
    # Wait for one datagram. There is no connection: each one tells who sent it.
    message, client_address = udp_server_socket.recvfrom(buffer_size)
    print(f"message from client: {message}")
    print(f"client IP address: {client_address}")

    # The server cannot tell whether its client has called connect().
    udp_server_socket.sendto(reply, client_address)
    served += 1

udp_server_socket.close()
