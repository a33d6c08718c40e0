package io.obdio.socketio.obd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.testing.OwnThread;
import io.obdio.socketio.vehicle.VehicleListener;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The addresses that a program's server listens on, and when its options take effect. */
@Timeout(60)
class ObdIoAddressIT {

  @Test
  void runListensOnItsAddressAfterTheServerWasCreated() throws Exception {
    ObdIo io = ObdIo.builder().listen("127.0.0.1", 0).build();
    SocketIoServer server = io.server();
    CompletableFuture<Boolean> run =
        OwnThread.call(
            () -> {
              io.run("127.0.0.2", 0);
              return true;
            });
    try {
      while (server.addresses().isEmpty() && !run.isDone()) {
        Thread.onSpinWait();
      }
      assertEquals(List.of("127.0.0.2"), hosts(server));
    } finally {
      io.close();
    }
    run.get(10, TimeUnit.SECONDS);
  }

  @Test
  void theBuilderHasNoEffectOnWhatItBuilt() throws Exception {
    ObdIoBuilder builder = ObdIo.builder().listen("127.0.0.1", 0);
    try (ObdIo io = builder.build()) {
      builder.listen("127.0.0.2", 0);
      io.start();
      assertEquals(List.of("127.0.0.1"), hosts(io.server()));
    }
  }

  @Test
  void aHandlerCannotBeAddedToACreatedServer() {
    try (ObdIo io = ObdIo.create()) {
      io.server();
      assertThrows(
          IllegalStateException.class, () -> io.serveStatic(Map.of("/x", "classpath:dashboard")));
      VehicleListener listener = mock(VehicleListener.class);
      assertThrows(IllegalStateException.class, () -> io.addFace(e -> false, listener, () -> {}));
      assertThrows(
          IllegalStateException.class, () -> io.createServer(ServerOptions.builder().build()));
    }
  }

  @Test
  void aPlainServerListensOnTheLoopbackAddress() throws Exception {
    ServerOptions options = ServerOptions.builder().build();
    for (InetSocketAddress address : options.http().listen()) {
      assertTrue(address.getAddress().isLoopbackAddress(), address.toString());
    }
    try (SocketIoServer server = SocketIoServer.builder().build()) {
      server.start(List.of(new InetSocketAddress("127.0.0.2", 0)));
      assertEquals(List.of("127.0.0.2"), hosts(server));
    }
  }

  private static List<String> hosts(SocketIoServer server) {
    return server.addresses().stream().map(InetSocketAddress::getHostString).toList();
  }
}
