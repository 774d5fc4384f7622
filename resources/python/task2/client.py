"""Task 2, the client: one socket that talks to two servers."""

import socket
import sys

sys.path.insert(1, sys.path[0] + "/..")  # arguments.py is one folder up
from arguments import client_arguments

arguments = client_arguments(__doc__, ports={"port1": 20001, "port2": 20000})
server_1 = (arguments.host, arguments.port1)
server_2 = (arguments.host, arguments.port2)
server_numbers = {server_1: 1, server_2: 2}
buffer_size = 1024  # the most that one recvfrom() takes, in bytes
message = "Helllo UDP Server".encode()

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.settimeout(arguments.wait)  # None (no --wait): wait for ever

# An unconnected socket can send to any address; both datagrams leave from the same port.
udp_client_socket.sendto(message, server_1)
udp_client_socket.sendto(message, server_2)

arrived = 0
while arrived < 2:
    # The answers come in any order: only the source address tells who sent one.
    answer, address = udp_client_socket.recvfrom(buffer_size)
    if address not in server_numbers:
        continue  # from a stranger
    arrived += 1
    number = server_numbers[address]
    if arguments.as_in_the_exercise:
        number = arrived  # the trap: takes whichever comes first for server 1
    text = answer.decode(errors="replace")
    print(f"Message from server {number}: {text}")

udp_client_socket.close()
