/* Task 2, the client: one socket that talks to two servers. */
#include "../arguments.h"

int main(int argc, char **argv) {
  struct arguments a = read_arguments(argc, argv, (struct arguments){.port1 = 20001, .port2 = 20000, .allowed = "--host --port1 --port2 --wait --as-in-the-exercise"});
  struct sockaddr_in servers[2] = {address_of(a.host, a.port1), address_of(a.host, a.port2)}, sender;
  const char *message = "Helllo UDP Server";
  char answer[RECEIVE_SIZE]; /* the most that one recvfrom() takes */

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) give_up("socket");
  wait_at_most(fd, a.wait); /* without --wait: for ever */

  /* An unconnected socket can send to any address; both datagrams leave from the same port. */
  for (int i = 0; i < 2; i++) {
    ssize_t sent = sendto(fd, message, strlen(message), 0, (struct sockaddr *)&servers[i], sizeof servers[i]);
    if (sent < 0) give_up("sendto");
  }

  for (int arrived = 0; arrived < 2;) {
    /* The answers come in any order: only the source address tells who sent one. */
    socklen_t sender_size = sizeof sender;
    ssize_t size = recvfrom(fd, answer, sizeof answer, 0, (struct sockaddr *)&sender, &sender_size);
    if (size < 0) give_up("recvfrom");
    int number = 0;
    for (int i = 0; i < 2; i++)
      if (sender.sin_port == servers[i].sin_port && sender.sin_addr.s_addr == servers[i].sin_addr.s_addr) number = i + 1;
    if (!number) continue; /* from a stranger */
    arrived++;
    if (a.by_arrival) number = arrived; /* the trap: takes whichever comes first for server 1 */
    printf("Message from server %d: %.*s\n", number, (int)size, answer);
  }

  close(fd);
  return 0;
}
