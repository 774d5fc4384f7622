// Task 1: the server
import java.net.*;
import java.nio.charset.StandardCharsets;

public class Server {
    static final int PORT = 20001;

    public static void main(String[] args) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(PORT, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("UDP server up and listening");
            byte[] answer = "Hello UDP Client".getBytes(StandardCharsets.UTF_8);
            while (true) {
                DatagramPacket in = new DatagramPacket(new byte[1024], 1024);
                socket.receive(in);
                String text = new String(in.getData(), 0, in.getLength(), StandardCharsets.UTF_8);
                System.out.println("message from client: " + text);
                System.out.println("client IP address: " + in.getSocketAddress());
                socket.send(new DatagramPacket(answer, answer.length, in.getSocketAddress()));
            }
        }
    }
}
