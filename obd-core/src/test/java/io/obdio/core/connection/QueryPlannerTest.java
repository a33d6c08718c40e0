package io.obdio.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ladders: what is asked, drawn as the list of requests that the vehicle saw. */
@Timeout(60)
class QueryPlannerTest {

  private static final List<ObdCommand<?>> THREE =
      List.of(Service01.RPM, Service01.SPEED, Service01.COOLANT_TEMP);

  private static final Map<Integer, Integer> LENGTHS = Map.of(0x0C, 4, 0x0D, 3, 0x05, 3);

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport car =
      ScriptedTransport.vehicle()
          .composite()
          .takes(Duration.ofMillis(10), Duration.ofMillis(1), time::advance);
  private ObdConnection connection = ObdConnection.builder(car).time(time).build();

  @AfterEach
  void close() {
    connection.close();
  }

  private void open() throws TransportException {
    connection.open();
    car.clearRequests();
  }

  /** Asks and checks the values; what the vehicle saw. */
  private List<String> round(List<ObdCommand<?>> commands) {
    car.clearRequests();
    Map<String, String> expected =
        Map.of(
            "RPM", "850.0 rpm",
            "SPEED", "29.0 km/h",
            "COOLANT_TEMP", "50.0 °C",
            "THROTTLE_POS", "50.2 %");
    List<ObdResponse<?>> responses = connection.queryAll(commands);
    for (int i = 0; i < commands.size(); i++) {
      String name = commands.get(i).name();
      assertEquals(name, responses.get(i).command().name());
      if (!name.equals("THROTTLE_POS")) {
        assertEquals(expected.get(name), responses.get(i).value().toString());
      }
    }
    return car.requests();
  }

  @Test
  void asksAloneUntilBatchesMayBeTried() throws TransportException {
    open();
    assertEquals(List.of("010C", "010D", "0105"), round(THREE));
    assertEquals(List.of("010C0D05"), round(THREE));
    assertEquals(List.of("010C0D05"), round(THREE));
  }

  @Test
  void whatSharesARequestIsAskedOnce() throws TransportException {
    open();
    ObdCommand<?> twin = ObdCommand.named("TWIN").request("010C").build();
    assertEquals(2, connection.queryAll(List.of(Service01.RPM, twin)).size());
    assertEquals(List.of("010C"), car.requests());
  }

  @Test
  void sixPidsAreTheMost() throws TransportException {
    // 04 05 06 07 0C 0D 0E 0F
    car.forget("0100").on("0100", "7E8#41001E1F0000");
    for (String pid : List.of("04", "06", "07", "0E", "0F")) {
      car.on("01" + pid, "7E8#41" + pid + "80");
    }
    open();
    List<ObdCommand<?>> eight = new ArrayList<>();
    for (int pid : new int[] {0x04, 0x05, 0x06, 0x07, 0x0C, 0x0D, 0x0E, 0x0F}) {
      eight.add(Commands.standard().find(0x01, pid).orElseThrow());
    }
    assertEquals(8, connection.queryAll(eight).size());
    car.clearRequests();
    for (ObdResponse<?> response : connection.queryAll(eight)) {
      assertFalse(response.isEmpty(), response.toString());
    }
    assertEquals(List.of("01040506070C0D", "010E0F"), car.requests());
  }

  @Test
  void olderBusesKnowNoBatches() throws TransportException {
    car.protocol(new Protocol("5", "ISO 14230-4 (KWP FAST)", false));
    open();
    for (int i = 0; i < 3; i++) {
      assertEquals(List.of("010C", "010D", "0105"), round(THREE));
    }
  }

  @Test
  void batchingCanBeForbidden() throws TransportException {
    connection = ObdConnection.builder(car).time(time).batching(false).build();
    open();
    for (int i = 0; i < 3; i++) {
      assertEquals(List.of("010C", "010D", "0105"), round(THREE));
    }
  }

  /** The ECU answers a batch without 0D: asked alone at once, and left out of later batches. */
  @Test
  void whatABatchLeavesOutIsAskedAlone() throws TransportException {
    car.on("010C0D05", "7E8#410C0D48055A");
    open();
    round(THREE);
    assertEquals(List.of("010C0D05", "010D"), round(THREE));
    assertEquals(List.of("010C05", "010D"), round(THREE));
  }

