/* Client for the benchmark: sends the numbers 1 to --count as decimal text and counts what comes back.
 * Without --burst it keeps --in-flight datagrams on their way; with it, it sends all, then reads until silence. */
#include "common.h"

static const char usage[] =
    "echo_client [--host 127.0.0.1] [--port 20001] [--count 20000] [--in-flight 64] [--connect] [--burst]\n"
    "            [--wait 1] [--seconds 600] [--receive-buffer BYTES]\n";

static struct sockaddr_in server;
static bool connected;
static int fd;

/* The text of `value`, written to the end of `text`; returns its first character. */
static char *decimal(long value, char *text, size_t size) {
  char *first = text + size;
  do *--first = (char)('0' + value % 10);
  while (value /= 10);
  return first;
}

static void send_number(long value) {
  char text[20];
  char *first = decimal(value, text, sizeof text);
  size_t size = (size_t)(text + sizeof text - first);
  ssize_t sent = connected ? send(fd, first, size, 0)
                           : sendto(fd, first, size, 0, (struct sockaddr *)&server, sizeof server);
  if (sent < 0) fail("send");
}

/* One datagram from the server: 1. A stranger's, or an interrupted call: 0. Silence: -1. */
static int receive_one(void) {
  char buffer[RECEIVE_SIZE];
  struct sockaddr_in peer = server;
  socklen_t peer_size = sizeof peer;
  ssize_t size = connected ? recv(fd, buffer, sizeof buffer, 0)
                           : recvfrom(fd, buffer, sizeof buffer, 0, (struct sockaddr *)&peer, &peer_size);
  if (size < 0 && errno == EINTR) return 0;
  if (size < 0 && errno == ECONNREFUSED && !connected) return 0; /* Windows: nobody is there, or not yet */
  if (size < 0 && is_silence()) return -1;
  if (size < 0) fail("receive");
  return peer.sin_port == server.sin_port && peer.sin_addr.s_addr == server.sin_addr.s_addr;
}

int main(int argc, char **argv) {
  const char *host = "127.0.0.1";
  long port = 20001, count = 20000, in_flight = 64, receive_buffer = 0;
  double wait = 1, seconds = 600;
  bool burst = false;

  for (int i = 1; i < argc; i++) {
    const char *name = argv[i];
    if (!strcmp(name, "--help")) return fputs(usage, stdout), 0;
    if (!strcmp(name, "--connect")) { connected = true; continue; }
    if (!strcmp(name, "--burst")) { burst = true; continue; }
    const char *value = argv[++i]; /* NULL after the last one, which every reader refuses */
    if (!strcmp(name, "--host")) host = value;
    else if (!strcmp(name, "--port")) port = whole(name, value, 1, 65535);
    else if (!strcmp(name, "--count")) count = whole(name, value, 1, 100000000);
    else if (!strcmp(name, "--in-flight")) in_flight = whole(name, value, 1, 1000000);
    else if (!strcmp(name, "--wait")) wait = number(name, value, 0.01, 60);
    else if (!strcmp(name, "--seconds")) seconds = number(name, value, 0.01, 3600);
    else if (!strcmp(name, "--receive-buffer")) receive_buffer = whole(name, value, 1, 1000000000);
    else return fprintf(stderr, "unknown: %s\n%s", name, usage), EXIT_USAGE;
  }

  server = address_of(host, port);
  fd = udp_socket(wait, receive_buffer);
  if (connected && connect(fd, (struct sockaddr *)&server, sizeof server) < 0) fail("connect");

  long sent = 0, returned = 0, window = burst ? count : in_flight;
  double start = now_ms(), end = start + seconds * 1e3, last = start;
  while (returned < count && last < end) {
    while (sent < count && sent - returned < window) {
      send_number(++sent);
      if (burst && (last = now_ms()) >= end) break;
    }
    if (burst) break;
    int got = receive_one();
    if (got < 0) break; /* silence: all that is in flight is lost */
    returned += got;
    last = now_ms();
  }
  double elapsed = last - start; /* burst: to the last send; otherwise to the last answer */

  if (burst)
    while (returned < sent && now_ms() < end) {
      int got = receive_one();
      if (got < 0) break;
      returned += got;
    }
  printf("{\"sent\":%ld,\"returned\":%ld,\"elapsedMs\":%.3f}\n", sent, returned, elapsed);
  close(fd);
  if (returned || burst) return 0;
  fprintf(stderr, "nobody answered within %g s\n", wait);
  return EXIT_FAILED;
}
