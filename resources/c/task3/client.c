/* Task 3, the client: connect() on a UDP socket. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(20001)};
  server.sin_addr.s_addr = inet_addr("127.0.0.1");
  const char *message = "Helllo UDP Server";
  char answer[1024];

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0) perror("connect");
  if (send(fd, message, strlen(message), 0) < 0) perror("send");
  ssize_t size = recv(fd, answer, sizeof answer, 0);
  if (size < 0) {
    perror("recv");
    return 1;
  }
  printf("Message from server: %.*s\n", (int)size, answer);
  close(fd);
  return 0;
}
