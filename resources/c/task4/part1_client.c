/* Task 4, part 1, the client: sends the number that you type. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(20001)};
  server.sin_addr.s_addr = inet_addr("127.0.0.1");
  char number[32], answer[1024];

  fputs("Enter a Number: ", stdout);
  if (scanf("%31s", number) != 1) return 1;

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (sendto(fd, number, strlen(number), 0, (struct sockaddr *)&server, sizeof server) < 0) perror("sendto");
  ssize_t size = recvfrom(fd, answer, sizeof answer, 0, NULL, NULL);
  if (size < 0) {
    perror("recvfrom");
    return 1;
  }
  printf("Message from server: %.*s\n", (int)size, answer);
  close(fd);
  return 0;
}
