package io.obdio.isotp.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.can.VirtualWire;
import io.obdio.isotp.transport.DiagnosticResponses;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests and their responses, matched.
 *
 * <p>Source: after one late response every further {@code request} returned the response to the
 * request before.
 */
@Timeout(60)
class StreamRequestTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final CanId REQUEST = CanId.base(0x7E0);
  private static final CanId RESPONSE = CanId.base(0x7E8);

  private final VirtualWire wire = VirtualWire.builder("stream-request").build();
  private final VirtualCanBus testerBus = wire.join();
  private final IsoTpNetwork tester = IsoTpNetwork.open(testerBus);
  private final IsoTpNetwork ecu = IsoTpNetwork.open(wire.join());
  private final BlockingQueue<IsoTpRequest> requests = new LinkedBlockingQueue<>();
  private IsoTpStream stream;
  private IsoTpConnection responses;

  @BeforeEach
  void open() {
    stream = tester.openConnection(RESPONSE, REQUEST);
    responses = ecu.serve(requests::add, REQUEST, RESPONSE).connection();
  }

  @AfterEach
  void close() {
    tester.close();
    ecu.close();
    wire.close();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private void respond(String... messages) throws Exception {
    for (String message : messages) {
      responses.send(hex(message)).get();
    }
  }

  /** Answers each request with the next of these lists. */
  private Thread respondTo(String... answers) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (String answer : answers) {
                  requests.take();
                  respond(answer.split(",", -1));
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private String request(String message) throws Exception {
    return HexFormat.of()
        .formatHex(stream.request(hex(message), DiagnosticResponses.MATCHER, LONG));
  }

  @Test
  void aRequestDiscardsWhatIsOld() throws Exception {
    assertThrows(
        TimeoutException.class, () -> stream.request(hex("22f190"), Duration.ofMillis(20)));
    requests.take();
    respond("62f1904142");
    byte[] late = stream.receive(LONG);
    assertEquals("62f1904142", HexFormat.of().formatHex(late));
    respond("62f1904142", "7f2222");
    respondTo("62f18c01");
    untilReceived();
    assertEquals("62f18c01", HexFormat.of().formatHex(stream.request(hex("22f18c"), LONG)));
  }

  /** Blocks until the tester has received all that the ECU has sent. */
  private void untilReceived() throws Exception {
    CanId marker = CanId.base(0x100);
    IsoTpStream markers = tester.openConnection(marker, CanId.base(0x101));
    ecu.send(marker, (byte) 1);
    markers.receive(LONG);
    markers.close();
  }

  @Test
  void aLateResponseIsNotTakenForTheNextRequest() throws Exception {
    respondTo("62f1904142,62f18c01", "62f18c02", "7101ff00,7103ff00");
    assertEquals("62f18c01", request("22f18c"));
    assertEquals("62f18c02", request("22f18c"));
    assertEquals("7103ff00", request("3103ff00"));
  }

  @Test
  void responsePendingIsWaitedOut() throws Exception {
    respondTo("7f2278,7f2278,62f1904142", "7f2231");
    assertEquals("62f1904142", request("22f190"));
    assertEquals("7f2231", request("22f190"));
  }

  @Test
  void aPendingResponseThatNeverComesTimesOut() {
    respondTo("7f2278");
    assertThrows(
        TimeoutException.class,
        () -> stream.request(hex("22f190"), DiagnosticResponses.MATCHER, Duration.ofMillis(300)));
  }
}
