"""Task 4, part 2, the client: sends 1 to n without waiting, and only then reads."""

import socket

n = int(input("Enter a Number: "))

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for number in range(1, n + 1):
    udp_client_socket.sendto(str(number).encode(), ("127.0.0.1", 20001))
for number in range(1, n + 1):
    answer, server_address = udp_client_socket.recvfrom(1024)
    print(f"Number from server: {answer.decode(errors='replace')}")
udp_client_socket.close()
