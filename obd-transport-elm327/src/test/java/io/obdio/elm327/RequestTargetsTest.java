package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.scenario.Scenario;
import io.obdio.sim.vehicle.SimClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses of physical requests over the simulator's adapter, in virtual time. */
@Timeout(60)
class RequestTargetsTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;
  private EmulatorLink link;

  private Elm327Transport open(String scenario, ElmIdentity identity) throws Exception {
    Path file = Files.writeString(directory.resolve("scenario.yaml"), scenario);
    SimulatedVehicle vehicle = Scenario.read(file).start(SimClock.manual());
    Elm327 adapter =
        new Elm327(
            new ElmConfig(identity, BusProtocol.CAN_11_500, AdapterTiming.realistic(38_400)),
            DiagnosticConnector.of(vehicle),
            new FaultInjector());
    Elm327Transport transport =
        new Elm327Transport(
            EmulatorLink.source(() -> adapter, opened -> link = opened),
            new Elm327Options(0, 0, "6", true, 0));
    transport.open(LONG);
    return transport;
  }

  private static String ask(
      Elm327Transport transport, String hex, RequestTarget target, RequestOptions options)
      throws Exception {
    TransportAnswer answer =
        transport.exchange(
            new DiagnosticRequest.ToVehicle(Payload.ofHex(hex), Optional.of(target), options),
            Duration.ofSeconds(8));
    return answer instanceof TransportAnswer.Messages messages
        ? messages.messages().toString()
        : answer.toString();
  }

  private static String ask(Elm327Transport transport, String hex, RequestTarget target)
      throws Exception {
    return ask(transport, hex, target, RequestOptions.NONE);
  }

  /**
   * An ECU that answers at a manufacturer's offset is found, with answers of several frames.
   *
   * @see <a href="https://github.com/meatpiHQ/wican-fw/issues/614">wican-fw 614</a>
   */
  @ParameterizedTest
  @CsvSource({"7B0, 7B8", "714, 77E", "743, 763"})
  void answersAreFoundAtTheUsualOffsets(String request, String answer) throws Exception {
    Elm327Transport transport =
        open(
            "ecus: {engine: , abs: {address: {request: '"
                + request
                + "', answer: '"
                + answer
                + "'}}}",
            ElmIdentity.ELM_2_3);
    RequestTarget abs = RequestTarget.of(EcuAddress.parse(request));
    String expected = "[" + answer + "#62F1874F4244494F2D4142532D30303031]";
    assertEquals(expected, ask(transport, "22F187", abs));
    assertEquals(expected, ask(transport, "22F187", abs));
    String engine = ask(transport, "010C", RequestTarget.of(EcuAddress.can11(0x7E0)));
    assertTrue(engine.startsWith("[7E8#410C"), engine);
    transport.close();
  }

  /**
   * Extended addressing with CEA, with answers of several frames, between other requests.
   *
   * @see <a href="https://github.com/OBDb/BMW-i3">OBDb/BMW-i3: hdr 6F1, eax 07, rax 607</a>
   */
  @Test
  void extendedAddressesReachTheirEcu() throws Exception {
    Elm327Transport transport =
        open(
            """
            ecus:
              engine: {extended: {request: "6F1", answer: "612", address: "12"}}
              abs: {extended: {request: "6F1", answer: "629", address: "29"}}
            """,
            ElmIdentity.ELM_2_3);
    RequestTarget engine =
        RequestTarget.of(EcuAddress.parse("6F1"), EcuAddress.parse("612"))
            .with(AddressByte.of(0x12));
    RequestTarget abs =
        RequestTarget.of(EcuAddress.parse("6F1"), EcuAddress.parse("629"))
            .with(AddressByte.of(0x29));
    for (int i = 0; i < 2; i++) {
      assertEquals("[629#62F1874F4244494F2D4142532D30303031]", ask(transport, "22F187", abs));
      String answer = ask(transport, "22F187", engine);
      assertTrue(answer.startsWith("[612#62F187"), answer);
      String functional =
          transport
              .exchange(DiagnosticRequest.functional(Payload.ofHex("010C")), Duration.ofSeconds(8))
              .toString();
      assertTrue(functional.contains("7E8#410C"), functional);
    }
    transport.close();
  }

  @Test
  void anAdapterWithoutExtendedAddressesIsTheReason() throws Exception {
    Elm327Transport transport =
        open(
            "ecus: {engine: {extended: {request: '6F1', answer: '612', address: '12'}}}",
            ElmIdentity.CLONE_1_5);
    RequestTarget engine =
        RequestTarget.of(EcuAddress.parse("6F1"), EcuAddress.parse("612"))
            .with(AddressByte.of(0x12));
    String answer = ask(transport, "22F187", engine);
    assertTrue(answer.contains("it lacks AT CEA"), answer);
    transport.close();
  }

  @Test
  void theAnswerTimeIsSet() throws Exception {
    Elm327Transport transport = open("ecus: {engine: }", ElmIdentity.ELM_2_3);
    RequestTarget engine = RequestTarget.of(EcuAddress.can11(0x7E0));
    RequestOptions patient = RequestOptions.NONE.withAnswerTime(Duration.ofMillis(400));
    ask(transport, "010C", engine, patient);
    assertTrue(link.commands.contains("ATST64"), link.commands.toString());
    link.commands.clear();
    ask(transport, "010C", engine, patient);
    assertEquals(1, link.commands.size(), link.commands.toString());
    ask(transport, "010C", engine);
    assertTrue(link.commands.contains("ATST32"), link.commands.toString());
    transport.close();
  }

  @Test
  void aRequestForAnotherKindOfBusIsNotSent() throws Exception {
    Elm327Transport transport = open("ecus: {engine: }", ElmIdentity.ELM_2_3);
    RequestOptions wide = RequestOptions.NONE.withBus(EcuAddress.Kind.CAN_29);
    String answer = ask(transport, "010C", RequestTarget.of(EcuAddress.can11(0x7E0)), wide);
    assertTrue(answer.contains("NOT_SUPPORTED"), answer);
    transport.close();
  }
}
