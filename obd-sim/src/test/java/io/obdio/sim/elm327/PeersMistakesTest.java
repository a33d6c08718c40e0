package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.SimClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other emulators get wrong, on the whole simulated car. */
@Timeout(60)
class PeersMistakesTest {

  private final SimulatedVehicle car = SimulatedVehicle.standard(SimClock.manual(), 1);
  private final Elm327 adapter =
      new Elm327(ElmConfig.DEFAULT, DiagnosticConnector.of(car), new FaultInjector());

  private String send(String command) {
    byte[] bytes = (command + "\r").getBytes(StandardCharsets.ISO_8859_1);
    adapter.receive(bytes, 0, bytes.length);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 10_000 && all.indexOf(">") < 0; i++) {
      all.append(new String(adapter.takeOutput(), StandardCharsets.ISO_8859_1));
      adapter.advanceTo(Math.min(adapter.nextEvent(), adapter.now() + 1_000_000_000L));
    }
    return all.toString().replace('\r', '|');
  }

  private List<String> lines(String command) {
    return List.of(send(command).replace("||>", "").split("\\|"));
  }

  private void connect() {
    send("ATE0");
    send("ATS0");
    send("ATH1");
    send("ATSP6");
  }

  @ParameterizedTest
  @CsvSource({
    "1,1", "2,2", "3,3", "4,4", "5,5", "6,6", "7,7", "8,8", "9,9", "A,A", "A5,A5", "0,A0"
  })
  void theProtocolNumberIsTheOneThatWasSet(String set, String expected) {
    send("ATE0");
    send("ATSP" + set);
    assertEquals(expected + "||>", send("ATDPN"));
  }

  @Test
  void thereIsAPromptForAnUnknownByte() {
    assertTrue(send("\u00fe\u0001x").endsWith("?||>"));
  }

  @Test
  void theMapsOfService06EchoTheMid() {
    connect();
    List<String> answers = lines("0600");
    assertTrue(answers.get(0).matches("7E8064600[0-9A-F]{8}00"), answers.toString());
    List<String> next = lines("0620");
    assertTrue(next.get(0).matches("7E8064620[0-9A-F]{8}00|NO DATA"), next.toString());
  }

  @Test
  void theMapsOfService06NameWhatIsThere() {
    connect();
    send("ATH0");
    send("ATCAF1");
    int found = 0;
    for (int map = 0; map < 0xE0; map += 0x20) {
      String answer = lines(String.format("06%02X", map)).get(0);
      if (answer.equals("NO DATA")) {
        break;
      }
      long bits = Long.parseLong(answer.substring(4, 12), 16);
      for (int i = 0; i < 32; i++) {
        int mid = map + 1 + i;
        boolean named = (bits >> 31 - i & 1) != 0;
        String test = String.join("", lines(String.format("06%02X", mid)));
        if (mid % 0x20 != 0) {
          assertEquals(named, !test.equals("NO DATA"), String.format("MID %02X: %s", mid, test));
          found += named ? 1 : 0;
        }
      }
    }
    assertTrue(found > 3, "tests: " + found);
  }

  @Test
  void pidsThatAreMissingAreLeftOut() {
    connect();
    send("ATH0");
    send("ATSH7E0");
    assertTrue(lines("010CFE0D").get(0).matches("410C[0-9A-F]{4}0D[0-9A-F]{2}"), "FE is left out");
    assertEquals("NO DATA||>", send("01FEFD").replaceAll("^7F0112.*", "NO DATA||>"));
    String all = String.join("", lines("010C0D0506070F")).replaceAll("[0-9A-F]:", "");
    assertTrue(all.matches("[0-9A-F]{3}410C.{4}0D..05..06..07..0F.*"), all);
  }

  @Test
  void severalEcusAnswer() {
    connect();
    List<String> answers = lines("0100");
    assertTrue(answers.stream().anyMatch(l -> l.startsWith("7E8064100")), answers.toString());
    assertTrue(answers.stream().anyMatch(l -> l.startsWith("7E9064100")), answers.toString());
  }

  @Test
  void severalPidsInOneRequest() {
    connect();
    send("ATH0");
    String one = send("ATSH7E0");
    assertEquals("OK||>", one);
    List<String> answer = lines("010C0D05");
    String all = String.join("", answer).replaceAll("[0-9A-F]:", "");
    assertTrue(all.matches("008410C[0-9A-F]{4}0D[0-9A-F]{2}05[0-9A-F]{2}.*"), answer.toString());
  }

  @Test
  void longAnswersOfSeveralEcusAreInterleavedByFrames() {
    connect();
    List<String> answers = lines("090A");
    long firstOfEngine = answers.stream().filter(l -> l.startsWith("7E810")).count();
    long consecutive = answers.stream().filter(l -> l.startsWith("7E82")).count();
    assertEquals(1, firstOfEngine, answers.toString());
    assertEquals(3, consecutive, answers.toString());
    assertTrue(answers.stream().anyMatch(l -> l.startsWith("7E910")), answers.toString());
  }

  @Test
  void negativeAnswersAreShownAsTheyAre() {
    connect();
    send("ATH0");
    send("ATSH7E0");
    assertTrue(send("22FFFF").startsWith("7F2231"), "requestOutOfRange");
  }

  @Test
  void theOldBusesNumberTheirLines() {
    Elm327 old =
        new Elm327(
            ElmConfig.DEFAULT.with(BusProtocol.J1850_VPW),
            DiagnosticConnector.of(car),
            new FaultInjector());
    byte[] bytes = "ATE0\rATS0\rATSP2\rATSH6810F1\r0902\r".getBytes(StandardCharsets.US_ASCII);
    old.receive(bytes, 0, bytes.length);
    old.advanceTo(1_000_000_000L);
    String text = new String(old.takeOutput(), StandardCharsets.ISO_8859_1);
    String last = text.substring(text.indexOf("490201"));
    assertTrue(
        last.matches(
            "490201000000[0-9A-F]{2}\\r490202[0-9A-F]{8}\\r490203[0-9A-F]{8}\\r"
                + "490204[0-9A-F]{8}\\r490205[0-9A-F]{8}\\r\\r>"),
        last);
  }
}
