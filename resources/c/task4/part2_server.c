/* Task 4, parts 2 and 3, the server: prints each number and sends it back. */
#include "../arguments.h"

int main(int argc, char **argv) {
  struct arguments a = read_arguments(argc, argv, (struct arguments){.port = 20001, .allowed = "--host --port --count"});
  struct sockaddr_in own = address_of(a.host, a.port), client;
  char message[RECEIVE_SIZE]; /* the most that one recvfrom() takes */

  /* AF_INET: IPv4. SOCK_DGRAM: datagrams, which is UDP. */
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) give_up("socket");

  /* From here on, what is sent to this address waits in this socket's receive buffer. */
  if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0) give_up("bind");
  printf("UDP server up and listening\n");

  for (long served = 0; !a.count || served < a.count; served++) { /* without --count: for ever */
    /* While we print and answer, further datagrams wait in the receive buffer.
     * One that comes when the buffer is full is dropped, and nobody is told. */
    socklen_t client_size = sizeof client;
    ssize_t size = recvfrom(fd, message, sizeof message, 0, (struct sockaddr *)&client, &client_size);
    if (size < 0) give_up("recvfrom");
    printf("Number from client: %.*s\n", (int)size, message);

    /* The echo: the same bytes back to the sender. */
    ssize_t sent = sendto(fd, message, (size_t)size, 0, (struct sockaddr *)&client, client_size);
    if (sent < 0) give_up("sendto");
  }

  close(fd);
  return 0;
}
