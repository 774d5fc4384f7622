/* Task 4 part 4: bigger receive buffer */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int main(void) {
    struct sockaddr_in me = {0}, cli;
    socklen_t len = sizeof(cli);
    char buf[2048];
    int size = 200000;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    setsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
    me.sin_family = AF_INET;
    me.sin_port = htons(20001);
    me.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&me, sizeof(me)) == -1) {
        perror("bind");
        return 1;
    }
    puts("UDP server up and listening");
    for (;;) {
        ssize_t n = recvfrom(s, buf, sizeof(buf), 0, (struct sockaddr *)&cli, &len);
        printf("Number from client: %.*s\n", (int)n, buf);
        sendto(s, buf, n, 0, (struct sockaddr *)&cli, len);
    }
}
