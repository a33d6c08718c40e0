package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.connection.Backoff;
import io.obdio.core.connection.ConnectionSupervisor;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportListener;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualCanBus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A vehicle on CAN that is switched on while its absence is known. */
@Timeout(60)
@SuppressWarnings("try") // The ECUs act by their presence.
class BusActivityTest {

  private static final String BUS = "activity";
  private static final String P2 = "p2=50&p2star=100";
  private static final CanFrame ENGINE_SPEED = CanFrame.of(CanId.base(0x316), new byte[] {1, 2, 3});

  /** The pauses between probes are a minute here: without the frame the vehicle is found late. */
  @Test
  void isFoundAtOnceByItsFirstFrame() throws Exception {
    CountDownLatch found = new CountDownLatch(1);
    try (VirtualCanBus other = VirtualCanBus.open(BUS);
        ObdConnection connection =
            ObdConnection.builder(IsoTpTransportTest.transport(BUS, P2)).build();
        ConnectionSupervisor supervisor =
            new ConnectionSupervisor(connection, Backoff.DEFAULT, Duration.ofMinutes(1))) {
      connection.open();
      assertEquals(ConnectionStatus.INTERFACE_OPEN, connection.status());
      connection.addListener(
          (from, to, reason) -> {
            if (to == ConnectionStatus.CAR_CONNECTED) {
              found.countDown();
            }
          });
      supervisor.start();
      assertFalse(found.await(200, TimeUnit.MILLISECONDS));
      try (TestEcu engine = TestEcu.base(BUS, 0, TestEcu.CAR)) {
        other.send(ENGINE_SPEED);
        assertTrue(found.await(30, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void isReportedOnceASecondAndOnlyWhileNoVehicleResponds() throws Exception {
    Semaphore reports = new Semaphore(0);
    try (VirtualCanBus other = VirtualCanBus.open(BUS);
        IsoTpTransport transport = IsoTpTransportTest.transport(BUS, P2)) {
      transport.setListener(
          new TransportListener() {
            @Override
            public void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason) {}

            @Override
            public void busActive() {
              reports.release();
            }
          });
      assertTrue(transport.open(Duration.ofSeconds(10)).isEmpty());
      for (int i = 0; i < 10; i++) {
        other.send(ENGINE_SPEED);
      }
      assertTrue(reports.tryAcquire(10, TimeUnit.SECONDS));
      assertFalse(reports.tryAcquire(100, TimeUnit.MILLISECONDS), "one report for ten frames");
      try (TestEcu engine = TestEcu.base(BUS, 0, TestEcu.CAR)) {
        assertEquals(1, transport.open(Duration.ofSeconds(10)).size());
        reports.drainPermits();
        other.send(ENGINE_SPEED);
        assertFalse(reports.tryAcquire(100, TimeUnit.MILLISECONDS), "the vehicle is there");
      }
    }
  }
}
