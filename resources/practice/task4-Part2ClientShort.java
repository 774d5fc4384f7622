// Task 4 part 2: client
import java.net.*;
import java.util.Scanner;

public class Part2ClientShort {
    public static void main(String[] args) throws Exception {
        System.out.print("Enter a Number: ");
        int n = new Scanner(System.in).nextInt();
        DatagramSocket socket = new DatagramSocket();
        InetAddress host = InetAddress.getByName("127.0.0.1");
        for (int i = 1; i < n; i++) {
            byte[] number = String.valueOf(i).getBytes();
            socket.send(new DatagramPacket(number, number.length, host, 20001));
        }
        for (int i = 1; i < n; i++) {
            DatagramPacket answer = new DatagramPacket(new byte[1024], 1024);
            socket.receive(answer);
            System.out.println("Number from server: " + new String(answer.getData(), 0, answer.getLength()));
        }
        socket.close();
    }
}