  /** An adapter or ECU that knows no batches: two losses, then never again. */
  @ParameterizedTest
  @CsvSource({
    "NO DATA",
    "7E8#7F0112", // refused
    "7E8#7F0113",
    "7E8#410C0D48FF0D1D", // cannot be taken apart
    "7E8#410C0D", // cut short
    "7E8#410D1D0D1D", // twice
  })
  void aVehicleThatDislikesBatchesIsAskedAlone(String answer) throws TransportException {
    if (answer.equals("NO DATA")) {
      car.on("010C0D05", TransportAnswer.none(TransportAnswer.Reason.NO_DATA, answer));
    } else {
      car.on("010C0D05", answer);
    }
    open();
    round(THREE);
    List<String> lost = List.of("010C0D05", "010C", "010D", "0105");
    assertEquals(lost, round(THREE));
    assertEquals(lost, round(THREE));
    for (int i = 0; i < 5; i++) {
      assertEquals(List.of("010C", "010D", "0105"), round(THREE));
    }
  }

  @Test
  void batchesThatCostMoreTimeAreGivenUp() throws TransportException {
    car.takes(Duration.ZERO, Duration.ZERO, time::advance)
        .before(
            request -> {
              boolean batch = request.toString().length() > 4;
              time.advance(Duration.ofMillis(batch ? 40 : 10));
            });
    open();
    round(THREE);
    assertEquals(List.of("010C0D05"), round(THREE));
    assertEquals(List.of("010C0D05"), round(THREE));
    assertEquals(List.of("010C", "010D", "0105"), round(THREE));
  }

  @Test
  void reopeningForgetsTheVerdict() throws TransportException {
    batchesThatCostMoreTimeAreGivenUp();
    car.before(request -> time.advance(Duration.ofMillis(10)));
    connection.reopen();
    round(THREE);
    assertEquals(List.of("010C0D05"), round(THREE));
  }

  @Test
  void aSilentVehicleProvesNothing() throws TransportException {
    open();
    round(THREE);
    for (String pid : List.of("010C", "010D", "0105")) {
      car.forget(pid);
    }
    for (int i = 0; i < 4; i++) {
      connection.queryAll(THREE).forEach(response -> assertTrue(response.isEmpty()));
    }
    car.on("010C", "7E8#410C0D48").on("010D", "7E8#410D1D").on("0105", "7E8#41055A");
    assertEquals(List.of("010C0D05"), round(THREE));
  }

  @Test
  void everyEcusPartOfABatchIsKept() throws TransportException {
    car.forget("010C").on("010C", "7E8#410C0D48", "7E9#410C0D52");
    open();
    round(THREE);
    ObdResponse<?> rpm = connection.queryAll(THREE).get(0);
    assertEquals("852.5 rpm", rpm.from(EcuAddress.can11(0x7E9)).orElseThrow().toString());
    assertEquals("7E9#410C0D52", rpm.messages().get(1).toString());
  }

  /** The table has two bytes of data for 55, this vehicle sends one: that is learnt. */
  @Test
  void theLengthThatTheVehicleShowedCounts() throws TransportException {
    car.forget("0100")
        .on("0100", "7E8#410008180001")
        .on("0120", "7E8#412000000001")
        .on("0140", "7E8#414000000800") // 55
        .on("0155", "7E8#41558A");
    open();
    ObdCommand<?> trim = Commands.standard().get("SHORT_O2_TRIM_B1");
    assertEquals(4, trim.answerBytes());
    List<ObdCommand<?>> commands = List.of(trim, Service01.RPM, Service01.SPEED);
    connection.queryAll(commands);
    car.clearRequests();
    List<ObdResponse<?>> responses = connection.queryAll(commands);
    assertEquals(List.of("01550C0D"), car.requests());
    assertEquals("850.0 rpm", responses.get(1).value().toString());
    assertEquals("29.0 km/h", responses.get(2).value().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "7E8#410C0D480D1D055A, 3",
    "7E8#410D1D0C0D48, 2", // another order
    "7E8#410C0D4800000000, 1", // padded
    "7E8#410C0D48AAAA, 1",
    "7E8#7F0112, 0",
    "7E8#41, 0",
  })
  void takesCompositeAnswersApart(String answer, int pids) {
    assertEquals(
        pids, CompositeAnswer.split(ScriptedTransport.parse(answer), LENGTHS).size(), answer);
  }

  @ParameterizedTest
  @CsvSource({"7E8#410C0D", "7E8#410C0D480C0D48", "7E8#410F22", "7E8#410C0D480F22"})
  void reportsAnswersThatCannotBeSplit(String answer) {
    assertNull(CompositeAnswer.split(ScriptedTransport.parse(answer), LENGTHS), answer);
  }
}
