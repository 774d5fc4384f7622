/* Echo server for the benchmark: one recvfrom() and one sendto() a datagram, nothing else.
 * It ends after --count datagrams, --idle seconds of silence or --seconds in all. */
#include "common.h"

static const char usage[] =
    "echo_server [--host 127.0.0.1] [--port 20001] [--count 100000000] [--idle 10] [--seconds 600]\n"
    "            [--receive-buffer BYTES]     port 0: any free one\n";

int main(int argc, char **argv) {
  const char *host = "127.0.0.1";
  long port = 20001, count = 100000000, receive_buffer = 0;
  double idle = 10, seconds = 600;

  for (int i = 1; i < argc; i++) {
    const char *name = argv[i];
    if (!strcmp(name, "--help")) return fputs(usage, stdout), 0;
    const char *value = argv[++i]; /* NULL after the last one, which every reader refuses */
    if (!strcmp(name, "--host")) host = value;
    else if (!strcmp(name, "--port")) port = whole(name, value, 0, 65535);
    else if (!strcmp(name, "--count")) count = whole(name, value, 1, 1000000000);
    else if (!strcmp(name, "--idle")) idle = number(name, value, 0.01, 600);
    else if (!strcmp(name, "--seconds")) seconds = number(name, value, 0.01, 3600);
    else if (!strcmp(name, "--receive-buffer")) receive_buffer = whole(name, value, 1, 1000000000);
    else return fprintf(stderr, "unknown: %s\n%s", name, usage), EXIT_USAGE;
  }

  struct sockaddr_in own = address_of(host, port);
  socklen_t own_size = sizeof own;
  int fd = udp_socket(idle, receive_buffer);
  if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0) fail("bind");
  if (getsockname(fd, (struct sockaddr *)&own, &own_size) < 0) fail("getsockname");
  printf("listening %s:%d\n", host, ntohs(own.sin_port));
  fflush(stdout);

  long served = 0, replied = 0;
  char buffer[RECEIVE_SIZE];
  for (double end = now_ms() + seconds * 1e3; served < count && now_ms() < end;) {
    struct sockaddr_in peer;
    socklen_t peer_size = sizeof peer;
    ssize_t size = recvfrom(fd, buffer, sizeof buffer, 0, (struct sockaddr *)&peer, &peer_size);
    if (size < 0 && (errno == EINTR || errno == ECONNREFUSED)) continue; /* Windows: an earlier client is gone */
    if (size < 0 && is_silence()) break;
    if (size < 0) fail("recvfrom");
    served++;
    if (sendto(fd, buffer, (size_t)size, 0, (struct sockaddr *)&peer, peer_size) == size) replied++;
  }
  printf("{\"served\":%ld,\"replied\":%ld}\n", served, replied);
  close(fd);
  return 0;
}
