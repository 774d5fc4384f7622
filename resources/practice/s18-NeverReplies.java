// Receiver for task 1
import java.net.DatagramPacket;
import java.net.DatagramSocket;

public class NeverReplies {
    public static void main(String[] args) throws Exception {
        DatagramSocket ds = new DatagramSocket(20001);
        System.out.println("UDP server up and listening");
        while (true) {
            byte[] data = new byte[256];
            DatagramPacket dp = new DatagramPacket(data, data.length);
            ds.receive(dp);
            String text = new String(data).trim();
            System.out.println("message from client: " + text);
            System.out.println("client IP address: " + dp.getAddress() + ":" + dp.getPort());
        }
    }
}
