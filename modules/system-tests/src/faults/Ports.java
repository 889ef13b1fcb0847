import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports that nobody else uses: three for each node. */
record Ports(List<Integer> all) {
    private static final int EACH = 3;

    static Ports free(int nodes) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < EACH * nodes; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new Ports(sockets.stream().map(ServerSocket::getLocalPort).toList());
        } finally {
            for (ServerSocket socket : sockets) socket.close();
        }
    }

    /** One of a node's, counted from 0. */
    int of(int node, int which) {
        return all.get(EACH * (node - 1) + which);
    }
}
