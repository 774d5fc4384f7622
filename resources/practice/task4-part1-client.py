# Task 4 part 1, client
import socket

number = int(input("Please enter a number: "))
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.sendto(str(number).encode("utf-8"), ("127.0.0.1", 20001))
answer, server = client.recvfrom(512)
print("Message from server: {}".format(answer.decode("utf-8")))
client.close()
