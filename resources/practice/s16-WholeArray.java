// Task 4, part 2: server in Java
import java.net.DatagramPacket;
import java.net.DatagramSocket;

class WholeArray {
    public static void main(String[] args) throws Exception {
        DatagramSocket socket = new DatagramSocket(20001);
        System.out.println("UDP server up and listening");
        while (true) {
            byte[] buffer = new byte[1024];
            DatagramPacket request = new DatagramPacket(buffer, buffer.length);
            socket.receive(request);
            String number = new String(request.getData());
            System.out.println("Number from client: " + number);
            byte[] reply = number.getBytes();
            socket.send(new DatagramPacket(reply, reply.length, request.getAddress(), request.getPort()));
        }
    }
}
