/* Runs one of the programs of this folder with other settings. It is compiled together with the program:
 *
 *     cc -O2 -std=c11 -DPROGRAM=task1/server.c run.c -o server
 *     ./server --port 20005 --count 3
 *
 * The program is the file that stands here, line by line. Only the calls that it makes are given other addresses, an end, and
 * a patience; that is done below, so that the programs themselves stay as short as the exercise has them. */
#include "run-options.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdarg.h>

static struct options given;
static long answered, heard;

/* Says in plain words why a call failed, and ends with 1. */
static inline void give_up(const char *call) {
  fflush(stdout);
  if (is_silence())
    fprintf(stderr,
            "Nobody answered within %g s. Is a server running on %s? UDP itself does not tell: "
            "a lost datagram and a missing server look the same.\n",
            given.wait, given.places);
  else if (errno == ECONNREFUSED)
    fprintf(stderr,
            "Nobody listens on %s: the system sent back an ICMP 'port unreachable' "
            "and reported it to this socket.\n",
            given.places);
  else if (errno == EADDRINUSE)
    fprintf(stderr, "%s is in use: another program is bound to it. Stop that program, or choose another --port.\n",
            given.places);
  else
    fail(call);
  exit(EXIT_FAILED);
}

/* Where the program means to go, where it goes then; any other address stays what it is. */
static inline struct sockaddr_in there(const struct sockaddr *address) {
  struct sockaddr_in place = *(const struct sockaddr_in *)address;
  if (place.sin_addr.s_addr != inet_addr("127.0.0.1")) return place;
  for (int i = 0; i < given.servers; i++)
    if (place.sin_port == htons((unsigned short)given.usual[i])) return address_of(given.host, given.port[i]);
  return place;
}

/* As the program knows it: the client of two servers compares the senders of its answers with its own addresses. */
static inline void back(struct sockaddr_in *sender) {
  for (int i = 0; i < given.servers && given.servers > 1; i++) {
    if (sender->sin_port != htons((unsigned short)given.port[i])) continue;
    sender->sin_port = htons((unsigned short)given.usual[i]);
    sender->sin_addr.s_addr = inet_addr("127.0.0.1");
    return;
  }
}

static inline int our_socket(int family, int type, int protocol) {
  int fd = socket(family, type, protocol);
  if (fd < 0) give_up("socket");
  if (given.wait > 0) wait_at_most(fd, given.wait);
  return fd;
}

static inline int our_bind(int fd, const struct sockaddr *own, socklen_t size) {
  struct sockaddr_in place = there(own);
  if (bind(fd, (struct sockaddr *)&place, size) < 0) give_up("bind");
  return 0;
}

static inline int our_connect(int fd, const struct sockaddr *peer, socklen_t size) {
  struct sockaddr_in place = there(peer);
  if (connect(fd, (struct sockaddr *)&place, size) < 0) give_up("connect");
  return 0;
}

static inline ssize_t our_sendto(int fd, const void *bytes, size_t size, int flags, const struct sockaddr *peer,
                                 socklen_t peer_size) {
  struct sockaddr_in place = there(peer);
  sleep_ms(given.delay_ms);
  ssize_t sent = sendto(fd, bytes, size, flags, (struct sockaddr *)&place, peer_size);
  if (sent < 0) give_up("sendto");
  answered++;
  return sent;
}

static inline ssize_t our_send(int fd, const void *bytes, size_t size, int flags) {
  ssize_t sent = send(fd, bytes, size, flags);
  if (sent < 0) give_up("send");
  return sent;
}

static inline ssize_t our_received(ssize_t size) {
  if (size < 0 && is_silence() && given.silence_ends && heard > 0) {
    /* Silence after some numbers is the end: what has not come by then is taken for lost. */
    fflush(stdout);
    exit(0);
  }
  /* A server hears only on Windows that a client is gone, and is to go on by itself. */
  if (size < 0 && !(given.is_server && errno == ECONNREFUSED)) give_up("receive");
  heard++;
  return size;
}

static inline ssize_t our_recvfrom(int fd, void *bytes, size_t size, int flags, struct sockaddr *peer,
                                   socklen_t *peer_size) {
  if (given.is_server && given.count > 0 && answered >= given.count) {
    fflush(stdout);
    exit(0);
  }
  if (given.reset_once) {
    given.reset_once = false;
    errno = ECONNREFUSED;
    return our_received(-1);
  }
  ssize_t taken = our_received(recvfrom(fd, bytes, size, flags, peer, peer_size));
  if (peer) back((struct sockaddr_in *)peer);
  return taken;
}

static inline ssize_t our_recv(int fd, void *bytes, size_t size, int flags) {
  return our_received(recv(fd, bytes, size, flags));
}

/* What is typed, where no number was given. */
static inline int our_scanf(const char *format, ...) {
  va_list list;
  va_start(list, format);
  int taken = given.number ? vsscanf(given.number, format, list) : vscanf(format, list);
  va_end(list);
  if (taken != 1) fputs("No number was given.\n", stderr);
  return taken;
}

static inline int our_fputs(const char *text, FILE *file) {
  return given.number && strncmp(text, "Enter", 5) == 0 ? 0 : fputs(text, file);
}

#undef socket
#undef bind
#undef connect
#undef sendto
#undef send
#undef recvfrom
#undef recv
#define socket our_socket
#define bind our_bind
#define connect our_connect
#define sendto our_sendto
#define send our_send
#define recvfrom our_recvfrom
#define recv our_recv
#define scanf our_scanf
#undef fputs
#define fputs our_fputs
#define main program

#define TEXT_OF(words) #words
#define FILE_OF(words) TEXT_OF(words)
#include FILE_OF(PROGRAM)

#undef main

int main(int argc, char **argv) {
  given = read_options(argc, argv, FILE_OF(PROGRAM));
  setvbuf(stdout, NULL, _IOLBF, 0); /* every line is written at once */
  return program();
}
