/* What the exercise's programs share, so that each of them stays short: their arguments, their patience, and what
 * Python's print() makes of an address or of bytes. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "common.h"

struct arguments {
  const char *host;
  long port, port1, port2;
  long count;          /* stop after so many datagrams; 0: never */
  double wait;         /* seconds of silence after which a client gives up; 0: never */
  double delay_ms;     /* a server's wait before it answers */
  bool by_arrival;     /* --as-in-the-exercise */
  const char *number;  /* the argument without a name, or NULL */
  const char *allowed; /* the options that this program knows */
};

static struct arguments given; /* for plain words when something fails */

static inline struct arguments read_arguments(int argc, char **argv, struct arguments a) {
  if (!a.host) a.host = "127.0.0.1";
  for (int i = 1; i < argc; i++) {
    const char *name = argv[i];
    if (strncmp(name, "--", 2) != 0) {
      a.number = name;
      continue;
    }
    const char *place = strstr(a.allowed, name);
    if (!place || name[2] == 0 || (place[strlen(name)] != ' ' && place[strlen(name)] != 0)) {
      fprintf(stderr, "there is no %s here; there are %s\n", name, a.allowed);
      exit(EXIT_USAGE);
    }
    if (!strcmp(name, "--as-in-the-exercise")) {
      a.by_arrival = true;
      continue;
    }
    const char *value = argv[++i]; /* NULL after the last one, which every reader refuses */
    if (!strcmp(name, "--host")) a.host = value;
    else if (!strcmp(name, "--port")) a.port = (long)whole(name, value, 1, 65535);
    else if (!strcmp(name, "--port1")) a.port1 = (long)whole(name, value, 1, 65535);
    else if (!strcmp(name, "--port2")) a.port2 = (long)whole(name, value, 1, 65535);
    else if (!strcmp(name, "--count")) a.count = (long)whole(name, value, 1, 1000000000);
    else if (!strcmp(name, "--wait")) a.wait = number(name, value, 0.001, 3600);
    else if (!strcmp(name, "--delay-ms")) a.delay_ms = number(name, value, 0, 60000);
  }
  if (a.port1 && a.port1 == a.port2) {
    fprintf(stderr, "--port1 and --port2 must differ\n");
    exit(EXIT_USAGE);
  }
  setvbuf(stdout, NULL, _IOLBF, 0); /* every line is written at once */
  return given = a;
}

/* The number that was given, or else one that is typed. The prompt goes to stderr. */
static inline long long number_or_ask(const char *text, const char *prompt, long long least, long long most) {
  static char line[64];
  if (!text) {
    fputs(prompt, stderr);
    if (!fgets(line, sizeof line, stdin)) line[0] = 0;
    line[strcspn(line, "\n")] = 0;
    text = line;
  }
  return whole("the number", text, least, most);
}

/* From now on recvfrom() and recv() give up after so many seconds (0: never). */
static inline void wait_at_most(int fd, double seconds) {
  struct timeval wait = {.tv_sec = (time_t)seconds};
  wait.tv_usec = (suseconds_t)((seconds - (double)wait.tv_sec) * 1e6);
  if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) < 0) fail("SO_RCVTIMEO");
}

static inline void sleep_ms(double ms) {
  struct timespec time = {.tv_sec = (time_t)(ms / 1e3)};
  time.tv_nsec = (long)((ms - (double)time.tv_sec * 1e3) * 1e6);
  nanosleep(&time, NULL);
}

/* Says in plain words why a call failed, and ends with 1. */
static inline void give_up(const char *call) {
  if (is_silence())
    fprintf(stderr,
            "Nobody answered within %g s. Is a server running on %s? UDP itself does not tell: "
            "a lost datagram and a missing server look the same.\n",
            given.wait, given.host);
  else if (errno == ECONNREFUSED)
    fprintf(stderr,
            "Nobody listens on %s:%ld: the system sent back an ICMP 'port unreachable' "
            "and reported it to this socket.\n",
            given.host, given.port);
  else if (errno == EADDRINUSE)
    fprintf(stderr,
            "%s:%ld is in use: another program is bound to it. Stop that program, or choose another --port.\n",
            given.host, given.port);
  else
    fail(call);
  exit(EXIT_FAILED);
}

/* An address as Python prints it: ('127.0.0.1', 52402). */
static inline const char *python_address(const struct sockaddr_in *address) {
  static char text[40];
  char host[INET_ADDRSTRLEN];
  inet_ntop(AF_INET, &address->sin_addr, host, sizeof host);
  snprintf(text, sizeof text, "('%s', %d)", host, ntohs(address->sin_port));
  return text;
}

/* Bytes as Python prints them: b'Helllo UDP Server'. */
static inline const char *python_bytes(const char *bytes, ssize_t size) {
  static char text[4 * RECEIVE_SIZE + 4];
  char quote = memchr(bytes, '\'', (size_t)size) && !memchr(bytes, '"', (size_t)size) ? '"' : '\'';
  char *end = text + sprintf(text, "b%c", quote);
  for (ssize_t i = 0; i < size; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    if (byte == '\t') end += sprintf(end, "\\t");
    else if (byte == '\n') end += sprintf(end, "\\n");
    else if (byte == '\r') end += sprintf(end, "\\r");
    else if (byte == '\\' || byte == quote) end += sprintf(end, "\\%c", byte);
    else if (byte >= 32 && byte < 127) *end++ = (char)byte;
    else end += sprintf(end, "\\x%02x", byte);
  }
  *end++ = quote;
  *end = 0;
  return text;
}

#endif
