package io.obdio.socketio.channels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.TestClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.json.JSONObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A group on a bus that is too slow for it. */
@Tag("alone")
@Timeout(120)
class SlowBusIT {

  private static final Duration EXCHANGE = Duration.ofMillis(40);
  private static final int REQUESTS = 100;

  /** Time that requests of RPM take while it is watched as fast as the bus allows. */
  private static double seconds(ScriptedTransport bus, int count) {
    bus.clearRequests();
    long start = System.nanoTime();
    Await.until(
        count + " requests",
        () -> bus.requests().stream().filter(request -> request.contains("010C")).count() >= count);
    return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  @Test
  void aGroupDoesNotSlowTheWatcherOfASingleCommand() throws Exception {
    ScriptedTransport bus =
        ScriptedTransport.around(Transports.create("sim:"))
            .takes(EXCHANGE, Duration.ZERO, LockSupport::parkNanos);
    try (ObdIo io =
        ObdIo.builder()
            .listen("127.0.0.1", 0)
            .batching(false)
            .watchInterval(Duration.ofMillis(1))
            .build()) {
      var unused = new ChannelsServer(io, ChannelOptions.defaults());
      Await.value(io.connectObd(bus));
      io.start();
      try (TestClient watcher = TestClient.open(io.server().port(), "/octane", options -> {});
          TestClient member = TestClient.open(io.server().port(), "/octane", options -> {})) {
        watcher.emit("auth", new JSONObject());
        watcher.next("channels");
        watcher.ask("watch", "RPM");
        double alone = seconds(bus, REQUESTS);
        member.emit("auth", new JSONObject());
        member.next("channels");
        member.ask("join", "emissions");
        assertTrue(io.hub().watched().size() > 10, "a group of many commands is watched");
        double beside = seconds(bus, REQUESTS);
        long others = bus.requests().stream().filter(request -> !request.contains("010C")).count();
        System.out.printf(
            "RPM requested %d times: %.2f s alone, %.2f s beside a group (%d requests of it)%n",
            REQUESTS, alone, beside, others);
        assertTrue(beside < 1.15 * alone + 0.2, beside + " s instead of " + alone + " s");
        watcher.ask("unwatch", "RPM");
        member.next("emissions_update"); // the bus is free now
      }
    }
  }
}
