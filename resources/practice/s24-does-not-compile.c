/* Task 1, the server, by group 8 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int main(void) {
    struct sockaddr_in me = {0}, cli;
    socklen_t len = sizeof(cli)
    char buf[1024];
    const char *reply = "Hello UDP Client";
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    me.sin_family = AF_INET;
    me.sin_port = htons(20001);
    me.sin_addr.s_addr = inet_addr("127.0.0.1");
    if (bind(s, (struct sockaddr *)&me, sizeof(me)) < 0) {
        perror("bind failed");
        exit(1);
    }
    printf("UDP server up and listening\n");

    while (1) {
        ssize_t n = recvfrom(s, buf, sizeof(buf) - 1, 0, (struct sockaddr *)&cli, &len);
        if (n < 1) continue;
        buf[n] = '\0';
        printf("message from client: %s\n", buf);
        printf("client IP address: %s:%d\n", inet_ntoa(cli.sin_addr), ntohs(cli.sin_port));
        sendto(s, reply, strlen(reply), 0, (struct sockaddr *)&cli, len);
    }
}
