package io.obdio.socketio.obd;

import io.obdio.socketio.testing.ClientProcess;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Every event of the API through the real socket.io-client: the table is in {@code events.mjs}. */
@Timeout(300)
class ObdEventsNodeIT {

  private ObdIo io;

  @BeforeEach
  void start() throws Exception {
    ScriptedSim.silent(false);
    io = ObdIo.builder().listen("127.0.0.1", 0).allowConnect(true).build();
    io.createEvent(
        "test_away",
        (socket, args) -> {
          ScriptedSim.silent(Boolean.TRUE.equals(args.at(0)));
          return null;
        });
    io.createEvent(
        "test_freeze",
        (socket, args) -> {
          if (Boolean.TRUE.equals(args.at(0))) {
            ScriptedSim.freeze();
          } else {
            ScriptedSim.unfreeze();
          }
          return null;
        });
    io.createEvent(
        "custom_event",
        (socket, args) -> ((Number) args.at(0)).intValue() + ((Number) args.at(1)).intValue());
    io.createEvent(
        "test_override",
        (socket, args) -> {
          io.createEvent("protocol_id", (client, nothing) -> "overridden");
          return null;
        });
    io.createEvent(
        "failing_event",
        (socket, args) -> {
          throw new IllegalStateException("on purpose: the test needs a failing handler");
        });
    io.start();
  }

  @AfterEach
  void stop() {
    ScriptedSim.unfreeze();
    io.close();
  }

  @TestFactory
  Stream<DynamicTest> everyEventInEveryState() throws Exception {
    try (ClientProcess script =
        ClientProcess.node("obd/events.mjs", "http://127.0.0.1:" + io.server().port())) {
      return script.checks();
    }
  }
}
