"""Task 4, part 1, the client: sends the number that you type."""

import socket

server_address = ("127.0.0.1", 20001)
buffer_size = 1024
number = input("Enter a Number: ")

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.sendto(number.encode(), server_address)
answer, address = udp_client_socket.recvfrom(buffer_size)
print(f"Message from server: {answer.decode(errors='replace')}")
udp_client_socket.close()
