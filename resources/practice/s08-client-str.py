# Client UDP, exercise 1
import socket

message = "Helllo UDP Server"
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.sendto(message, ("127.0.0.1", 20001))
data, addr = sock.recvfrom(1024)
print("Message from server:", data.decode())
sock.close()
