package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.scenario.Scenario;
import io.obdio.sim.scenario.ScenarioException;
import io.obdio.sim.vehicle.SimClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ECUs with other identifiers than those of ISO 15765-4, as scenarios describe them. */
@Timeout(60)
class OtherAddressesTest {

  @TempDir Path directory;
  private Elm327 adapter;

  private void start(String scenario, BusProtocol protocol) throws Exception {
    Path file = directory.resolve("scenario.yaml");
    Files.writeString(file, scenario);
    SimulatedVehicle vehicle = Scenario.read(file).start(SimClock.manual());
    adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(protocol), DiagnosticConnector.of(vehicle), new FaultInjector());
    send("ATE0");
    send("ATSP" + protocol.digit());
  }

  private String send(String command) {
    byte[] bytes = (command + "\r").getBytes(StandardCharsets.US_ASCII);
    adapter.receive(bytes, 0, bytes.length);
    StringBuilder reply = new StringBuilder();
    while (reply.indexOf(">") < 0) {
      reply.append(new String(adapter.takeOutput(), StandardCharsets.US_ASCII));
      adapter.advanceTo(Math.min(adapter.nextEvent(), adapter.now() + 1_000_000_000L));
    }
    return reply.toString().replace('\r', '|');
  }

  /** Offsets that makers use: +8 (Toyota), +6A (Volkswagen), +20 (Nissan). */
  @ParameterizedTest
  @CsvSource({"7B0, 7B8", "714, 77E", "743, 763"})
  void anEcuAnswersAtAnotherOffset(String request, String answer) throws Exception {
    start(
        "ecus: {engine: , abs: {address: {request: '" + request + "', answer: '" + answer + "'}}}",
        BusProtocol.CAN_11_500);
    send("ATH1");
    assertEquals("7E8 03 41 1C 06 00 00 00 00 ||>", send("011C"), "not in a request to all");
    send("ATSH" + request);
    assertEquals("NO DATA||>", send("22F187"), "the standard filter drops it");
    send("ATCRA" + answer);
    send("ATFCSH" + request);
    send("ATFCSD300000");
    send("ATFCSM1");
    assertEquals(
        answer
            + " 10 11 62 F1 87 4F 42 44 |"
            + answer
            + " 21 49 4F 2D 41 42 53 2D |"
            + answer
            + " 22 30 30 30 31 00 00 00 ||>",
        send("22F187"));
    send("ATSH7E2");
    send("ATCRA7EA");
    assertEquals("NO DATA||>", send("22F187"), "the usual address is free");
  }

  @Test
  void anEcuWithAnotherIdentifierMayAnswerRequestsToAll() throws Exception {
    start(
        "ecus: {engine: {address: {request: '7A0', answer: '7A8', functional: true}}}",
        BusProtocol.CAN_11_500);
    send("ATCRA7A8");
    assertEquals("41 1C 06 ||>", send("011C"));
  }

  @Test
  void otherIdentifiersOf29BitsAreNotSwapped() throws Exception {
    start(
        "ecus: {engine: , ev-battery: {address: {request-29: 17FC0076, answer-29: 17FE0076,"
            + " functional: false}}}",
        BusProtocol.CAN_29_500);
    send("ATCP17");
    send("ATSHFC0076");
    send("ATCRA17FE0076");
    send("ATH1");
    assertEquals("17 FE 00 76 04 62 F1 86 01 00 00 00 ||>", send("22F186"));
  }

  @Test
  void aNodeAddressOfTheOlderBuses() throws Exception {
    start("ecus: {engine: , abs: {address: {node: '3C'}}}", BusProtocol.KWP_FAST);
    send("ATH1");
    assertEquals("BUS INIT: OK|83 F1 10 41 1C 06 E7 |83 F1 3C 41 1C 06 13 ||>", send("011C"));
    send("ATSH823CF1");
    assertEquals("83 F1 3C 41 1C 06 13 ||>", send("011C"));
  }

  /** Source: brendan-w/python-OBD, issue 180. */
  @ParameterizedTest
  @CsvSource({
    "CAN_11_500, 6, 7E8 03 7F 01 11 00 00 00 00 ||>",
    "KWP_FAST, 5, BUS INIT: OK|83 F1 10 7F 01 11 15 ||>",
  })
  void anEcuThatRefusesService01(BusProtocol protocol, int digit, String answer) throws Exception {
    start("ecus: {engine: {refused: {'01': '11'}}}", protocol);
    send("ATH1");
    assertEquals(answer, send("0100"));
  }

  @Test
  void aBusyEcuRefusesTheFirstAttemptsOfEachRequest() throws Exception {
    start("ecus: {engine: {busy: 2}}", BusProtocol.CAN_11_500);
    assertEquals("7F 01 21 ||>", send("011C"));
    assertEquals("7F 01 21 ||>", send("011C"));
    assertEquals("41 1C 06 ||>", send("011C"));
    assertEquals("7F 01 21 ||>", send("011C"), "the next one is a request of its own");
    assertEquals("7F 01 21 ||>", send("0151"));
    assertEquals("7F 01 21 ||>", send("0151"));
    assertEquals("41 51 01 ||>", send("0151"));
  }

  @Test
  void twoEcusShareAnIdentifierWithExtendedAddressing() throws Exception {
    start(
        "ecus: {engine: {extended: {request: '6F1', answer: '612', address: '12'}},"
            + " transmission: {extended: {request: '6F1', answer: '618', address: '18'}}}",
        BusProtocol.CAN_11_500);
    send("ATSH6F1");
    send("ATH1");
    send("ATCEA12");
    send("ATCRA612");
    assertEquals("612 F1 03 41 1C 06 00 00 00 ||>", send("011C"));
    send("ATCEA18");
    send("ATCRA618");
    assertEquals("618 F1 03 41 1C 06 00 00 00 ||>", send("011C"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "address: {request: '7B8'} | (none)",
        "address: {request: '7E8'} | request and answer identifier are the same",
        "address: {request: '800'} | out of range",
        "address: {nodes: '10'} | there is no key 'nodes'; did you mean 'node'?",
        "refused: {'01': '0'} | out of range",
        "refused: {'100': '11'} | expected 1 to 2 hex digits",
        "busy: 101 | out of range (0 to 100)",
        "busy: often | expected a whole number",
      })
  void wrongValuesAreExplained(String field, String message) throws Exception {
    String scenario = "ecus: {engine: {" + field + "}}";
    if (message.equals("(none)")) {
      start(scenario, BusProtocol.CAN_11_500);
      return;
    }
    ScenarioException error =
        assertThrows(ScenarioException.class, () -> start(scenario, BusProtocol.CAN_11_500));
    assertEquals(true, error.reason().contains(message), error.reason());
  }
}
