package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.network.IsoTpConnection;
import io.obdio.isotp.network.IsoTpConnector;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.network.IsoTpListener;
import io.obdio.isotp.network.IsoTpStream;
import io.obdio.isotp.network.IsotpServerConnection;
import io.obdio.isotp.transport.DiagnosticResponses;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams and connections over the kernel's ISO-TP, the own engine and isotpserver. */
@Timeout(240)
class IsoTpImplementationCanIT {

  private static final Duration LONG = Duration.ofSeconds(100);
  private static final CanId REQUEST = CanId.base(0x651);
  private static final CanId RESPONSE = CanId.base(0x659);
  private static final IsoTpAddress TESTER = IsoTpAddress.normal(REQUEST, RESPONSE);

  @BeforeAll
  static void can() {
    Vcan.require();
  }

  private static byte[] payload(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 5 + 1);
    }
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void streamsWorkWithEachImplementation(IsoTpImplementation implementation) throws Exception {
    try (IsoTpConnector ecu = IsoTpImplementation.OWN.open(Vcan.NAME);
        IsoTpConnector tester = implementation.open(Vcan.NAME)) {
      ecu.createConnection(
          new IsoTpListener() {
            @Override
            public void onMessage(IsoTpConnection connection, byte[] message) {
              connection.send((byte) 0x7F, message[0], (byte) 0x78);
              byte[] answer = message.clone();
              answer[0] = (byte) (answer[0] + 0x40);
              connection.send(answer);
            }
          },
          TESTER.reversed(),
          IsoTpOptions.DEFAULTS);
      IsoTpStream stream = tester.openConnection(TESTER, IsoTpOptions.DEFAULTS);
      for (int length : new int[] {3, 7, 8, 500}) {
        byte[] request = payload(length);
        request[0] = 0x22;
        byte[] expected = request.clone();
        expected[0] = 0x62;
        assertArrayEquals(expected, stream.request(request, DiagnosticResponses.MATCHER, LONG));
      }
      stream.close();
      assertFalse(stream.connection().isOpen());
      assertThrows(IOException.class, () -> stream.send(payload(3), LONG));
    }
  }

  @Test
  void theKernelsFailuresHaveTheStandardsNames() throws Exception {
    try (IsoTpConnector tester = IsoTpImplementation.KERNEL.open(Vcan.NAME)) {
      BlockingQueue<String> closed = new LinkedBlockingQueue<>();
      IsoTpConnection connection =
          tester.createConnection(
              new IsoTpListener() {
                @Override
                public void onMessage(IsoTpConnection from, byte[] message) {}

                @Override
                public void onClosed(IsoTpConnection from, String reason) {
                  closed.add(reason);
                }
              },
              TESTER,
              IsoTpOptions.DEFAULTS);
      ExecutionException error =
          assertThrows(
              ExecutionException.class,
              () -> connection.send(payload(100)).get(LONG.toSeconds(), TimeUnit.SECONDS));
      assertEquals(NResult.N_TIMEOUT_Bs, ((IsoTpException) error.getCause()).result());
      CompletableFuture<Void> sent = connection.send((byte) 1);
      connection.closeAfterSending(LONG).get(LONG.toSeconds(), TimeUnit.SECONDS);
      assertTrue(sent.isDone() && !sent.isCompletedExceptionally());
      assertEquals("", closed.poll(LONG.toSeconds(), TimeUnit.SECONDS));
      assertThrows(UnsupportedOperationException.class, () -> connection.setFlowControl(1, 1));
    }
  }

  @Test
  void isotpserverIsAConnectionLikeOthers() throws Exception {
    Vcan.requireProgram("isotpserver");
    Process server =
        new ProcessBuilder("isotpserver", "-l", "28655", "-s", "651", "-d", "659", Vcan.NAME)
            .redirectErrorStream(true)
            .start();
    try (IsoTpConnector ecu = IsoTpImplementation.OWN.open(Vcan.NAME)) {
      IsoTpStream far = ecu.openConnection(TESTER.reversed(), IsoTpOptions.DEFAULTS);
      IsoTpStream near = null;
      long deadline = System.nanoTime() + LONG.toNanos();
      while (near == null) {
        try {
          near = IsotpServerConnection.openStream("127.0.0.1", 28_655, TESTER, LONG);
        } catch (IOException e) {
          assertTrue(System.nanoTime() < deadline, e.getMessage());
          TimeUnit.MILLISECONDS.sleep(50);
        }
      }
      near.send(payload(300), LONG);
      assertArrayEquals(payload(300), far.receive(LONG));
      far.send(payload(200), LONG);
      assertArrayEquals(payload(200), near.receive(LONG));
      near.close();
    } finally {
      server.destroyForcibly();
    }
  }
}
