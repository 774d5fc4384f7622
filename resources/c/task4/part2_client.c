/* Task 4, parts 2 to 4, the client: sends 1 to n without waiting, then reads what came back. */
#include "../arguments.h"

int main(int argc, char **argv) {
  struct arguments a = read_arguments(argc, argv, (struct arguments){.port = 20001, .wait = 1, .allowed = "--host --port --wait"});
  struct sockaddr_in server = address_of(a.host, a.port);
  long n = number_or_ask(a.number, "Enter a Number: ", 1, 1000000);
  char message[32], answer[RECEIVE_SIZE + 1]; /* the most that one recvfrom() takes, and an end */
  bool *returned = calloc((size_t)n + 1, sizeof *returned);
  if (!returned) fail("calloc");

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) give_up("socket");

  /* One datagram each, as fast as it goes. Meanwhile the answers pile up
   * in this socket's own receive buffer, which can overflow too. */
  for (long i = 1; i <= n; i++) {
    int length = snprintf(message, sizeof message, "%ld", i);
    ssize_t sent = sendto(fd, message, (size_t)length, 0, (struct sockaddr *)&server, sizeof server);
    if (sent < 0) give_up("sendto");
  }

  wait_at_most(fd, a.wait);
  long came = 0;
  while (came < n) {
    ssize_t size = recvfrom(fd, answer, RECEIVE_SIZE, 0, NULL, NULL);
    if (size < 0 && is_silence() && came > 0) break; /* what has not come by now is taken for lost */
    if (size < 0) give_up("recvfrom");
    printf("Number from server: %.*s\n", (int)size, answer);
    answer[size] = 0;
    long number = strtol(answer, NULL, 10);
    if (number < 1 || number > n || returned[number]) continue;
    returned[number] = true;
    came++;
  }

  long first = 1;
  while (first <= n && returned[first]) first++;
  fprintf(stderr, "sent %ld, returned %ld, first missing: ", n, came);
  if (first <= n) fprintf(stderr, "%ld\n", first);
  else fprintf(stderr, "none\n");
  free(returned);

  close(fd);
  return 0;
}
