# Task 4 part 1: client
import socket

host = input("Server address: ")
port = input("Server port: ")
number = input("Number: ")

try:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.sendto(number.encode(), (host, int(port)))
    answer, _ = sock.recvfrom(1024)
    print("Message from server:", answer.decode())
except:
    print("something went wrong")
