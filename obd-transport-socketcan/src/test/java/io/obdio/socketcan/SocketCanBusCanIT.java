package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusContract;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.can.ReopeningCanBus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract of a CAN bus on a real socket, and what is special to it. */
class SocketCanBusCanIT extends CanBusContract {

  @BeforeAll
  static void can() {
    Vcan.require();
  }

  @Override
  protected CanBus join() throws IOException {
    return SocketCanBus.open(Vcan.NAME);
  }

  @Test
  void timesAreThoseOfTheKernel() throws Exception {
    BlockingQueue<Long> times = new LinkedBlockingQueue<>();
    try (SocketCanBus one = SocketCanBus.open(Vcan.NAME);
        SocketCanBus two = SocketCanBus.open(Vcan.NAME)) {
      two.subscribe(
          List.of(CanFilter.exactly(CanId.base(0x321))),
          new CanListener() {
            @Override
            public void onFrame(CanFrame frame) {}

            @Override
            public void onFrame(CanFrame frame, long time) {
              times.add(time);
            }
          });
      Instant before = Instant.now();
      one.send(CanFrame.of(CanId.base(0x321)));
      Long time = times.poll(20, TimeUnit.SECONDS);
      assertNotNull(time);
      Instant seen = Instant.ofEpochSecond(0, time);
      assertTrue(!seen.isBefore(before.minusSeconds(1)), seen + " is before " + before);
      assertTrue(!seen.isAfter(Instant.now().plusSeconds(1)), "in the future: " + seen);
      assertEquals(0, two.dropped());
    }
  }

  @Test
  void anInterfaceThatGoesDownIsLostAndReportsIt() throws Exception {
    Vcan.run("ip link add dev vcanx type vcan && ip link set vcanx mtu 16 up");
    BlockingQueue<String> reasons = new ArrayBlockingQueue<>(10);
    try (SocketCanBus bus = SocketCanBus.open("vcanx")) {
      assertFalse(bus.supportsFd());
      IOException fd =
          assertThrows(
              IOException.class, () -> bus.send(CanFrame.fd(CanId.base(1), false, new byte[12])));
      assertTrue(String.valueOf(fd.getMessage()).contains("mtu 72"), fd.getMessage());
      bus.subscribe(
          List.of(CanFilter.allBase()),
          new CanListener() {
            @Override
            public void onFrame(CanFrame frame) {}

            @Override
            public void onBusLost(String reason) {
              reasons.add(reason);
            }
          });
      Vcan.run("ip link set vcanx down");
      String reason = reasons.poll(20, TimeUnit.SECONDS);
      assertNotNull(reason, "no listener was notified");
      assertTrue(reason.contains("vcanx"), reason);
      assertThrows(IOException.class, () -> bus.send(CanFrame.of(CanId.base(1))));
      IOException down = assertThrows(IOException.class, () -> SocketCanBus.open("vcanx"));
      assertEquals("vcanx is down; run: sudo ip link set vcanx up", down.getMessage());
    } finally {
      Vcan.run("ip link del vcanx");
    }
    IOException gone = assertThrows(IOException.class, () -> SocketCanBus.open("vcanx"));
    assertTrue(String.valueOf(gone.getMessage()).contains("sudo ip link add dev vcanx"));
  }

  /** As {@code obdio sim --can}: the interface is set down and up, then removed and created. */
  @Test
  void aReopeningBusReceivesAfterTheInterfaceWasDown() throws Exception {
    Vcan.run("ip link add dev vcanx type vcan && ip link set vcanx up");
    try (CanBus bus = ReopeningCanBus.open(() -> SocketCanBus.open("vcanx"))) {
      bus.subscribe(
          List.of(CanFilter.exactly(CanId.base(0x7E0))),
          frame -> assertDoesNotThrow(() -> bus.send(CanFrame.of(CanId.base(0x7E8)))));
      assertAnswers();
      Vcan.run("ip link set vcanx down && sleep 1 && ip link set vcanx up");
      assertAnswers();
      Vcan.run("ip link del vcanx && sleep 1 && ip link add dev vcanx type vcan");
      Vcan.run("ip link set vcanx up");
      assertAnswers();
    } finally {
      Vcan.run("ip link del vcanx");
    }
  }

  /** Sends requests until one is answered, for at most 30 s. */
  private static void assertAnswers() throws Exception {
    BlockingQueue<CanFrame> answers = new LinkedBlockingQueue<>();
    try (SocketCanBus tester = SocketCanBus.open("vcanx")) {
      tester.subscribe(List.of(CanFilter.exactly(CanId.base(0x7E8))), answers::add);
      CanFrame answer = null;
      for (int i = 0; i < 60 && answer == null; i++) {
        tester.send(CanFrame.of(CanId.base(0x7E0)));
        answer = answers.poll(500, TimeUnit.MILLISECONDS);
      }
      assertNotNull(answer, "no answer within 30 s");
    }
  }

  @Test
  void hundredsOfFiltersAreOneForTheKernel() throws Exception {
    BlockingQueue<CanFrame> received = new LinkedBlockingQueue<>();
    try (SocketCanBus one = SocketCanBus.open(Vcan.NAME);
        SocketCanBus two = SocketCanBus.open(Vcan.NAME)) {
      List<CanFilter> many = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        many.add(CanFilter.exactly(CanId.base(i)));
      }
      two.subscribe(many, received::add);
      one.send(CanFrame.of(CanId.base(700)));
      one.send(CanFrame.of(CanId.base(599)));
      CanFrame frame = received.poll(20, TimeUnit.SECONDS);
      assertNotNull(frame);
      assertEquals(599, frame.id().value());
    }
  }
}
