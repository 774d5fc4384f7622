/* Task 4, part 2, the client: sends 1 to n without waiting, and only then reads. */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(20001)};
  server.sin_addr.s_addr = inet_addr("127.0.0.1");
  char number[16], answer[1024];
  int n;

  fputs("Enter a Number: ", stdout);
  if (scanf("%d", &n) != 1) return 1;

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  for (int i = 1; i <= n; i++) {
    int length = snprintf(number, sizeof number, "%d", i);
    if (sendto(fd, number, length, 0, (struct sockaddr *)&server, sizeof server) < 0) perror("sendto");
  }
  for (int i = 1; i <= n; i++) {
    ssize_t size = recvfrom(fd, answer, sizeof answer, 0, NULL, NULL);
    if (size < 0) {
      perror("recvfrom");
      return 1;
    }
    printf("Number from server: %.*s\n", (int)size, answer);
  }
  close(fd);
  return 0;
}
