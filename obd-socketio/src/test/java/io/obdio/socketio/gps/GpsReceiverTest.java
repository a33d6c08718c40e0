package io.obdio.socketio.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.testing.GpsdServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The receiver with a server that speaks the protocol of gpsd over TCP. */
@Timeout(60)
class GpsReceiverTest {

  private static final String WATCH = "?WATCH={\"enable\":true,\"json\":true}";

  private final BlockingQueue<GpsFix> fixes = new LinkedBlockingQueue<>();

  private GpsFix next() throws InterruptedException {
    return fixes.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void positionsArriveAlsoAfterALoss() throws Exception {
    try (GpsdServer gpsd = new GpsdServer();
        GpsReceiver receiver =
            GpsReceiver.start(
                new GpsdSource("localhost", gpsd.port(), new JacksonJson()), fixes::add)) {
      assertNotNull(receiver);
      GpsFix first = next();
      assertEquals(WATCH, gpsd.received.poll(20, TimeUnit.SECONDS));
      assertEquals(48.137, first.latitude(), 1e-9);
      assertEquals(11.575, first.longitude(), 1e-9);
      assertEquals(36, first.speed(), 1e-9);
      assertTrue(next().latitude() > first.latitude());
      gpsd.drop();
      assertEquals(WATCH, gpsd.received.poll(20, TimeUnit.SECONDS));
      fixes.clear();
      assertNotNull(next());
    }
  }

  @Test
  void closingDoesNotWaitForTheNextAttempt() throws Exception {
    int port;
    try (GpsdServer gpsd = new GpsdServer()) {
      port = gpsd.port();
    }
    long begin = System.nanoTime();
    GpsReceiver receiver =
        GpsReceiver.start(new GpsdSource("127.0.0.1", port, new JacksonJson()), fixes::add);
    receiver.close();
    assertTrue(System.nanoTime() - begin < 2_500_000_000L);
    assertTrue(fixes.isEmpty());
  }
}
