// Task 1: the client
import java.net.*;

public class Client {
    public static void main(String[] args) throws Exception {
        DatagramSocket socket = new DatagramSocket();
        byte[] message = "Helllo UDP Server".getBytes();
        InetAddress server = InetAddress.getByName("localhost");
        socket.send(new DatagramPacket(message, message.length, server, 20001));

        DatagramPacket answer = new DatagramPacket(new byte[1024], 1024);
        socket.receive(answer);
        System.out.println("Message from server: " + new String(answer.getData(), 0, answer.getLength()));
        socket.close();
    }
}
