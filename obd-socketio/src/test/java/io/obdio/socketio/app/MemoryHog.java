package io.obdio.socketio.app;

import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import java.util.ArrayList;
import java.util.List;

/** A server with a listener that exhausts the memory; prints its port. A process of its own. */
final class MemoryHog {
  private MemoryHog() {}

  public static void main(String[] args) throws Exception {
    Main.endOnOutOfMemory();
    SocketIoServer server =
        SocketIoServer.builder()
            .options(ServerOptions.builder().listen("127.0.0.1", 0).build())
            .build();
    server
        .root()
        .on(
            "hog",
            event -> {
              List<byte[]> hog = new ArrayList<>();
              while (hog.size() < 1_000_000) {
                hog.add(new byte[1_000_000]);
              }
            });
    server.start();
    System.out.println(server.port());
    Thread.sleep(60_000);
  }
}
