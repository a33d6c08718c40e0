package io.obdio.socketio.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.testing.TestClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program's own listeners and handlers do to the default events. */
@Timeout(120)
class EventTableIT {

  private final ObdIo io = ObdIo.builder().listen("127.0.0.1", 0).build();
  private final List<String> received = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    io.start();
  }

  @AfterEach
  void stop() {
    io.close();
  }

  @Test
  void aListenerRunsInAdditionToTheDefaultHandler() throws Exception {
    io.namespace().on("watch", event -> received.add(String.valueOf(event.arg(0))));
    try (TestClient client = TestClient.connect(io.server().port())) {
      assertEquals(JSONObject.NULL, nullable(client.ask("watch", "RPM")));
      assertEquals(List.of("RPM"), received);
      assertEquals(List.of("RPM"), List.copyOf(io.hub().watched()));
    }
  }

  @Test
  void aListenerOfOneSocketRunsInAdditionToo() throws Exception {
    io.namespace()
        .onConnection(
            socket -> socket.on("watch", event -> received.add(String.valueOf(event.arg(0)))));
    try (TestClient client = TestClient.connect(io.server().port())) {
      client.ask("watch", "RPM");
      assertEquals(List.of("RPM"), received);
      assertEquals(List.of("RPM"), List.copyOf(io.hub().watched()));
    }
  }

  @Test
  void createEventReplacesTheDefaultHandlerWhileTheServerRuns() throws Exception {
    try (TestClient client = TestClient.connect(io.server().port())) {
      assertEquals("", client.ask("port_name"));
      io.createEvent("port_name", (socket, args) -> "mine");
      assertEquals("mine", client.ask("port_name"));
      io.createEvent("port_name", (socket, args) -> "mine again");
      assertEquals("mine again", client.ask("port_name"));
    }
  }

  @Test
  void answerReplacesTheDefaultHandler() throws Exception {
    io.namespace().answer("port_name", event -> "answered");
    try (TestClient client = TestClient.connect(io.server().port())) {
      assertEquals("answered", client.ask("port_name"));
    }
  }

  @Test
  void offRemovesTheDefaultHandler() throws Exception {
    io.namespace().off("port_name");
    try (TestClient client = TestClient.connect(io.server().port())) {
      JSONObject error = (JSONObject) client.ask("port_name");
      assertEquals("unknown_event", error.getString("code"));
      assertEquals("unknown_event", ((JSONObject) client.next("error")[0]).getString("code"));
    }
  }

  @Test
  void aReservedNameIsRefusedAtOnce() {
    ObdIo unstarted = ObdIo.create();
    assertThrows(
        IllegalArgumentException.class,
        () -> unstarted.createEvent("disconnect", (socket, args) -> null));
    unstarted.close();
  }

  private static Object nullable(Object value) {
    return value == null ? JSONObject.NULL : value;
  }
}
