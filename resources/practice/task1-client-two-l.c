/* First client */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
    struct sockaddr_in srv;
    char buf[1024];
    char *message = "Hello UDP Server";

    int s = socket(AF_INET, SOCK_DGRAM, 0);
    memset(&srv, 0, sizeof(srv));
    srv.sin_family = AF_INET;
    srv.sin_port = htons(20001);
    srv.sin_addr.s_addr = inet_addr("127.0.0.1");

    sendto(s, message, strlen(message), 0, (struct sockaddr *)&srv, sizeof(srv));
    int n = recvfrom(s, buf, sizeof(buf) - 1, 0, NULL, NULL);
    buf[n] = 0;
    printf("Message from server: %s\n", buf);
    close(s);
    return 0;
}
