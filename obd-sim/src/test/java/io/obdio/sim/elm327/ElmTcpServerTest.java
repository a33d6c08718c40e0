package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets: clients that come, go, and misbehave. */
@Timeout(60)
class ElmTcpServerTest {

  private final FaultInjector faults = new FaultInjector();
  private final DiagnosticConnector car = DiagnosticConnector.of(SimulatedVehicle.standard());
  private ElmTcpServer server;

  private void start(boolean dongle) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        dongle
            ? ElmTcpServer.startDongle(any, ElmConfig.DEFAULT, car, faults)
            : ElmTcpServer.start(any, ElmConfig.DEFAULT, car, faults);
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static String send(Socket socket, String command) throws IOException {
    socket.getOutputStream().write((command + "\r").getBytes(StandardCharsets.ISO_8859_1));
    return untilPrompt(socket.getInputStream());
  }

  private static String untilPrompt(InputStream in) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int b = in.read(); b != '>'; b = in.read()) {
      if (b < 0) {
        return all + "(end)";
      }
      all.append((char) b);
    }
    return all.toString().replace('\r', '|');
  }

  @Test
  void answersFromTheSimulatedCar() throws IOException {
    start(false);
    try (Socket socket = connect()) {
      assertEquals("ATZ|||ELM327 v2.3||", send(socket, "ATZ"));
      assertEquals("ATE0|OK||", send(socket, "ATE0"));
      assertTrue(send(socket, "0100").startsWith("SEARCHING...|41 00 "));
      assertTrue(send(socket, "010C1").startsWith("41 0C "));
      assertTrue(send(socket, "0902").startsWith("014|0: 49 02 01 "));
    }
  }

  @Test
  void eachClientHasItsOwnAdapter() throws IOException {
    start(false);
    try (Socket first = connect();
        Socket second = connect()) {
      assertEquals("ATE0|OK||", send(first, "ATE0"));
      assertEquals("ATI|ELM327 v2.3||", send(second, "ATI"));
      assertEquals("ELM327 v2.3||", send(first, "ATI"));
    }
  }

  @Test
  void aDongleKeepsItsStateForTheNextClient() throws IOException {
    start(true);
    try (Socket first = connect()) {
      assertEquals("ATE0|OK||", send(first, "ATE0"));
    }
    try (Socket second = connect()) {
      assertEquals("ELM327 v2.3||", send(second, "ATI"));
    }
  }

  /** The next client can start whatever the previous one left unfinished. */
  private void assertUsable() throws IOException {
    try (Socket polite = connect()) {
      polite.getOutputStream().write('\r');
      untilPrompt(polite.getInputStream());
      send(polite, "ATZ");
      assertEquals("ATI|ELM327 v2.3||", send(polite, "ATI"));
    }
  }

  @Test
  void aClientThatLeavesInMidEchoDoesNoHarm() throws IOException {
    start(true);
    for (int i = 0; i < 20; i++) {
      try (Socket rude = connect()) {
        rude.setSoLinger(true, 0); // a reset instead of a polite end
        rude.getOutputStream().write("010C\r0902\r01".getBytes(StandardCharsets.US_ASCII));
      }
    }
    assertUsable();
  }

  @Test
  void aClientThatLeavesInMidMonitorDoesNoHarm() throws IOException {
    start(true);
    try (Socket rude = connect()) {
      send(rude, "ATE0");
      send(rude, "ATSP6");
      rude.getOutputStream().write("ATMA\r".getBytes(StandardCharsets.US_ASCII));
      assertTrue(rude.getInputStream().read() >= 0, "it has begun");
      rude.setSoLinger(true, 0);
    }
    try (Socket polite = connect()) {
      polite.getOutputStream().write(' ');
      assertTrue(untilPrompt(polite.getInputStream()).endsWith("STOPPED||"));
      assertEquals("ELM327 v2.3||", send(polite, "ATI"));
    }
  }

  @Test
  void aClientThatLeavesInMidAnswerDoesNoHarm() throws IOException {
    start(true);
    for (int i = 0; i < 5; i++) {
      try (Socket rude = connect()) {
        rude.getOutputStream()
            .write("ATE0\rATSP6\rATSH7E0\r2220F0\r".getBytes(StandardCharsets.US_ASCII));
        assertTrue(rude.getInputStream().read() >= 0, "it has begun");
      }
    }
    assertUsable();
  }

  @Test
  void aSecondClientOfADongleWaitsForTheFirstToGo() throws IOException {
    start(true);
    Socket first = connect();
    try (Socket second = connect()) {
      try {
        assertEquals("ATI|ELM327 v2.3||", send(first, "ATI"));
        second.getOutputStream().write("ATE0\r".getBytes(StandardCharsets.US_ASCII));
        second.setSoTimeout(300);
        assertThrows(SocketTimeoutException.class, () -> second.getInputStream().read());
        assertEquals("ATI|ELM327 v2.3||", send(first, "ATI"), "its ATE0 was not for the first");
      } finally {
        first.close();
      }
      second.setSoTimeout(20_000);
      assertEquals("ATE0|OK||", untilPrompt(second.getInputStream()));
    }
  }

  @Test
  void waitingClientsCostNoProcessorTime() throws Exception {
    start(true);
    try (Socket first = connect();
        Socket second = connect()) {
      send(first, "ATE0");
      second.getOutputStream().write("ATI\r".getBytes(StandardCharsets.US_ASCII));
      long before = serverCpuNanos();
      Assumptions.assumeTrue(before >= 0, "this machine does not report the CPU time of threads");
      second.setSoTimeout(1000);
      assertThrows(SocketTimeoutException.class, () -> second.getInputStream().read());
      assertTrue(serverCpuNanos() - before < 100_000_000L, "it sleeps, it does not spin");
    }
  }

  private long serverCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    String name = "elm327-tcp-" + server.port();
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadName().equals(name)) {
        return threads.isThreadCpuTimeSupported()
            ? threads.getThreadCpuTime(info.getThreadId())
            : -1;
      }
    }
    return -1;
  }

  @Test
  void tenMegabytesWithoutACarriageReturnAreNoCommand() throws IOException {
    start(false);
    try (Socket socket = connect()) {
      send(socket, "ATE0");
      byte[] block = new byte[1 << 16];
      Arrays.fill(block, (byte) 'A');
      for (int i = 0; i < 160; i++) {
        socket.getOutputStream().write(block);
      }
      assertEquals("?||", send(socket, ""));
      assertEquals("ELM327 v2.3||", send(socket, "ATI"));
    }
  }

  @Test
  void aClientThatDoesNotReadItsEchoHasToWait() throws Exception {
    start(false);
    try (Socket socket = connect()) {
      byte[] block = new byte[1 << 20];
      Arrays.fill(block, (byte) '0');
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < 4; i++) {
                    socket.getOutputStream().write(block);
                  }
                  socket.getOutputStream().write('\r');
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < 4 << 20; i++) {
        assertEquals('0', in.read(), "echo " + i);
      }
      assertEquals("|?||", untilPrompt(in));
      written.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void unpluggingCutsTheLinkAndItComesBack() throws Exception {
    start(true);
    try (Socket socket = connect()) {
      send(socket, "ATE0");
      faults.inject(new Fault.Unplug());
      assertEquals(-1, socket.getInputStream().read());
    }
    faults.clear();
    try (Socket socket = connect()) {
      assertEquals("ATI|ELM327 v2.3||", send(socket, "ATI"), "the power was away: echo is on");
    }
  }

  @Test
  void aFaultStrikesClientsOfAnyAge() throws Exception {
    start(false);
    try (Socket old = connect()) {
      send(old, "ATE0");
      faults.inject(new Fault.UnknownCommand("ATH1"));
      assertEquals("?||", send(old, "ATH1"));
      try (Socket fresh = connect()) {
        assertEquals("ATH1|?||", send(fresh, "ATH1"), "by the same clock");
      }
    }
  }
}
