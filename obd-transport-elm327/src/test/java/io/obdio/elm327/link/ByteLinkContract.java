package io.obdio.elm327.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every link does. A subclass supplies a link and the other side of it. */
@Timeout(60)
abstract class ByteLinkContract {

  /** The adapter's end. */
  interface FarEnd {
    void send(byte[] bytes) throws IOException;

    /** Waits for so many bytes. */
    byte[] receive(int count) throws IOException;

    void close() throws IOException;
  }

  private ByteLink link;
  private FarEnd far;

  /** Makes both; called once for each test. */
  abstract void connect() throws Exception;

  abstract ByteLink link();

  abstract FarEnd far();

  @BeforeEach
  final void open() throws Exception {
    connect();
    link = link();
    far = far();
  }

  @AfterEach
  final void close() throws Exception {
    link.close();
    far.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private long in(long millis) {
    return link.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private byte[] read(int count) throws IOException {
    byte[] all = new byte[count];
    int done = 0;
    while (done < count) {
      int n = link.read(all, done, count - done, in(20_000));
      assertTrue(n > 0, "only " + done + " of " + count + " bytes came");
      done += n;
    }
    return all;
  }

  @Test
  void hasAName() {
    assertFalse(link.name().isEmpty());
  }

  @Test
  void carriesBytesInBothDirections() throws IOException {
    byte[] hello = bytes("xxATZ\rxx");
    link.write(hello, 2, 4);
    assertArrayEquals(bytes("ATZ\r"), far.receive(4));
    far.send(bytes("\r\rELM327 v1.5\r\r>"));
    assertArrayEquals(bytes("\r\rELM327 v1.5\r\r>"), read(16));
  }

  @Test
  void carriesEveryByte() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    far.send(all);
    assertArrayEquals(all, read(256));
    link.write(all, 0, 256);
    assertArrayEquals(all, far.receive(256));
  }

  @Test
  void readsNothingWhenTheDeadlinePasses() throws IOException {
    byte[] target = new byte[4];
    assertEquals(0, link.read(target, 0, 4, in(30)));
    assertEquals(0, link.read(target, 0, 4, in(-1000)), "a deadline in the past does not wait");
  }

  @Test
  void readsWithoutWaitingForMore() throws IOException {
    far.send(bytes(">"));
    byte[] target = new byte[100];
    assertEquals(1, link.read(target, 5, 90, in(20_000)));
    assertEquals('>', target[5]);
  }

  @Test
  void reportsWhatIsThere() throws IOException {
    assertEquals(0, link.available());
    far.send(bytes("AB"));
    byte[] target = new byte[1];
    assertEquals(1, link.read(target, 0, 1, in(20_000)));
    assertEquals(1, link.read(target, 0, 1, in(20_000)));
    assertEquals('B', target[0]);
    assertEquals(0, link.available());
  }

  @Test
  void endsWhenTheOtherSideCloses() throws IOException {
    far.close();
    byte[] target = new byte[4];
    assertThrows(
        IOException.class,
        () -> {
          long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
          while (System.nanoTime() - end < 0) {
            assertEquals(0, link.read(target, 0, 4, in(100)));
          }
        });
  }

  @Test
  void closingEndsAWaitingRead() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                reading.countDown();
                link.read(new byte[1], 0, 1, in(40_000));
              } catch (Throwable e) {
                end.set(e);
              }
            });
    reader.start();
    assertTrue(reading.await(20, TimeUnit.SECONDS));
    link.close();
    reader.join(20_000);
    assertFalse(reader.isAlive(), "closing did not end the read");
    assertInstanceOf(IOException.class, end.get());
  }

  @Test
  void isClosedForGood() {
    link.close();
    link.close();
    assertThrows(IOException.class, () -> link.write(bytes("A"), 0, 1));
    assertThrows(IOException.class, () -> link.read(new byte[1], 0, 1, in(10)));
  }
}
