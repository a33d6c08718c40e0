package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ST commands of an OBDLink. */
@Timeout(60)
class StnCommandsTest {

  private final Host host = Host.silent(ElmIdentity.OBDLINK, BusProtocol.CAN_11_500);

  @BeforeEach
  void choose() {
    host.send("ATSP6");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "STI = STN1110 v4.2.0",
        "STDI = OBDLink SX r4.2",
        "STMFR = ScanTool.net LLC",
        "STSN = 111012345678",
        "STVR = 14.20",
        "STP33 = OK",
        "STP99 = ?",
        "STPR = 33",
        "STPRS = ISO 15765-4 (CAN 11/500)",
        "STPO = OK",
        "STPC = OK",
        "STPTO 250 = OK",
        "STCSEGR1 = OK",
        "STCSEGT1 = OK",
        "STCFCPA 7E0,7E8 = OK",
        "STCFCPA 7E0 = ?",
        "STCFCPC = OK",
        "STFPA 7E8,7FF = OK",
        "STFAP 7E8,7FF = OK",
        "STFBA 7E9,7FF = OK",
        "STFAC = OK",
        "STXYZ = ?",
        "STPX h:7E0, d:010C = 41 0C 0B 30",
        "STPX d:010C, r:1 = 41 0C 0B 30",
        "STPX h:7E1, d:010C, t:50 = NO DATA",
        "STPX h:7E0 = ?",
        "STPX h:7E0, d:01Z = ?",
        "STPX h:7E0, d:010 = ?",
        "STPX h:800, d:010C = ?",
        "STPX h:18DA10F1, d:010C = ?",
        "STPX = ?",
        "STPX d:010C, l:2 = ?",
        "STPX h:7E0, l:0 = ?",
        "STPX h:7E0, l:4096 = ?",
        "STPX d:010C, t: = ?",
        "STPX d:010C, t:65536 = ?",
        "STPX d:010C, r:x = ?",
        "STPX d:010C, z:1 = ?",
        "STPX d:010C,, r:1 = ?",
        "STPX H:7E0, D:010C, T:50, R:1 = 41 0C 0B 30",
        "STPTOT 300 = OK",
        "STCTOR 75,150 = OK",
        "STCTOR 75,x = ?",
        "STCMM 2 = OK",
        "STCMM 3 = ?",
        "STPBRR = 500000",
        "STSLU on,off = OK",
        "STSLU maybe,off = ?",
        "STSLXS = WAKE",
        "STRSTNVM = OK",
        "STCAFCP 7E0,7E8 = OK",
        "STCCFCP = OK",
      })
  void answers(String command, String expected) {
    assertEquals(expected + "||>", host.send(command).replace(" ||>", "||>"));
  }

  @Test
  void choosesTheProtocolByItsOwnNumbers() {
    host.send("STP34");
    assertEquals("7||>", host.send("ATDPN"));
    assertEquals("NO DATA||>", host.send("010C"));
  }

  @Test
  void reassembles() {
    host.send("STCSEGR1");
    assertEquals(
        "49 02 01 31 44 34 47 50 30 30 52 35 35 42 31 32 33 34 35 36 ||>", host.send("0902"));
    host.send("ATH1");
    assertEquals(
        "7E8 49 02 01 31 44 34 47 50 30 30 52 35 35 42 31 32 33 34 35 36 ||>", host.send("0902"));
    assertEquals("7E8 41 0C 0B 30 ||>", host.send("010C"));
  }

  @Test
  void segments() {
    host.car.engine().answer("2EF19031443447503030", "6EF190");
    assertEquals("?||>", host.send("STPX h:7E0, d:2EF19031443447503030"));
    host.send("STCSEGT1");
    assertEquals("6E F1 90 ||>", host.send("STPX h:7E0, d:2EF19031443447503030"));
    assertTrue(host.car.received.contains("2EF19031443447503030"));
    assertEquals("FC RX TIMEOUT||>", host.send("STPX h:7E5, d:2EF19031443447503030"));
  }

  @Test
  void aPairSwitchesTheAutomaticFlowControlOff() {
    host.send("STCFCPA 7E1,7E9");
    assertEquals("014|0: 49 02 01 31 44 34 ||>", host.send("0902"));
    host.send("STCFCPA 7E0,7E8");
    assertTrue(host.send("0902").endsWith("|2: 42 31 32 33 34 35 36 ||>"));
    host.send("STCFCPC");
    assertTrue(host.send("0902").endsWith("|2: 42 31 32 33 34 35 36 ||>"));
  }

  @Test
  void filters() {
    host.send("ATH1");
    host.send("STFBA 7E9,7FF");
    assertEquals("7E8 06 41 00 BE 3F A8 13 00 ||>", host.send("0100"));
    host.send("STFAC");
    host.send("STFPA 7E9,7FF");
    assertEquals("7E9 06 41 00 80 18 00 01 00 ||>", host.send("0100"));
    host.send("STFPA 0C9,7FF");
    host.send("ATCAF0");
    host.type("STM\r");
    for (String line : host.wait(Duration.ofMillis(200)).split("\\|")) {
      assertTrue(line.startsWith("0C9 "), line);
    }
  }

  @Test
  void aLengthBringsThePromptForData() {
    host.type("STPX h:7E0, l:2, r:1\r");
    assertEquals("DATA|", host.seen());
    host.type("01 0");
    assertEquals("", host.wait(Duration.ofSeconds(1)));
    host.type("C");
    assertEquals("41 0C 0B 30 ||>", host.untilPrompt(), "no carriage return is needed");
    host.type("STPX h:7E0, l:2\rxy");
    assertEquals("DATA|?||>", host.seen(), "no hex digit: given up");
    assertEquals("?||>", host.send(""), "the y was typed into the next command");
    host.type("STPX h:7E0, l:2\r01");
    assertEquals("DATA|?||>", host.wait(Duration.ofSeconds(6)), "the wait is limited");
    host.type("STPX h:7E1, l:2\r010C");
    assertEquals("DATA|NO DATA||>", host.untilPrompt());
  }

  @Test
  void aFrameMayBeEmpty() {
    assertEquals("|>", host.send("STPX h:100, d:, r:0"));
    assertEquals("NO DATA||>", host.send("STPX h:7E0, d:"));
  }

  @Test
  void flowControlIsWaitedForAsLongAsSet() {
    Host real =
        new Host(
            ElmConfig.DEFAULT
                .with(ElmIdentity.OBDLINK)
                .with(
                    new AdapterTiming(
                        0, false, Duration.ZERO, true, Duration.ZERO, Duration.ZERO)));
    for (String command : "ATE0 ATSP6 STCSEGT1".split(" ")) {
      real.send(command);
    }
    long begin = real.adapter.now();
    assertEquals("FC RX TIMEOUT||>", real.send("STPX h:7E5, d:2EF19031443447503030"));
    assertEquals(75_000_000L, real.adapter.now() - begin);
    real.send("STCTOR 200,150");
    begin = real.adapter.now();
    assertEquals("FC RX TIMEOUT||>", real.send("STPX h:7E5, d:2EF19031443447503030"));
    assertEquals(200_000_000L, real.adapter.now() - begin);
  }

  @Test
  void anotherBitRateIsAnotherWire() {
    assertEquals("OK||>", host.send("STPBR 250000"));
    assertEquals("CAN ERROR||>", host.send("010C"));
    assertEquals("250000||>", host.send("STPBRR"));
    assertEquals("OK||>", host.send("STPBR 500000"));
    assertEquals("41 0C 0B 30 ||>", host.send("010C"));
    assertEquals("?||>", host.send("STPBR 1"));
    host.send("ATSP3");
    assertEquals("10400||>", host.send("STPBRR"));
  }

  @Test
  void changesTheBaudRate() {
    host.type("STBR 500000\r");
    assertEquals("OK|STN1110 v4.2.0|", host.wait(Duration.ofMillis(80)));
    host.type("\r");
    assertEquals("OK||>", host.seen());
    assertEquals(500_000, host.adapter.baud());
  }
}
