/* Task 2, the client: one socket that talks to two servers. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_in server1 = {.sin_family = AF_INET, .sin_port = htons(20001)};
  server1.sin_addr.s_addr = inet_addr("127.0.0.1");
  struct sockaddr_in server2 = server1, sender;
  server2.sin_port = htons(20000);
  const char *message = "Helllo UDP Server";
  char answer[1024];

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (sendto(fd, message, strlen(message), 0, (struct sockaddr *)&server1, sizeof server1) < 0) perror("sendto");
  if (sendto(fd, message, strlen(message), 0, (struct sockaddr *)&server2, sizeof server2) < 0) perror("sendto");
  for (int arrived = 1; arrived <= 2; arrived++) {
    socklen_t sender_size = sizeof sender;
    ssize_t size = recvfrom(fd, answer, sizeof answer, 0, (struct sockaddr *)&sender, &sender_size);
    if (size < 0) {
      perror("recvfrom");
      return 1;
    }
    /* The exercise takes `arrived`, and names the wrong server. */
    int number = sender.sin_port == server1.sin_port ? 1 : 2;
    printf("Message from server %d: %.*s\n", number, (int)size, answer);
  }
  close(fd);
  return 0;
}
