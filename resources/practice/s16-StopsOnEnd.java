// Task 1: server in Java
import java.net.*;

public class StopsOnEnd {
    public static void main(String[] args) throws Exception {
        DatagramSocket socket = new DatagramSocket(20001);
        System.out.println("UDP server up and listening");
        String text = "";
        while (!text.equals("END")) {
            byte[] buffer = new byte[1024];
            DatagramPacket p = new DatagramPacket(buffer, buffer.length);
            socket.receive(p);
            text = new String(p.getData(), 0, p.getLength());
            System.out.println("message from client: " + text);
            System.out.println("client IP address: " + p.getAddress() + " " + p.getPort());
            byte[] answer = "Hello UDP Client".getBytes();
            socket.send(new DatagramPacket(answer, answer.length, p.getAddress(), p.getPort()));
        }
        socket.close();
    }
}
