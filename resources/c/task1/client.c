/* Task 1, the client: sends one datagram and waits for one answer. */
#include "../arguments.h"

int main(int argc, char **argv) {
  struct arguments a = read_arguments(argc, argv, (struct arguments){.port = 20001, .allowed = "--host --port --wait"});
  struct sockaddr_in server = address_of(a.host, a.port);
  const char *message = "Helllo UDP Server";
  char answer[RECEIVE_SIZE]; /* the most that one recvfrom() takes */

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) give_up("socket");
  wait_at_most(fd, a.wait); /* without --wait: for ever */

  /* No bind(): the first sendto() gives the socket a free, "ephemeral" port. */
  ssize_t sent = sendto(fd, message, strlen(message), 0, (struct sockaddr *)&server, sizeof server);
  if (sent < 0) give_up("sendto");

  /* If no server listens, nothing comes: an unconnected socket hears only silence. */
  ssize_t size = recvfrom(fd, answer, sizeof answer, 0, NULL, NULL);
  if (size < 0) give_up("recvfrom");
  printf("Message from server: %.*s\n", (int)size, answer);

  close(fd);
  return 0;
}
