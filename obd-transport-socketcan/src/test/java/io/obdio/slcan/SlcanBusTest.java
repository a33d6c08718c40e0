package io.obdio.slcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusContract;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.can.CandumpFormat;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.sim.slcan.SlcanConfig;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of a CAN bus with an emulated adapter in memory, and what adapters do wrong. */
class SlcanBusTest extends CanBusContract {

  private static final List<CanFilter> ALL = List.of(CanFilter.allBase(), CanFilter.allExtended());
  private static final SlcanOptions CLASSIC = options(500_000, 0, false);

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final VirtualCanBus other = VirtualCanBus.open("slcan-test");
  private AdapterPort port = port(SlcanConfig.CANUSB);

  private static SlcanOptions options(int bitRate, int dataBitRate, boolean listenOnly) {
    return new SlcanOptions("memory", 115_200, bitRate, dataBitRate, listenOnly);
  }

  @Override
  protected CanBus join() throws IOException {
    return SlcanBus.open(port(SlcanConfig.CANABLE2), options(500_000, 2_000_000, false));
  }

  private static AdapterPort port(SlcanConfig config) {
    return new AdapterPort(VirtualCanBus.open("slcan-test"), config);
  }

  @AfterEach
  void closePort() {
    port.close();
    other.close();
  }

  private SlcanBus open(SlcanOptions options) throws IOException {
    SlcanBus bus = SlcanBus.open(port, options);
    bus.subscribe(
        ALL,
        new CanListener() {
          @Override
          public void onFrame(CanFrame frame) {
            received.add(frame.toString());
          }

          @Override
          public void onBusLost(String reason) {
            received.add("lost: " + reason);
          }
        });
    return bus;
  }

  private String next() throws InterruptedException {
    String event = received.poll(20, TimeUnit.SECONDS);
    assertNotNull(event, "nothing within 20 s");
    return event;
  }

  private String failure(SlcanConfig config, SlcanOptions options) {
    AdapterPort tried = port(config);
    return String.valueOf(
        assertThrows(IOException.class, () -> SlcanBus.open(tried, options)).getMessage());
  }

  @Test
  void theCommandsAreThoseOfTheManual() throws Exception {
    try (SlcanBus bus = open(CLASSIC)) {
      bus.send(CandumpFormat.parse("7E0#02010C"));
      bus.send(CandumpFormat.parse("18DB33F1#0100"));
      bus.send(CandumpFormat.parse("123#R4"));
    }
    assertEquals("C\rC\rV\rS6\rO\rt7E0302010C\rT18DB33F120100\rr1234\rC\r", port.written());
  }

  @Test
  void fdFramesNeedABitRateForTheirData() throws Exception {
    port = port(SlcanConfig.CANABLE2);
    CanFrame fd = CandumpFormat.parse("123##1AA");
    try (SlcanBus bus = open(options(250_000, 5_000_000, false))) {
      bus.send(fd);
      assertTrue(port.written().contains("S5\rY5\rO\rb1231AA\r"), port.written());
    }
    port = port(SlcanConfig.CANABLE2);
    try (SlcanBus bus = open(CLASSIC)) {
      assertEquals(
          "memory was opened without FD frames: set databitrate=2000000",
          assertThrows(IOException.class, () -> bus.send(fd)).getMessage());
    }
    assertEquals(
        "memory has no FD frames with databitrate=2000000",
        failure(SlcanConfig.CANUSB, options(500_000, 2_000_000, false)));
  }

  @Test
  void anAdapterThatOnlyListensReceivesAndSendsNothing() throws Exception {
    try (SlcanBus bus = open(options(500_000, 0, true))) {
      assertTrue(port.written().endsWith("S6\rL\r"), port.written());
      other.send(CandumpFormat.parse("100#01"));
      assertEquals("100#01", next());
      assertEquals(
          "memory only listens (listenonly)",
          assertThrows(IOException.class, () -> bus.send(CandumpFormat.parse("100#")))
              .getMessage());
    }
    assertEquals(
        "memory does not confirm that it only listens",
        failure(SlcanConfig.CANUSB.withAnswers(false), options(500_000, 0, true)));
  }

