/* Task 2 client */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int main(void) {
    struct sockaddr_in srv = {0};
    const char *text = "Helllo UDP Server";
    char buf[1024];
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    srv.sin_family = AF_INET;
    srv.sin_port = htons(20001);
    srv.sin_addr.s_addr = inet_addr("127.0.0.1");
    for (int i = 1; i <= 2; i++) {
        sendto(s, text, strlen(text), 0, (struct sockaddr *)&srv, sizeof(srv));
        int n = recvfrom(s, buf, sizeof(buf) - 1, 0, NULL, NULL);
        buf[n] = 0;
        printf("Message from server %d: %s\n", i, buf);
    }
    return 0;
}
