/* The words after a program that was compiled with run.c: the settings that it is to have in place of the exercise's. */
#ifndef RUN_OPTIONS_H
#define RUN_OPTIONS_H

#include "common.h"

struct options {
  const char *host;
  int servers;                /* how many the program knows: 1 or 2 */
  long usual[2], port[2];     /* the exercise's ports, and those to take in their place */
  char places[80];            /* 127.0.0.1:20001 and 127.0.0.1:20000 */
  bool is_server;
  long count;                 /* a server stops after so many answers; 0: never */
  double delay_ms;            /* a server's wait before it answers */
  bool reset_once;            /* the first receive fails, as on Windows when a client is gone */
  double wait;                /* seconds of silence after which a client gives up; 0: never */
  bool silence_ends;          /* ... and that is no failure once something was heard */
  const char *number;         /* what is typed where the program asks; NULL: it is asked for */
};

static inline void refuse(const char *word) {
  fprintf(stderr, "there is no %s here\n", word);
  exit(EXIT_USAGE);
}

/* `program`: such as "task4/part2_client.c". */
static inline struct options read_options(int argc, char **argv, const char *program) {
  struct options o = {.host = "127.0.0.1", .servers = 1, .usual = {20001, 20000}};
  o.is_server = strstr(program, "server") != NULL;
  o.silence_ends = strstr(program, "part2_client") != NULL;
  if (o.silence_ends) o.wait = 1;
  if (strstr(program, "task2/client")) o.servers = 2;
  if (strstr(program, "server2")) o.usual[0] = 20000;
  memcpy(o.port, o.usual, sizeof o.port);
  bool asks = strstr(program, "task4/") && !o.is_server;

  for (int i = 1; i < argc; i++) {
    const char *name = argv[i];
    if (strncmp(name, "--", 2) != 0) {
      if (!asks || o.number) refuse(name);
      o.number = name;
      whole("the number", name, o.silence_ends ? 1 : -9007199254740991, 9007199254740991);
      continue;
    }
    if (o.is_server && !strcmp(name, "--reset-once")) {
      o.reset_once = true;
      continue;
    }
    const char *value = argv[++i]; /* NULL after the last one, which every reader refuses */
    if (!strcmp(name, "--host")) o.host = value;
    else if (o.servers == 1 && !strcmp(name, "--port")) o.port[0] = (long)whole(name, value, 1, 65535);
    else if (o.servers == 2 && !strcmp(name, "--port1")) o.port[0] = (long)whole(name, value, 1, 65535);
    else if (o.servers == 2 && !strcmp(name, "--port2")) o.port[1] = (long)whole(name, value, 1, 65535);
    else if (o.is_server && !strcmp(name, "--count")) o.count = (long)whole(name, value, 1, 1000000000);
    else if (o.is_server && !strcmp(name, "--delay-ms")) o.delay_ms = number(name, value, 0, 60000);
    else if (!o.is_server && !strcmp(name, "--wait")) o.wait = number(name, value, 0.001, 3600);
    else refuse(name);
  }
  if (o.servers == 2 && o.port[0] == o.port[1]) {
    fprintf(stderr, "--port1 and --port2 must differ\n");
    exit(EXIT_USAGE);
  }
  address_of(o.host, o.port[0]); /* or it ends here: --host wants an IPv4 address */
  int size = snprintf(o.places, sizeof o.places, "%s:%ld", o.host, o.port[0]);
  if (o.servers == 2) snprintf(o.places + size, sizeof o.places - (size_t)size, " and %s:%ld", o.host, o.port[1]);
  return o;
}

/* From now on recvfrom() and recv() give up after so many seconds. */
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

#endif
