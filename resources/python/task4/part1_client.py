"""Task 4, part 1, the client: sends the number that you type."""

import socket
import sys

sys.path.insert(1, sys.path[0] + "/..")  # arguments.py is one folder up
from arguments import ask, client_arguments, whole_number

arguments = client_arguments(__doc__, ports={"port": 20001}, number="number")
server_address = (arguments.host, arguments.port)
buffer_size = 1024  # the most that one recvfrom() takes, in bytes

# From the command line, or else by input().
number = arguments.number or ask("Number to send: ", whole_number)

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.settimeout(arguments.wait)  # None (no --wait): wait for ever

# Numbers travel as decimal text: 99 is the two bytes "99".
message = number.encode()
udp_client_socket.sendto(message, server_address)

answer, address = udp_client_socket.recvfrom(buffer_size)
text = answer.decode(errors="replace")
print(f"Message from server: {text}")

udp_client_socket.close()
