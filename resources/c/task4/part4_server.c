/* Task 4, part 4, the server: as in part 2, with a receive buffer of 200000 bytes. */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>

int main(void) {
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(20001)};
  server.sin_addr.s_addr = inet_addr("127.0.0.1");
  struct sockaddr_in client;
  char message[1024];

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  int receive_buffer = 200000;
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer) < 0) perror("setsockopt");
  if (fd < 0 || bind(fd, (struct sockaddr *)&server, sizeof server) < 0) {
    perror("socket or bind");
    return 1;
  }
  printf("UDP server up and listening\n");

  for (;;) {
    socklen_t client_size = sizeof client;
    ssize_t size = recvfrom(fd, message, sizeof message, 0, (struct sockaddr *)&client, &client_size);
    if (size < 0) continue; /* Windows: an earlier answer found no client any more */
    printf("Number from client: %.*s\n", (int)size, message);
    if (sendto(fd, message, size, 0, (struct sockaddr *)&client, client_size) < 0) perror("sendto");
  }
}
