# Task 4 part 1: server with a main function
import socket

BUFFER_SIZE = 512


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 20001))
    print("UDP server up and listening")
    while True:
        try:
            number, client = server.recvfrom(BUFFER_SIZE)
            print("Number from client:", number.decode("utf-8"))
            print("client IP address:", client)
            server.sendto(bytes("Hello UDP Client", "utf-8"), client)
        except UnicodeDecodeError as error:
            print("not a text:", error)


if __name__ == "__main__":
    main()
