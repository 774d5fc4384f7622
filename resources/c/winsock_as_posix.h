/* Windows' sockets under the names that Linux and macOS have for them, so that the programs read the same everywhere.
 * Build with MinGW: x86_64-w64-mingw32-gcc -O2 -std=c11 -Iwindows task1/server.c -o server.exe -lws2_32 */
#ifndef WINSOCK_AS_POSIX_H
#define WINSOCK_AS_POSIX_H

#include <winsock2.h>
#include <ws2tcpip.h>

#include <errno.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

typedef long suseconds_t;

/* Windows has no buffer by line: there every write goes out at once instead. */
#undef _IOLBF
#define _IOLBF _IONBF

/* Before main(): sockets must be asked for once in each program. */
__attribute__((constructor)) static void begin_sockets(void) {
  WSADATA about;
  if (WSAStartup(MAKEWORD(2, 2), &about) == 0) return;
  fputs("Windows Sockets 2.2 cannot be used here.\n", stderr);
  exit(1);
}

/* The failure of the last call, as errno has it on other systems. Always -1. */
static inline int failed(void) {
  int code = WSAGetLastError();
  switch (code) {
    case WSAETIMEDOUT: errno = EAGAIN; break; /* SO_RCVTIMEO has passed */
    case WSAEWOULDBLOCK: errno = EAGAIN; break;
    case WSAECONNRESET: errno = ECONNREFUSED; break; /* an ICMP "port unreachable" came back */
    case WSAEADDRINUSE: errno = EADDRINUSE; break;
    case WSAEADDRNOTAVAIL: errno = EADDRNOTAVAIL; break;
    case WSAEACCES: errno = EACCES; break;
    case WSAEINTR: errno = EINTR; break;
    case WSAEMSGSIZE: errno = EMSGSIZE; break;
    case WSAENETUNREACH: errno = ENETUNREACH; break;
    case WSAEHOSTUNREACH: errno = EHOSTUNREACH; break;
    case WSAENOBUFS: errno = ENOBUFS; break;
    default: errno = EIO;
  }
  return -1;
}

static inline int posix_socket(int family, int type, int protocol) {
  SOCKET made = socket(family, type, protocol);
  return made == INVALID_SOCKET ? failed() : (int)made; /* handles fit in 32 bits */
}

static inline int posix_bind(int fd, const struct sockaddr *own, socklen_t size) {
  return bind((SOCKET)fd, own, size) == 0 ? 0 : failed();
}

static inline int posix_connect(int fd, const struct sockaddr *peer, socklen_t size) {
  return connect((SOCKET)fd, peer, size) == 0 ? 0 : failed();
}

static inline int posix_getsockname(int fd, struct sockaddr *own, socklen_t *size) {
  return getsockname((SOCKET)fd, own, size) == 0 ? 0 : failed();
}

/* SO_RCVTIMEO is a number of milliseconds on Windows. */
static inline int posix_setsockopt(int fd, int level, int name, const void *value, socklen_t size) {
  DWORD wait_ms;
  if (level == SOL_SOCKET && name == SO_RCVTIMEO) {
    const struct timeval *wait = value;
    wait_ms = (DWORD)wait->tv_sec * 1000 + (DWORD)wait->tv_usec / 1000;
    value = &wait_ms;
    size = sizeof wait_ms;
  }
  return setsockopt((SOCKET)fd, level, name, value, size) == 0 ? 0 : failed();
}

static inline int posix_getsockopt(int fd, int level, int name, void *value, socklen_t *size) {
  return getsockopt((SOCKET)fd, level, name, value, size) == 0 ? 0 : failed();
}

static inline ssize_t posix_sendto(int fd, const void *bytes, size_t size, int flags, const struct sockaddr *peer,
                                   socklen_t peer_size) {
  int sent = sendto((SOCKET)fd, bytes, (int)size, flags, peer, peer_size);
  return sent < 0 ? failed() : sent;
}

static inline ssize_t posix_send(int fd, const void *bytes, size_t size, int flags) {
  int sent = send((SOCKET)fd, bytes, (int)size, flags);
  return sent < 0 ? failed() : sent;
}

/* A datagram that is too long for the buffer is a failure on Windows, and cut short everywhere else. */
static inline ssize_t received(int result, size_t size) {
  if (result >= 0) return result;
  return WSAGetLastError() == WSAEMSGSIZE ? (ssize_t)size : failed();
}

/* Windows tells an unconnected socket too when somebody it wrote to is gone (WSAECONNRESET), by a receive that fails. A server
 * that ended on that could be ended by any client: it must receive again. */
static inline ssize_t posix_recvfrom(int fd, void *bytes, size_t size, int flags, struct sockaddr *peer,
                                     socklen_t *peer_size) {
  return received(recvfrom((SOCKET)fd, bytes, (int)size, flags, peer, peer_size), size);
}

static inline ssize_t posix_recv(int fd, void *bytes, size_t size, int flags) {
  return received(recv((SOCKET)fd, bytes, (int)size, flags), size);
}

static inline int posix_close(int fd) { return closesocket((SOCKET)fd) == 0 ? 0 : failed(); }

static inline void posix_sleep(const struct timespec *time) {
  Sleep((DWORD)time->tv_sec * 1000 + (DWORD)(time->tv_nsec / 1000000));
}

/* A steady clock in ms, from any beginning. */
static inline double steady_ms(void) {
  LARGE_INTEGER ticks, ticks_a_second;
  QueryPerformanceCounter(&ticks);
  QueryPerformanceFrequency(&ticks_a_second);
  return (double)ticks.QuadPart * 1e3 / (double)ticks_a_second.QuadPart;
}

#define socket posix_socket
#define bind posix_bind
#define connect posix_connect
#define getsockname posix_getsockname
#define setsockopt posix_setsockopt
#define getsockopt posix_getsockopt
#define sendto posix_sendto
#define send posix_send
#define recvfrom posix_recvfrom
#define recv posix_recv
#define close posix_close
#define nanosleep(time, rest) posix_sleep(time)

#endif
