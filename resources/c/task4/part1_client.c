/* Task 4, part 1, the client: sends a number and waits for one answer. */
#include "../arguments.h"

int main(int argc, char **argv) {
  struct arguments a = read_arguments(argc, argv, (struct arguments){.port = 20001, .allowed = "--host --port --wait"});
  struct sockaddr_in server = address_of(a.host, a.port);
  long long number = number_or_ask(a.number, "Enter a Number: ", -1000000000000, 1000000000000);
  char message[32], answer[RECEIVE_SIZE]; /* the most that one recvfrom() takes */

  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) give_up("socket");
  wait_at_most(fd, a.wait); /* without --wait: for ever */

  /* Numbers travel as decimal text: 99 is the two bytes "99". */
  int length = snprintf(message, sizeof message, "%lld", number);
  ssize_t sent = sendto(fd, message, (size_t)length, 0, (struct sockaddr *)&server, sizeof server);
  if (sent < 0) give_up("sendto");

  ssize_t size = recvfrom(fd, answer, sizeof answer, 0, NULL, NULL);
  if (size < 0) give_up("recvfrom");
  printf("Message from server: %.*s\n", (int)size, answer);

  close(fd);
  return 0;
}
