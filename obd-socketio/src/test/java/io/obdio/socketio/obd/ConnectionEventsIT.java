package io.obdio.socketio.obd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.TestClient;
import io.obdio.socketio.vehicle.ConnectRules;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may close the shared connection, who may open it again, and to what. */
@Timeout(120)
class ConnectionEventsIT {

  private ObdIo io;

  private void start(UnaryOperator<ObdIoBuilder> change) throws Exception {
    io = change.apply(ObdIo.builder().listen("127.0.0.1", 0)).build();
    assertEquals(ConnectionStatus.CAR_CONNECTED, Await.value(io.connectObd("sim:")));
    io.start();
  }

  @AfterEach
  void stop() {
    io.close();
  }

  private TestClient connect() throws InterruptedException {
    return TestClient.connect(io.server().port());
  }

  private static String code(Object answer) throws Exception {
    return ((JSONObject) answer).getString("code");
  }

  /** {@code close} disconnected the vehicle for all clients, on the request of any. */
  @Test
  void withoutTheRightCloseEndsTheWatchesOfTheClientOnly() throws Exception {
    start(builder -> builder);
    try (TestClient client = connect();
        TestClient other = connect()) {
      client.ask("watch", "RPM");
      client.ask("subscribe", "MAF");
      other.ask("watch", "SPEED");
      assertEquals(null, client.ask("close"));
      JSONObject error = (JSONObject) client.next("error")[0];
      assertEquals("close", error.getString("event"));
      assertEquals("not_allowed", error.getString("code"));
      assertTrue(error.getString("message").contains("watches have ended"), error.toString());
      assertEquals(List.of("SPEED"), List.copyOf(io.hub().watched()));
      assertEquals("Car Connected", other.ask("status"));
      assertFalse(other.order().contains("obd_closed"), other.order().toString());
      ObdResponse<?> before = Await.value(first("SPEED"));
      Await.until("a newer SPEED", () -> newer(before));
    }
  }

  private java.util.concurrent.CompletionStage<ObdResponse<?>> first(String name) {
    Await.until(name, () -> io.hub().latest(name) != null);
    return java.util.concurrent.CompletableFuture.completedFuture(io.hub().latest(name));
  }

  private boolean newer(ObdResponse<?> before) {
    ObdResponse<?> latest = io.hub().latest("SPEED");
    return latest != null && latest.time().isAfter(before.time());
  }

  @Test
  void withTheRightItClosesAndTheClientOpensItAgain() throws Exception {
    start(builder -> builder.allowConnect(true));
    try (TestClient client = connect();
        TestClient other = connect()) {
      other.ask("watch", "SPEED");
      assertEquals(null, client.ask("close"));
      other.next("obd_closed");
      assertEquals("Not Connected", other.ask("status"));
      assertEquals("Car Connected", client.ask("connect_obd"));
      Await.until("the watch continues", () -> io.hub().latest("SPEED") != null);
    }
  }

  @Test
  void afterACloseByTheProgramAClientWithTheRightOpensItAgain() throws Exception {
    start(builder -> builder.allowConnect(true));
    try (TestClient client = connect()) {
      Await.value(io.disconnectObd());
      client.next("obd_closed");
      assertEquals("Car Connected", client.ask("connect_obd"));
      Await.value(io.disconnectObd());
      assertEquals(ConnectionStatus.CAR_CONNECTED, Await.value(io.vehicle().reconnect()));
    }
  }

  @Test
  void filesOfTheConfiguredFoldersOnly(@TempDir Path folder) throws Exception {
    Path drives = Files.createDirectory(folder.resolve("drives"));
    Path drive =
        Files.writeString(
            drives.resolve("drive.txt"),
            """
            # OBDio recording 1
            @protocol "6" "ISO 15765-4 (CAN 11/500)" can
            0.021 0100  7E8#410008000000
            0.040 010C  7E8#410C0D48
            """);
    Path secret = Files.writeString(folder.resolve("secret.txt"), "root:x:0:0");
    Path fifo = drives.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    start(
        builder ->
            builder.allowConnect(true).connectRules(new ConnectRules(List.of(drives), List.of())));
    try (TestClient client = connect();
        TestClient other = connect()) {
      JSONObject refusal = (JSONObject) client.ask("connect_obd", "replay:" + secret);
      assertEquals("not_allowed", refusal.getString("code"));
      for (String uri :
          List.of(
              "replay:" + folder.resolve("missing"),
              "replay:" + fifo,
              "replay:/dev/zero",
              "sim:?scenario=" + fifo,
              "sim:?scenario=/dev/zero")) {
        JSONObject answer = (JSONObject) client.ask("connect_obd", uri);
        assertEquals(refusal.toString(), answer.toString(), uri);
      }
      assertEquals("Car Connected", other.ask("status"), "a refusal changes nothing");
      assertEquals("Car Connected", client.ask("connect_obd", "replay:" + drive));
      assertEquals("Car Connected", client.ask("connect_obd"), "back to that of the program");
    }
  }

  @Test
  void messagesDoNotRevealWhichPortsAreOpen() throws Exception {
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int open = unused.getLocalPort();
      start(
          builder ->
              builder
                  .allowConnect(true)
                  .connectRules(new ConnectRules(List.of(), List.of("127.0.0.1:9"))));
      try (TestClient client = connect()) {
        JSONObject opened = (JSONObject) client.ask("connect_obd", "elm327://127.0.0.1:" + open);
        JSONObject closed = (JSONObject) client.ask("connect_obd", "elm327://127.0.0.1:1");
        assertEquals("not_allowed", opened.getString("code"));
        assertEquals(opened.toString(), closed.toString());
        assertEquals("unavailable", code(client.ask("connect_obd", "elm327://127.0.0.1:9")));
        assertEquals("bad_argument", code(client.ask("connect_obd", "nonsense:x")));
      }
    }
  }

  @Test
  void oneClientWithManyRequestsFailsNoneOfAnother() throws Exception {
    start(builder -> builder);
    try (TestClient greedy = connect();
        TestClient modest = connect()) {
      for (int i = 0; i < 200; i++) {
        greedy.emit("query_now", "RPM");
      }
      for (int i = 0; i < 20; i++) {
        JSONObject answer = (JSONObject) modest.ask("query_now", "SPEED");
        assertTrue(answer.has("value"), answer.toString());
      }
    }
  }
}
