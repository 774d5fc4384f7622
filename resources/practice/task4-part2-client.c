/* Task 4 part 2 client in C */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
    struct sockaddr_in srv = {0};
    char buf[1024];
    int n, s = socket(AF_INET, SOCK_DGRAM, 0);

    srv.sin_family = AF_INET;
    srv.sin_port = htons(20001);
    srv.sin_addr.s_addr = inet_addr("127.0.0.1");
    printf("Enter a Number: ");
    scanf("%d", &n);
    for (int i = 1; i <= n; i++) {
        sprintf(buf, "%d", i);
        sendto(s, buf, strlen(buf), 0, (struct sockaddr *)&srv, sizeof(srv));
    }
    for (int i = 0; i < n; i++) {
        int k = recvfrom(s, buf, sizeof(buf) - 1, 0, NULL, NULL);
        buf[k] = 0;
        printf("Number from server: %s\n", buf);
    }
    close(s);
    return 0;
}
