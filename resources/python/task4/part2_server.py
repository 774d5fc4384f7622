"""Task 4, part 2, the server: shows each number and sends it back."""

import socket
import sys

sys.path.insert(1, sys.path[0] + "/..")  # arguments.py is one folder up
from arguments import server_arguments

arguments = server_arguments(__doc__, port=20001)
server_address = (arguments.host, arguments.port)
buffer_size = 1024  # the most that one recvfrom() takes, in bytes

udp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_server_socket.bind(server_address)
print("UDP server up and listening")

served = 0
while served != arguments.count:  # without --count: for ever
    # While we print and answer, further datagrams wait in the receive buffer.
    # One that comes when the buffer is full is dropped, and nobody is told.
    message, client_address = udp_server_socket.recvfrom(buffer_size)
    text = message.decode(errors="replace")
    print(f"Number from client: {text}")

    # The echo: the same bytes back to the sender.
    udp_server_socket.sendto(message, client_address)
    served += 1

udp_server_socket.close()
