package io.obdio.isotp.can;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link CanBus} holds. */
@Timeout(60)
public abstract class CanBusContract {

  private static final CanId A = CanId.base(0x7E0);
  private static final CanId B = CanId.extended(0x18DAF110);
  private static final List<CanFilter> ALL = List.of(CanFilter.allBase(), CanFilter.allExtended());

  private final List<CanBus> opened = new ArrayList<>();

  /** One more participant of one and the same quiet bus. */
  protected abstract CanBus join() throws Exception;

  private CanBus open() throws Exception {
    CanBus bus = join();
    opened.add(bus);
    return bus;
  }

  @AfterEach
  void leave() {
    opened.forEach(CanBus::close);
  }

  /** Keeps the received frames. */
  private static final class Ear implements CanListener {
    final BlockingQueue<CanFrame> observed = new LinkedBlockingQueue<>();

    @Override
    public void onFrame(CanFrame frame) {
      observed.add(frame);
    }

    CanFrame next() throws InterruptedException {
      CanFrame frame = observed.poll(10, TimeUnit.SECONDS);
      assertNotNull(frame, "no frame within 10 s");
      return frame;
    }
  }

  private static void send(CanBus bus, CanFrame frame) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        bus.send(frame);
        return;
      } catch (CanBusFullException e) {
        assertTrue(System.nanoTime() < deadline, "the queue stays full");
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  @Test
  void everyKindOfFrameArrivesUnchangedAndInOrder() throws Exception {
    CanBus sender = open();
    Ear ear = new Ear();
    open().subscribe(ALL, ear);
    List<CanFrame> frames = new ArrayList<>();
    for (int length = 0; length <= 8; length++) {
      byte[] data = new byte[length];
      for (int i = 0; i < length; i++) {
        data[i] = (byte) (0x81 * i + length);
      }
      frames.add(CanFrame.of(CanId.base(length), data));
      frames.add(CanFrame.of(CanId.extended(0x1FFFFFF0 + length), data));
    }
    frames.add(CanFrame.remote(A));
    frames.add(CanFrame.remote(B, 5));
    for (CanFrame frame : frames) {
      send(sender, frame);
    }
    for (CanFrame frame : frames) {
      assertEquals(frame, ear.next());
    }
  }

  @Test
  void fdFramesOfEveryLengthArriveUnchanged() throws Exception {
    CanBus sender = open();
    assumeTrue(sender.supportsFd(), "a bus without FD");
    Ear ear = new Ear();
    open().subscribe(ALL, ear);
    List<CanFrame> frames = new ArrayList<>();
    for (int length = 0; length <= 64; length++) {
      if (CanFrame.isFdLength(length)) {
        byte[] data = new byte[length];
        java.util.Arrays.fill(data, (byte) length);
        frames.add(CanFrame.fd(length % 2 == 0 ? A : B, length % 3 == 0, data));
      }
    }
    for (CanFrame frame : frames) {
      send(sender, frame);
    }
    for (CanFrame frame : frames) {
      assertEquals(frame, ear.next());
    }
  }

  @Test
  void aParticipantDoesNotReceiveItsOwnFrames() throws Exception {
    CanBus one = open();
    CanBus other = open();
    Ear own = new Ear();
    one.subscribe(ALL, own);
    send(one, CanFrame.of(A, (byte) 1));
    send(other, CanFrame.of(A, (byte) 2));
    assertEquals(CanFrame.of(A, (byte) 2), own.next());
  }

  @Test
  void filtersDistinguishFormatsAndMaskedBits() throws Exception {
    CanBus sender = open();
    CanBus receiver = open();
    Ear exact = new Ear();
    Ear masked = new Ear();
    Ear none = new Ear();
    Ear all = new Ear();
    receiver.subscribe(List.of(CanFilter.exactly(CanId.base(0x123))), exact);
    receiver.subscribe(List.of(new CanFilter(CanId.extended(0x18DAF100), 0x1FFFFF00)), masked);
    receiver.subscribe(List.of(), none);
    receiver.subscribe(ALL, all);
    CanFrame base = CanFrame.of(CanId.base(0x123), (byte) 1);
    CanFrame sameNumber = CanFrame.of(CanId.extended(0x123), (byte) 2);
    CanFrame inMask = CanFrame.of(CanId.extended(0x18DAF1FE), (byte) 3);
    CanFrame outOfMask = CanFrame.of(CanId.extended(0x18DAF2FE), (byte) 4);
    for (CanFrame frame : List.of(sameNumber, outOfMask, base, inMask)) {
      send(sender, frame);
    }
    for (int i = 0; i < 4; i++) {
      all.next();
    }
    assertEquals(base, exact.next());
    assertEquals(inMask, masked.next());
    assertNull(exact.observed.poll());
    assertNull(masked.observed.poll());
    assertNull(none.observed.poll());
  }

  @Test
  void aFrameThatMatchesTwoFiltersIsReceivedOnce() throws Exception {
    CanBus sender = open();
    Ear ear = new Ear();
    open().subscribe(List.of(CanFilter.exactly(A), CanFilter.allBase()), ear);
    send(sender, CanFrame.of(A, (byte) 1));
    send(sender, CanFrame.of(A, (byte) 2));
    assertEquals(1, ear.next().at(0));
    assertEquals(2, ear.next().at(0));
  }

  @Test
  void filtersCanBeChanged() throws Exception {
    CanBus sender = open();
    Ear ear = new Ear();
    CanBus.Subscription subscription =
        open().subscribe(List.of(CanFilter.exactly(CanId.base(1))), ear);
    send(sender, CanFrame.of(CanId.base(1)));
    assertEquals(CanId.base(1), ear.next().id());
    subscription.setFilters(List.of(CanFilter.exactly(CanId.base(2))));
    send(sender, CanFrame.of(CanId.base(1)));
    send(sender, CanFrame.of(CanId.base(2)));
    assertEquals(CanId.base(2), ear.next().id());
  }

  @Test
  void aClosedSubscriptionReceivesNothingMore() throws Exception {
    CanBus sender = open();
    CanBus receiver = open();
    Ear ended = new Ear();
    Ear ear = new Ear();
    CanBus.Subscription subscription = receiver.subscribe(ALL, ended);
    receiver.subscribe(ALL, ear);
    subscription.close();
    subscription.close();
    send(sender, CanFrame.of(A));
    ear.next();
    assertNull(ended.observed.poll());
  }

  @Test
  void aListenerMaySend() throws Exception {
    CanBus asker = open();
    CanBus echo = open();
    echo.subscribe(
        List.of(CanFilter.exactly(A)),
        frame -> assertDoesNotThrow(() -> echo.send(CanFrame.of(B, frame.data()))));
    Ear ear = new Ear();
    asker.subscribe(List.of(CanFilter.exactly(B)), ear);
    send(asker, CanFrame.of(A, (byte) 0x55));
    assertEquals(CanFrame.of(B, (byte) 0x55), ear.next());
  }

  @Test
  void aListenerThatThrowsAffectsNoOther() throws Exception {
    CanBus sender = open();
    CanBus receiver = open();
    receiver.subscribe(
        ALL,
        frame -> {
          throw new IllegalStateException("on purpose");
        });
    Ear ear = new Ear();
    receiver.subscribe(ALL, ear);
    send(sender, CanFrame.of(A, (byte) 1));
    send(sender, CanFrame.of(A, (byte) 2));
    assertEquals(1, ear.next().at(0));
    assertEquals(2, ear.next().at(0));
  }

  @Test
  void sendersOnManyThreadsKeepTheirOwnOrder() throws Exception {
    int senders = 4;
    int each = 500;
    Ear ear = new Ear();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    open()
        .subscribe(
            ALL,
            frame -> {
              threads.add(Thread.currentThread());
              ear.onFrame(frame);
            });
    List<Thread> started = new ArrayList<>();
    for (int s = 0; s < senders; s++) {
      CanBus bus = open();
      CanId id = CanId.base(s);
      Thread thread =
          new Thread(
              () ->
                  assertDoesNotThrow(
                      () -> {
                        for (int i = 0; i < each; i++) {
                          send(bus, CanFrame.of(id, (byte) (i >> 8), (byte) i));
                        }
                      }));
      thread.start();
      started.add(thread);
    }
    int[] next = new int[senders];
    for (int i = 0; i < senders * each; i++) {
      CanFrame frame = ear.next();
      assertEquals(next[frame.id().value()]++, frame.at(0) << 8 | frame.at(1));
    }
    for (Thread thread : started) {
      thread.join();
    }
    assertEquals(1, threads.size(), "threads that called the listener");
  }

  @Test
  void timesDoNotGoBack() throws Exception {
    CanBus sender = open();
    BlockingQueue<Long> times = new LinkedBlockingQueue<>();
    open()
        .subscribe(
            ALL,
            new CanListener() {
              @Override
              public void onFrame(CanFrame frame) {
                throw new AssertionError("the form without a time was called");
              }

              @Override
              public void onFrame(CanFrame frame, long timeNanos) {
                times.add(timeNanos);
              }
            });
    for (int i = 0; i < 20; i++) {
      send(sender, CanFrame.of(A));
    }
    long last = 0;
    for (int i = 0; i < 20; i++) {
      Long time = times.poll(10, TimeUnit.SECONDS);
      assertNotNull(time);
      assertTrue(time >= last, last + " then " + time);
      last = time;
    }
  }

  @Test
  void ownFramesAreReceivedOnRequest() throws Exception {
    CanBus bus = open();
    CanBus other = open();
    Ear own = new Ear();
    Ear foreign = new Ear();
    bus.receiveOwn(true).subscribe(ALL, own);
    other.subscribe(ALL, foreign);
    send(bus, CanFrame.of(A, (byte) 1));
    assertEquals(CanFrame.of(A, (byte) 1), own.next());
    assertEquals(CanFrame.of(A, (byte) 1), foreign.next());
    send(other, CanFrame.of(A, (byte) 2));
    assertEquals(CanFrame.of(A, (byte) 2), own.next());
    assertNull(foreign.observed.poll());
  }

  @Test
  void transmissionsAreReportedOnceAndAfterTheSend() throws Exception {
    CanBus bus = open();
    Ear ear = new Ear();
    open().subscribe(ALL, ear);
    BlockingQueue<Long> ages = new LinkedBlockingQueue<>();
    long start = System.nanoTime();
    boolean reported = bus.send(CanFrame.of(A, (byte) 1), ages::add);
    assertEquals(CanFrame.of(A, (byte) 1), ear.next());
    if (reported) {
      Long age = ages.poll(10, TimeUnit.SECONDS);
      assertNotNull(age, "the transmission was not reported");
      assertTrue(age >= 0 && age <= System.nanoTime() - start, "age " + age + " ns");
    }
    send(bus, CanFrame.of(A, (byte) 1));
    ear.next();
    assertNull(ages.poll());
  }

  /**
   * STmin is the gap from the end of one consecutive frame to the beginning of the next, however
   * long the sends take. Measured around the bus itself, so that the time in which a frame reaches
   * the receiver does not matter.
   *
   * <p>Source: gaps of 0.9 ms for an STmin of 5 ms, 13 to 16 % of the gaps of blocks of 8 too
   * short.
   */
  @ParameterizedTest
  @CsvSource({"5000, 0", "5000, 8", "1000, 8", "500, 4"})
  void theSeparationTimeIsNeverShorterThanStMin(int micros, int blockSize) throws Exception {
    SlowBus slow = new SlowBus(open());
    CanBus receiver = open();
    IsoTpOptions options = IsoTpOptions.builder().stMinMicros(micros).blockSize(blockSize).build();
    byte[] message = new byte[300];
    try (IsoTpNetwork from = IsoTpNetwork.open(slow);
        IsoTpNetwork to = IsoTpNetwork.builder(receiver).options(options).open()) {
      IsoTpStream received = to.openConnection(A, CanId.base(0x7E8));
      IsoTpStream sent = from.openConnection(CanId.base(0x7E8), A);
      sent.send(message, Duration.ofSeconds(30));
      assertArrayEquals(message, received.receive(Duration.ofSeconds(30)));
    }
    List<Long> gaps = slow.gaps(blockSize);
    assertTrue(gaps.size() >= 25, gaps.size() + " gaps");
    for (long gap : gaps) {
      assertTrue(gap >= micros * 1000L, "gap of " + gap + " ns, STmin is " + micros + " us");
    }
  }

  @Test
  void afterCloseNothingIsSentOrReceived() throws Exception {
    CanBus sender = open();
    CanBus closed = open();
    Ear silent = new Ear();
    closed.subscribe(ALL, silent);
    Ear ear = new Ear();
    open().subscribe(ALL, ear);
    closed.close();
    closed.close();
    assertThrows(IOException.class, () -> closed.send(CanFrame.of(A)));
    send(sender, CanFrame.of(A));
    ear.next();
    assertNull(silent.observed.poll());
  }
}
