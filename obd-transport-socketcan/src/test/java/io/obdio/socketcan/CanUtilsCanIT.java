package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the programs that are in common use. */
@Timeout(240)
class CanUtilsCanIT {

  private static final Duration LONG = Duration.ofSeconds(100);

  private SocketCanBus bus;
  private IsoTpNetwork network;
  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void can() {
    Vcan.require();
    for (String program : List.of("candump", "cansend", "isotpsend", "isotprecv", "isotpserver")) {
      Vcan.requireProgram(program);
    }
  }

  @BeforeEach
  void open() throws IOException {
    bus = SocketCanBus.open(Vcan.NAME);
    network = IsoTpNetwork.open(bus);
  }

  @AfterEach
  void close() {
    started.forEach(Process::destroyForcibly);
    network.close();
    bus.close();
  }

  private Process start(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private static CompletableFuture<String> output(Process process) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
          } catch (IOException e) {
            return "no output: " + e;
          }
        });
  }

  private static byte[] payload(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i + 1);
    }
    return bytes;
  }

  private static String spaced(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 8, 200, 4095})
  void isotpsendReachesUs(int length) throws Exception {
    IsoTpStream own = network.openConnection(CanId.base(0x640), CanId.base(0x648));
    byte[] message = payload(length);
    Process isotpsend = start("isotpsend", "-s", "640", "-d", "648", "-b", Vcan.NAME);
    // Its -b makes it wait until the message is sent.
    isotpsend.getOutputStream().write(spaced(message).getBytes(StandardCharsets.US_ASCII));
    isotpsend.getOutputStream().close();
    assertArrayEquals(message, own.receive(LONG));
  }

  /** It may not be listening yet: sent again until it has received the message. */
  @ParameterizedTest
  @ValueSource(ints = {3, 7, 8, 200, 4095})
  void isotprecvReceivesOurMessage(int length) throws Exception {
    byte[] message = payload(length);
    Process isotprecv = start("isotprecv", "-s", "658", "-d", "650", "-b", "8", Vcan.NAME);
    CompletableFuture<String> output = output(isotprecv);
    IsoTpStream own = network.openConnection(CanId.base(0x658), CanId.base(0x650));
    while (isotprecv.isAlive()) {
      try {
        own.send(message, LONG);
        isotprecv.waitFor(200, TimeUnit.MILLISECONDS);
      } catch (IsoTpException e) {
        // Not listening yet.
      }
    }
    assertEquals(spaced(message), output.get(100, TimeUnit.SECONDS).strip());
  }

  @Test
  void isotpserverIsABridgeToAnEcu() throws Exception {
    network.serve(
        request -> {
          CompletableFuture<Void> unused =
              request.respond(HexFormat.of().parseHex("62F19031323334353637"));
        },
        CanId.base(0x660),
        CanId.base(0x668));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    start("isotpserver", "-l", "" + port, "-s", "660", "-d", "668", Vcan.NAME);
    try (DiagnosticTransport transport =
        Transports.create(
            "isotpserver:127.0.0.1:" + port + "?tx=660&rx=668&p2=3000&p2star=20000")) {
      openWhenReady(transport);
      TransportAnswer answer =
          transport.exchange(
              DiagnosticRequest.physical(
                  Payload.of(0x22, 0xF1, 0x90),
                  RequestTarget.of(EcuAddress.can11(0x660), EcuAddress.can11(0x668))),
              LONG);
      TransportAnswer.Messages messages =
          assertInstanceOf(TransportAnswer.Messages.class, answer, answer.toString());
      assertEquals("62F19031323334353637", messages.messages().get(0).payload().toHex());
    }
  }

  private static void openWhenReady(DiagnosticTransport transport) throws Exception {
    long end = System.nanoTime() + LONG.toNanos();
    while (true) {
      try {
        transport.open(Duration.ofSeconds(30));
        return;
      } catch (TransportException.Unavailable e) {
        assertTrue(System.nanoTime() < end, "isotpserver never listened: " + e.getMessage());
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  @Test
  void candumpShowsWhatWeSend() throws Exception {
    List<CanFrame> frames =
        List.of(
            CanFrame.of(CanId.base(0x5A1), (byte) 1, (byte) 0xFF),
            CanFrame.of(CanId.base(0x5A1)),
            CanFrame.fd(CanId.base(0x5A1), true, new byte[12]),
            CanFrame.remote(CanId.base(0x5A1)));
    Process candump = start("candump", "-L", "-n", "" + frames.size(), Vcan.NAME + ",5A1:7FF");
    CompletableFuture<String> output = output(candump);
    // It may not be listening yet: sent again until it has seen enough.
    for (int i = 0; candump.isAlive(); i = (i + 1) % frames.size()) {
      bus.send(frames.get(i));
      candump.waitFor(20, TimeUnit.MILLISECONDS);
    }
    List<String> expected = new ArrayList<>();
    for (CanFrame frame : frames) {
      expected.add(Vcan.NAME + " " + frame);
    }
    expected.sort(null);
    List<String> seen = new ArrayList<>();
    // The kernel adds the flag 4, which only marks an FD frame.
    for (String line : output.get(100, TimeUnit.SECONDS).strip().split("\n", -1)) {
      seen.add(
          line.substring(line.indexOf(')') + 2)
              .toUpperCase(Locale.ROOT)
              .replaceFirst("VCAN0", Vcan.NAME)
              .replaceFirst("##5", "##1")
              .replaceFirst("#R0$", "#R")
              .strip());
    }
    seen.sort(null);
    assertEquals(expected, seen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5B1#0341050C",
        "5B1#",
        "00000123#11",
        "18DAF110#1122334455667788",
        "5B1#R",
        "5B1##1112233445566778899AABBCC",
        "18DAF110##00102"
      })
  void cansendReachesUs(String text) throws Exception {
    BlockingQueue<CanFrame> received = new LinkedBlockingQueue<>();
    bus.subscribe(List.of(CanFilter.allBase(), CanFilter.allExtended()), received::add);
    Process cansend = start("cansend", Vcan.NAME, text);
    assertTrue(cansend.waitFor(100, TimeUnit.SECONDS));
    assertEquals(0, cansend.exitValue());
    CanFrame frame = received.poll(100, TimeUnit.SECONDS);
    assertNotNull(frame);
    assertEquals(text, frame.toString());
  }
}
