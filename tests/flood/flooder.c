/* Floods a UDP port of loopback: flooder PORT SECONDS RATE BYTES alike|different. Says how many datagrams send took. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define GROUP 64

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc != 6) return 2;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
    double span = atof(argv[2]), rate = atof(argv[3]);
    size_t bytes = strtoul(argv[4], NULL, 10);
    int different = strcmp(argv[5], "different") == 0;
    if (bytes < 24 || bytes > 65507) return 2;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    char *payloads = malloc(GROUP * bytes);
    memset(payloads, 'x', GROUP * bytes);
    struct iovec parts[GROUP];
    struct mmsghdr group[GROUP];
    memset(group, 0, sizeof group);
    for (int slot = 0; slot < GROUP; slot++) {
        parts[slot] = (struct iovec){payloads + slot * bytes, bytes};
        group[slot].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &parts[slot], .msg_iovlen = 1};
    }
    unsigned long long sent = 0;
    double begin = seconds(), now;
    while ((now = seconds() - begin) < span) {
        if (sent >= now * rate) {
            struct timespec pause = {0, 100000};
            nanosleep(&pause, NULL);
            continue;
        }
        for (int slot = 0; different && slot < GROUP; slot++) {
            char text[25];
            snprintf(text, sizeof text, "datagram %014llu.", sent + slot);
            memcpy(payloads + slot * bytes, text, 24);
        }
        int accepted = sendmmsg(fd, group, GROUP, 0);
        if (accepted > 0) sent += accepted;
    }
    printf("sent %llu\n", sent);
    return 0;
}
