// Task 1: the server, in Java
import java.net.*;

public class ServerNoPort {
    public static void main(String[] args) throws Exception {
        DatagramSocket socket = new DatagramSocket(20001);
        System.out.println("UDP server up and listening");
        byte[] buffer = new byte[1024];
        while (true) {
            DatagramPacket in = new DatagramPacket(buffer, buffer.length);
            socket.receive(in);
            System.out.println("message from client: " + new String(buffer, 0, in.getLength()));
            System.out.println("client IP address: " + in.getAddress().getHostAddress());
            byte[] out = "Hello UDP Client".getBytes();
            socket.send(new DatagramPacket(out, out.length, in.getAddress(), in.getPort()));
        }
    }
}
