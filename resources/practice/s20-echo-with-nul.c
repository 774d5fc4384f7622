/* Task 4 part 2: echo server in C */
#include <stdio.h>
#include <string.h>
#include <arpa/inet.h>
#include <sys/socket.h>

int main(void) {
    struct sockaddr_in me, cli;
    socklen_t len = sizeof(cli);
    char buf[1025] = "";
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    memset(&me, 0, sizeof(me));
    me.sin_family = AF_INET;
    me.sin_port = htons(20001);
    me.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&me, sizeof(me)) < 0) {
        perror("bind");
        return 1;
    }
    printf("UDP server up and listening\n");
    while (1) {
        memset(buf, 0, sizeof(buf));
        recvfrom(s, buf, 1024, 0, (struct sockaddr *)&cli, &len);
        printf("Number from client: %s\n", buf);
        sendto(s, buf, strlen(buf) + 1, 0, (struct sockaddr *)&cli, len);
    }
}
