/* Task 3, the server: as in Task 1, but it prints the bytes as they came. */
#include "../arguments.h"

int main(int argc, char **argv) {
  struct arguments a = read_arguments(argc, argv, (struct arguments){.port = 20001, .allowed = "--host --port --count"});
  struct sockaddr_in own = address_of(a.host, a.port), client;
  const char *reply = "Hello UDP Client";
  char message[RECEIVE_SIZE]; /* the most that one recvfrom() takes */

  /* AF_INET: IPv4. SOCK_DGRAM: datagrams, which is UDP. */
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) give_up("socket");

  /* From here on, what is sent to this address waits in this socket's receive buffer. */
  if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0) give_up("bind");
  printf("UDP server up and listening\n");

  for (long served = 0; !a.count || served < a.count; served++) { /* without --count: for ever */
    /* Wait for one datagram. There is no connection: each one tells who sent it. */
    socklen_t client_size = sizeof client;
    ssize_t size = recvfrom(fd, message, sizeof message, 0, (struct sockaddr *)&client, &client_size);
    if (size < 0) give_up("recvfrom");
    printf("message from client: %s\n", python_bytes(message, size));
    printf("client IP address: %s\n", python_address(&client));

    /* The server cannot tell whether its client has called connect(). */
    ssize_t sent = sendto(fd, reply, strlen(reply), 0, (struct sockaddr *)&client, client_size);
    if (sent < 0) give_up("sendto");
  }

  close(fd);
  return 0;
}
