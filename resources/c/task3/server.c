/* Task 3, the server: as in Task 1, but it prints the bytes as they came. */
#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int main(void) {
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(20001)};
  server.sin_addr.s_addr = inet_addr("127.0.0.1");
  struct sockaddr_in client;
  const char *reply = "Hello UDP Client";
  unsigned char message[1024];

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&server, sizeof server) < 0) {
    perror("socket or bind");
    return 1;
  }
  printf("UDP server up and listening\n");

  for (;;) {
    socklen_t client_size = sizeof client;
    ssize_t size = recvfrom(fd, message, sizeof message, 0, (struct sockaddr *)&client, &client_size);
    if (size < 0) continue; /* Windows: an earlier answer found no client any more */
    printf("message from client: b'");
    for (ssize_t i = 0; i < size; i++) fprintf(stdout, isprint(message[i]) ? "%c" : "\\x%02x", message[i]);
    fputs("'\n", stdout);
    printf("client IP address: ('%s', %d)\n", inet_ntoa(client.sin_addr), ntohs(client.sin_port));
    if (sendto(fd, reply, strlen(reply), 0, (struct sockaddr *)&client, client_size) < 0) perror("sendto");
  }
}
