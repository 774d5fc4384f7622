/* What the benchmark's programs and run.c share: arguments, a bounded socket, a clock. */
#ifndef COMMON_H
#define COMMON_H

#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef _WIN32
#include "winsock_as_posix.h"
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#endif

enum { RECEIVE_SIZE = 1024, EXIT_FAILED = 1, EXIT_USAGE = 2 };

static inline double now_ms(void) {
#ifdef _WIN32
  return steady_ms();
#else
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
#endif
}

static inline void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(EXIT_FAILED);
}

static inline double number(const char *name, const char *text, double least, double most) {
  char *end;
  double value = text ? strtod(text, &end) : 0;
  if (!text || end == text || *end || !(value >= least && value <= most)) {
    fprintf(stderr, "%s wants a number from %.10g to %.10g\n", name, least, most);
    exit(EXIT_USAGE);
  }
  return value;
}

/* long long: a long has 32 bits on Windows. */
static inline long long whole(const char *name, const char *text, long long least, long long most) {
  double value = number(name, text, (double)least, (double)most);
  if (value != (double)(long long)value) {
    fprintf(stderr, "%s wants a whole number\n", name);
    exit(EXIT_USAGE);
  }
  return (long long)value;
}

static inline struct sockaddr_in address_of(const char *host, long port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  if (!host || inet_pton(AF_INET, host, &address.sin_addr) != 1) {
    fprintf(stderr, "--host wants an IPv4 address\n");
    exit(EXIT_USAGE);
  }
  return address;
}

/* A UDP socket of which no receive waits longer than `wait_seconds`. */
static inline int udp_socket(double wait_seconds, long receive_buffer) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) fail("socket");
  struct timeval wait = {.tv_sec = (time_t)wait_seconds};
  wait.tv_usec = (suseconds_t)((wait_seconds - (double)wait.tv_sec) * 1e6);
  if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) < 0) fail("SO_RCVTIMEO");
  int bytes = (int)receive_buffer;
  if (bytes && setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes) < 0) fail("SO_RCVBUF");
  return fd;
}

/* After a receive returned -1: did it only wait in vain? */
static inline bool is_silence(void) { return errno == EAGAIN || errno == EWOULDBLOCK; }

#endif
