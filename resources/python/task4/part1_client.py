"""Task 4, part 1, the client: sends the number that you type."""

import socket

number = input("Enter a Number: ")

udp_client_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_client_socket.sendto(number.encode(), ("127.0.0.1", 20001))
answer, server_address = udp_client_socket.recvfrom(1024)
print(f"Message from server: {answer.decode(errors='replace')}")
udp_client_socket.close()
