// Task 4 part 1: client
import java.net.*;
import java.util.Scanner;

public class Part1Client {
    public static void main(String[] args) throws Exception {
        System.out.print("Enter a Number: ");
        int number = new Scanner(System.in).nextInt();
        byte[] message = Integer.toString(number).getBytes();
        DatagramSocket socket = new DatagramSocket();
        socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), 20001));
        byte[] buffer = new byte[1024];
        DatagramPacket answer = new DatagramPacket(buffer, buffer.length);
        socket.receive(answer);
        System.out.println("Message from server: " + new String(buffer, 0, answer.getLength()));
    }
}
