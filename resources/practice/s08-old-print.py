# Server UDP, exercise 1
import socket

UDP_IP = "127.0.0.1"
UDP_PORT = 20001

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind((UDP_IP, UDP_PORT))
print "UDP server up and listening"

while True:
    data, addr = sock.recvfrom(1024)
    print "message from client:", data
    print "client IP address:", addr
    sock.sendto("Hello UDP Client", addr)
