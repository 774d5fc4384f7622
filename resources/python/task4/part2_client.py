"""Task 4, part 2, the client: sends 1 to n without waiting, and only then reads."""

import socket
import sys

sys.path.insert(1, sys.path[0] + "/..")  # arguments.py is one folder up
from arguments import ask, client_arguments, count

arguments = client_arguments(__doc__, ports={"port": 20001}, wait=1.0, number="n")
server_address = (arguments.host, arguments.port)
buffer_size = 1024  # the most that one recvfrom() takes, in bytes
n = arguments.n or ask("How many numbers: ", count)

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

# One datagram each, as fast as it goes. Meanwhile the answers pile up
# in this socket's own receive buffer, which can overflow too.
for number in range(1, n + 1):
    message = str(number).encode()
    udp_client_socket.sendto(message, server_address)

missing = {str(number) for number in range(1, n + 1)}
udp_client_socket.settimeout(arguments.wait)
try:
    while missing:
        answer, address = udp_client_socket.recvfrom(buffer_size)
        text = answer.decode(errors="replace")
        print(f"Number from server: {text}")
        missing.discard(text)
except socket.timeout:
    # Silence: what has not come by now is taken for lost.
    if len(missing) == n:
        raise  # nobody answered at all

udp_client_socket.close()
first_missing = min(map(int, missing), default="none")
print(f"sent {n}, returned {n - len(missing)}, first missing: {first_missing}", file=sys.stderr)
