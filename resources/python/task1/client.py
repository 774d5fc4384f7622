"""Task 1, the client: sends one datagram and waits for one answer."""

import socket
import sys

sys.path.insert(1, sys.path[0] + "/..")  # arguments.py is one folder up
from arguments import client_arguments

arguments = client_arguments(__doc__, ports={"port": 20001})
server_address = (arguments.host, arguments.port)
buffer_size = 1024  # the most that one recvfrom() takes, in bytes
message = "Helllo UDP Server".encode()

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.settimeout(arguments.wait)  # None (no --wait): wait for ever

# No bind(): the first sendto() gives the socket a free, "ephemeral" port.
udp_client_socket.sendto(message, server_address)

# If no server listens, nothing comes: an unconnected socket hears only silence.
answer, address = udp_client_socket.recvfrom(buffer_size)
text = answer.decode(errors="replace")
print(f"Message from server: {text}")

udp_client_socket.close()
