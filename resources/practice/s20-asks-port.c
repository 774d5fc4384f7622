/* Task 1: UDP server */
#include <stdio.h>
#include <string.h>
#include <arpa/inet.h>
#include <sys/socket.h>

int main(void) {
    int port, s;
    char buf[1024], *reply = "Hello UDP Client";
    struct sockaddr_in me, cli;
    socklen_t len = sizeof(cli);

    printf("Enter the port number: \n");
    scanf("%d", &port);
    s = socket(AF_INET, SOCK_DGRAM, 0);
    memset(&me, 0, sizeof(me));
    me.sin_family = AF_INET;
    me.sin_port = htons(port);
    me.sin_addr.s_addr = INADDR_ANY;
    bind(s, (struct sockaddr *)&me, sizeof(me));
    printf("UDP server up and listening\n");
    while (1) {
        int n = recvfrom(s, buf, sizeof(buf) - 1, 0, (struct sockaddr *)&cli, &len);
        buf[n] = 0;
        printf("message from client: %s\n", buf);
        printf("client IP address: %s %d\n", inet_ntoa(cli.sin_addr), ntohs(cli.sin_port));
        sendto(s, reply, strlen(reply), 0, (struct sockaddr *)&cli, len);
    }
}
