/** Numbers of Linux' headers (asm-generic; the same on x86-64 and arm64). */

/** AF_INET, AF_INET6, AF_UNSPEC: <bits/socket.h> */
export const family = { internet: 2, internet6: 10, unspecified: 0 } as const
/** SOCK_DGRAM | SOCK_CLOEXEC */
export const datagramSocket = 2 | 0o2000000
/** EPOLL_CLOEXEC, EPOLL_CTL_ADD, EPOLLIN: epoll_create(2), epoll_ctl(2), <linux/eventpoll.h> */
export const epoll = { closeOnExec: 0o2000000, add: 1, in: 1 } as const
/** EFD_NONBLOCK | EFD_CLOEXEC: eventfd(2) */
export const eventFlags = 0o4000 | 0o2000000
/** SOL_SOCKET: <asm-generic/socket.h> */
export const socketLevel = 1
/** SO_…: socket(7); SO_MEMINFO: <asm-generic/socket.h> */
export const socketOption = {
  receiveBuffer: 8,
  reusePort: 15,
  receiveTimeout: 20,
  sendTimeout: 21,
  memoryInfo: 55
} as const
/** Words of SO_MEMINFO: <linux/sock_diag.h>, SK_MEMINFO_RMEM_ALLOC and SK_MEMINFO_DROPS. */
export const memoryInfo = { receiveQueueBytes: 0, drops: 8, words: 9 } as const
/** MSG_…: recv(2), recvmmsg(2). With truncate, a datagram's full length is told however little of it was read. */
export const messageFlag = {
  truncate: 0x20,
  dontWait: 0x40,
  /** MSG_ERRQUEUE: reads the socket's error queue instead of its datagrams. */
  errorQueue: 0x2000,
  waitForOne: 0x10000
} as const
/** POLLIN, POLLERR: poll(2), <asm-generic/poll.h> */
export const pollIn = 1
export const pollError = 8
/** SOL_IP, the level of IP_…: ip(7), <bits/socket.h> */
export const internetLevel = 0
/**
 * IP_MTU_DISCOVER; IP_RECVERR, the option's name and the type of the control message that an error comes in; IP_MTU:
 * ip(7), <linux/in.h>
 */
export const internetOption = { mtuDiscovery: 10, receiveErrors: 11, pathMtu: 14 } as const
/** IP_PMTUDISC_DO: no datagram is cut, and one that is too long is refused with EMSGSIZE */
export const neverFragmented = 2
/** SO_EE_ORIGIN_ICMP, in sock_extended_err.ee_origin: <linux/errqueue.h> */
export const errorOrigin = { icmp: 2 } as const
/** Type 3, code 3, "port unreachable": RFC 792 */
export const icmp = { unreachable: 3, portUnreachable: 3 } as const
