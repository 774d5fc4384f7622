// Task 1: a server in Java
import java.net.*;

public class ServerTypo {
    public static void main(String[] args) throws Exception {
        DatagramSocket socket = new DatagramSocket(20001);
        System.out.println("UDP server up and listening");
        byte[] buffer = new byte[1024];
        while (true) {
            DatagrammPacket in = new DatagramPacket(buffer, buffer.length);
            socket.receive(in);
            System.out.println("message from client: " + new String(buffer, 0, in.getLength()));
            System.out.println("client IP address: " + in.getAddress() + " " + in.getPort());
            byte[] out = "Hello UDP Client".getBytes();
            socket.send(new DatagramPacket(out, out.length, in.getAddress(), in.getPort()));
        }
    }
}
