// UDP server, task 1
import java.net.*;
import java.util.Scanner;

public class KeyboardServer {
    public static void main(String[] args) throws Exception {
        DatagramSocket socket = new DatagramSocket();
        InetAddress client = InetAddress.getByName("localhost");
        Scanner keyboard = new Scanner(System.in);
        System.out.println("UDP server up and listening");
        while (true) {
            String line = keyboard.nextLine();
            DatagramPacket packet = new DatagramPacket(line.getBytes(), line.length(), client, 20001);
            socket.send(packet);
            if (line.equals("bye")) break;
        }
        socket.close();
    }
}
