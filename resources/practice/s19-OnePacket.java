// Task 4 part 2: echo server
import java.net.DatagramPacket;
import java.net.DatagramSocket;

public class OnePacket {
    public static void main(String[] args) throws Exception {
        DatagramSocket socket = new DatagramSocket(20001);
        DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
        System.out.println("UDP server up and listening");
        while (true) {
            socket.receive(packet);
            String number = new String(packet.getData(), 0, packet.getLength());
            System.out.println("Number from client: " + number);
            socket.send(packet);
        }
    }
}
