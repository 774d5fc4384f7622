# Task 2 client
import socket

servers = [("127.0.0.1", 20001), ("127.0.0.1", 20000)]
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1)
number = 0

for server in servers:
    number += 1
    sock.sendto("Helllo UDP Server".encode(), server)
    try:
        data, server = sock.recvfrom(1024)
        print("Message from server %d: %s" % (number, data.decode()))
    except socket.timeout:
        print("server %d did not answer" % number)
sock.close()
