package io.obdio.isotp.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.engine.NResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The network on real threads: blocking calls, slow listeners, nothing left behind. */
@Timeout(120)
class NetworkThreadsTest {

  private static final CanId A = CanId.base(0x7E0);
  private static final CanId B = CanId.base(0x7E8);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final VirtualCanBus bus = VirtualCanBus.open("threads");
  private final VirtualCanBus otherBus = VirtualCanBus.open("threads");
  private final IsoTpNetwork network = IsoTpNetwork.open(bus);
  private final IsoTpNetwork ecus = IsoTpNetwork.open(otherBus);

  @AfterEach
  void close() {
    network.close();
    ecus.close();
    bus.close();
    otherBus.close();
  }

  @Test
  void requestsInSynchronousStyle() throws Exception {
    ecus.echo(A, B);
    try (IsoTpStream stream = network.openConnection(B, A)) {
      for (int length : new int[] {1, 7, 8, 100, 4095, 20_000}) {
        byte[] payload = NetworkRig.payload(length, length);
        assertArrayEquals(payload, stream.request(payload, LONG));
      }
    }
  }

  @Test
  void aReadThatTimesOutLosesNothing() throws Exception {
    IsoTpStream reader = network.openConnection(B, A);
    assertThrows(TimeoutException.class, () -> reader.receive(Duration.ofMillis(1)));
    IsoTpStream writer = ecus.openConnection(A, B);
    writer.send(new byte[] {42}, LONG);
    assertEquals(42, reader.receive(LONG)[0]);
  }

  @Test
  void closingWakesWhoWaits() throws Exception {
    IsoTpStream reader = network.openConnection(B, A);
    CompletableFuture<byte[]> next = reader.receive();
    CompletableFuture<Void> sent = reader.send(new byte[100]);
    network.close();
    for (CompletableFuture<?> future : List.of(next, sent)) {
      ExecutionException error =
          assertThrows(ExecutionException.class, () -> future.get(60, TimeUnit.SECONDS));
      IsoTpException cause = (IsoTpException) error.getCause();
      assertEquals(NResult.N_ERROR, cause.result());
    }
    assertThrows(IllegalStateException.class, () -> network.openConnection(B, A));
  }

  @Test
  void closingTheBusFirstIsNoHarm() throws Exception {
    IsoTpStream reader = network.openConnection(B, A);
    bus.close();
    ExecutionException error =
        assertThrows(
            ExecutionException.class, () -> reader.send((byte) 1).get(60, TimeUnit.SECONDS));
    assertTrue(error.getCause().getMessage().contains("closed"), error.getMessage());
  }

  @Test
  void aSlowListenerDelaysNoOther() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    network.createConnection(
        (connection, message) -> {
          inside.countDown();
          try {
            assertTrue(release.await(60, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        B,
        A);
    ecus.openConnection(A, B).send(new byte[20], LONG);
    assertTrue(inside.await(60, TimeUnit.SECONDS));
    network.echo(CanId.base(0x100), CanId.base(0x101));
    IsoTpStream other = ecus.openConnection(CanId.base(0x101), CanId.base(0x100));
    for (int i = 0; i < 50; i++) {
      byte[] payload = NetworkRig.payload(200, i);
      assertArrayEquals(payload, other.request(payload, LONG));
    }
    release.countDown();
  }

  @Test
  void aFullInboxRefusesLongMessagesAtTheSender() throws Exception {
    IsoTpStream unread = network.openConnection(B, A);
    IsoTpStream writer = ecus.openConnection(A, B);
    for (int i = 0; i < StreamSink.MAX_WAITING; i++) {
      writer.send(new byte[] {(byte) i}, LONG);
    }
    IsoTpException refused =
        assertThrows(IsoTpException.class, () -> writer.send(new byte[100], LONG));
    assertEquals(NResult.N_BUFFER_OVFLW, refused.result());
    for (int i = 0; i < StreamSink.MAX_WAITING; i++) {
      assertEquals(i, unread.receive(LONG)[0]);
    }
    IsoTpException lost = assertThrows(IsoTpException.class, () -> unread.receive(LONG));
    assertEquals(NResult.N_BUFFER_OVFLW, lost.result());
    assertEquals(IsoTpException.Direction.RECEIVING, lost.direction());
    byte[] payload = NetworkRig.payload(100, 1);
    writer.send(payload, LONG);
    assertArrayEquals(payload, unread.receive(LONG));
  }

  @Test
  void aListenerThatThrowsStillReceivesTheNext() throws Exception {
    CountDownLatch received = new CountDownLatch(2);
    network.createConnection(
        (connection, message) -> {
          received.countDown();
          throw new IllegalStateException("on purpose");
        },
        B,
        A);
    IsoTpStream writer = ecus.openConnection(A, B);
    writer.send(new byte[] {1}, LONG);
    writer.send(new byte[] {2}, LONG);
    assertTrue(received.await(60, TimeUnit.SECONDS));
  }

  @Test
  void aHundredConnectionsEchoAtOnce() throws Exception {
    List<IsoTpStream> streams = new ArrayList<>();
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ecus.echo(CanId.base(0x100 + i), CanId.base(0x200 + i));
      streams.add(network.openConnection(CanId.base(0x200 + i), CanId.base(0x100 + i)));
    }
    for (int i = 0; i < 100; i++) {
      answers.add(streams.get(i).receive());
      CompletableFuture<Void> unused = streams.get(i).send(NetworkRig.payload(4095, i));
    }
    for (int i = 0; i < 100; i++) {
      assertArrayEquals(NetworkRig.payload(4095, i), answers.get(i).get(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void closingLeavesNoThread() throws Exception {
    VirtualCanBus own = VirtualCanBus.open("leaks");
    IsoTpNetwork leaky = IsoTpNetwork.open(own);
    leaky.echo(A, B);
    IsoTpStream stream = leaky.openConnection(CanId.base(2), CanId.base(1));
    CompletableFuture<byte[]> next = stream.receive();
    leaky.close();
    own.close();
    assertThrows(ExecutionException.class, () -> next.get(60, TimeUnit.SECONDS));
    long deadline = System.nanoTime() + LONG.toNanos();
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.isAlive() && thread.getName().contains("leaks"))) {
      assertTrue(System.nanoTime() < deadline, "a thread is left");
      Thread.onSpinWait();
    }
  }
}