  @Test
  void anAdapterWithTimestampsIsRead() throws Exception {
    port.damage(text -> text.startsWith("t") ? text.replace("\r", "EA5F\r") : text);
    try (SlcanBus bus = open(CLASSIC)) {
      assertFalse(bus.supportsFd());
      other.send(CandumpFormat.parse("100#0102"));
      assertEquals("100#0102", next());
    }
  }

  /** A lost CR costs the frames on both sides of it; garbage costs nothing else. */
  @Test
  void damagedLinesDoNotEndTheReception() throws Exception {
    try (SlcanBus bus = open(CLASSIC)) {
      assertEquals("memory", bus.name());
      port.emit("t10021133t2001AA\rt3001BB\r");
      port.emit("\u0080\u0081\u0082\r\u0007z\rt4001CC\r");
      port.emit("x".repeat(500) + "\rt5001DD\r");
      assertEquals("300#BB", next());
      assertEquals("400#CC", next());
      assertEquals("500#DD", next());
    }
  }

  @Test
  void anUnpluggedAdapterIsReported() throws Exception {
    try (SlcanBus bus = open(CLASSIC)) {
      port.unplug();
      assertEquals("lost: memory was unplugged", next());
      assertEquals(
          "memory was unplugged",
          assertThrows(IOException.class, () -> bus.send(CandumpFormat.parse("100#")))
              .getMessage());
    }
  }

  /** With a wrong bit rate the adapter's queue fills and it refuses frames; the bus stays open. */
  @Test
  void aWrongBitRateRefusesFramesWithoutEndingTheBus() throws Exception {
    port = port(SlcanConfig.CANUSB.withBusBitRate(250_000));
    BlockingQueue<Long> transmitted = new LinkedBlockingQueue<>();
    try (SlcanBus bus = open(CLASSIC)) {
      int reported = 0;
      for (int i = 0; i < 20; i++) {
        reported += bus.send(CandumpFormat.parse("100#"), transmitted::add) ? 1 : 0;
      }
      assertTrue(reported < 20, reported + " reports");
      other.send(CandumpFormat.parse("200#"));
      port.emit("t3000\r");
      assertEquals("300#", next());
      assertTrue(transmitted.size() < 8, "frames that were refused are reported");
    }
  }

  /** Older firmware of the CANable answers queries only; its frames are sent and received. */
  @Test
  void anAdapterWithoutAnswersIsUsed() throws Exception {
    port = port(new SlcanConfig("1.0", 500_000, false, false));
    BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    other.subscribe(ALL, frame -> sent.add(frame.toString()));
    try (SlcanBus bus = open(CLASSIC)) {
      assertFalse(bus.send(CandumpFormat.parse("100#01"), age -> sent.add("reported")));
      assertEquals("100#01", sent.poll(20, TimeUnit.SECONDS));
      other.send(CandumpFormat.parse("200#02"));
      assertEquals("200#02", next());
    }
  }

  @Test
  void anAdapterThatDoesNotRespondIsRefused() {
    port.damage(text -> "");
    assertEquals(
        "memory does not respond: is it an adapter with the Lawicel (slcan) protocol, and is its"
            + " baud rate 115200 (baud=)?",
        assertThrows(IOException.class, () -> SlcanBus.open(port, CLASSIC)).getMessage());
  }

  @Test
  void anAdapterAtAnotherBaudRateIsRefused() {
    port.damage(text -> "\u00ff\u0080\u00c1");
    assertEquals(
        "memory responds with unreadable text: is it an adapter with the Lawicel (slcan) protocol,"
            + " and is its baud rate 115200 (baud=)?",
        assertThrows(IOException.class, () -> SlcanBus.open(port, CLASSIC)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "S6, memory refuses bitrate=500000; it may need to be plugged in again",
    "O, memory refuses to open its channel; plug it in again"
  })
  void aRefusedCommandIsNamed(String command, String message) {
    port.damage(
        text ->
            text.equals("\r") && port.written().endsWith("\r" + command + "\r") ? "\u0007" : text);
    assertEquals(
        message, assertThrows(IOException.class, () -> SlcanBus.open(port, CLASSIC)).getMessage());
  }
}
