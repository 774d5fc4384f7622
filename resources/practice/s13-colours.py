# Client of task 1, nicer output
import socket

GREEN = "\033[92m"
BOLD = "\033[1m"
END = "\033[0m"

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(BOLD + ">>> sending" + END)
client.sendto(b"Helllo UDP Server", ("localhost", 20001))
data, server = client.recvfrom(4096)
print(GREEN + "Message from Server: " + END + BOLD + data.decode() + END)
client.close()
