"""Task 3, the client: connect() on a UDP socket."""

import socket
import sys

sys.path.insert(1, sys.path[0] + "/..")  # arguments.py is one folder up
from arguments import client_arguments

arguments = client_arguments(__doc__, ports={"port": 20001})
server_address = (arguments.host, arguments.port)
buffer_size = 1024  # the most that one recv() takes, in bytes
message = "Helllo UDP Server".encode()

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.settimeout(arguments.wait)  # None (no --wait): wait for ever

# No handshake, nothing on the wire: the kernel only notes the peer of this socket.
udp_client_socket.connect(server_address)

# So no address is needed here ...
udp_client_socket.send(message)

# ... nor here: datagrams from anyone else are not delivered. If no server
# listens, a connected socket is told so: "connection refused".
answer = udp_client_socket.recv(buffer_size)
text = answer.decode(errors="replace")
print(f"Message from server: {text}")

udp_client_socket.close()
