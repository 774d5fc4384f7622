/* Task 3, the client: connect() on a UDP socket. */
#include "../arguments.h"

int main(int argc, char **argv) {
  struct arguments a = read_arguments(argc, argv, (struct arguments){.port = 20001, .allowed = "--host --port --wait"});
  struct sockaddr_in server = address_of(a.host, a.port);
  const char *message = "Helllo UDP Server";
  char answer[RECEIVE_SIZE]; /* the most that one recvfrom() takes */

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) give_up("socket");
  wait_at_most(fd, a.wait); /* without --wait: for ever */

  /* No handshake, nothing on the wire: the kernel only notes the peer of this socket. */
  if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0) give_up("connect");

  /* So no address is needed here ... */
  if (send(fd, message, strlen(message), 0) < 0) give_up("send");

  /* ... nor here: datagrams from anyone else are not delivered. If no server
   * listens, a connected socket is told so: "connection refused". */
  ssize_t size = recv(fd, answer, sizeof answer, 0);
  if (size < 0) give_up("recv");
  printf("Message from server: %.*s\n", (int)size, answer);

  close(fd);
  return 0;
}
