package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.command.AtCommand;
import io.obdio.isotp.can.CanFrame;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.EcuKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The driver against the simulator's adapter, which was written apart from it; virtual time. */
@Timeout(60)
class EmulatorTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final ScriptCar car = ScriptCar.standard();
  private final FaultInjector faults = new FaultInjector(7);
  private EmulatorLink link;
  private Elm327 adapter;

  private Elm327Transport transport(ElmConfig config, Elm327Options options) throws Exception {
    adapter = new Elm327(config, car, faults);
    return new Elm327Transport(
        EmulatorLink.source(() -> adapter, opened -> link = opened), options);
  }

  private static Elm327Options options(String protocol) {
    return new Elm327Options(0, 0, protocol, true, 0);
  }

  private Elm327Transport open(ElmConfig config) throws Exception {
    Elm327Transport transport = transport(config, options("0"));
    transport.open(LONG);
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    return transport;
  }

  private static TransportAnswer ask(Elm327Transport transport, String hex) throws Exception {
    return transport.exchange(
        DiagnosticRequest.functional(Payload.ofHex(hex)), Duration.ofSeconds(8));
  }

  private static TransportAnswer ask(Elm327Transport transport, String hex, String ecu)
      throws Exception {
    return transport.exchange(
        DiagnosticRequest.physical(Payload.ofHex(hex), RequestTarget.of(EcuAddress.parse(ecu))),
        Duration.ofSeconds(8));
  }

  private static String text(TransportAnswer answer) {
    return answer instanceof TransportAnswer.Messages messages
        ? messages.messages().toString()
        : answer.toString();
  }

  static Stream<Arguments> everyChipOnEveryBus() {
    List<Arguments> all = new ArrayList<>();
    for (ElmIdentity identity : ElmIdentity.values()) {
      for (BusProtocol protocol : BusProtocol.values()) {
        if (protocol.digit() <= '9') {
          all.add(Arguments.of(identity, protocol));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("everyChipOnEveryBus")
  void findsTheVehicleAndAsks(ElmIdentity identity, BusProtocol protocol) throws Exception {
    ElmConfig config = new ElmConfig(identity, protocol, AdapterTiming.realistic(38_400));
    Elm327Transport transport = open(config);
    assertEquals(String.valueOf(protocol.digit()), transport.protocol().id());
    assertEquals(protocol.title(), transport.protocol().name());
    String engine = engine(protocol);
    for (int i = 0; i < 6; i++) {
      assertEquals("[" + engine + "#410C0B30]", text(ask(transport, "010C")));
      assertEquals("[" + engine + "#410D32]", text(ask(transport, "010D")));
    }
    String vin = protocol.digit() >= '6' ? ScriptCar.VIN : "000000" + ScriptCar.VIN;
    assertEquals("[" + engine + "#490201" + vin + "]", text(ask(transport, "0902")));
    TransportAnswer both = ask(transport, "0100");
    assertEquals(2, ((TransportAnswer.Messages) both).messages().size(), both.toString());
    assertTrue(text(ask(transport, "01FE")).contains("NO_DATA"));
    transport.close();
  }

  private static String engine(BusProtocol protocol) {
    return switch (protocol.digit()) {
      case '6', '8' -> "7E8";
      case '7', '9' -> "18DAF110";
      default -> "10";
    };
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void takesAGivenProtocol(ElmIdentity identity) throws Exception {
    Elm327Transport transport =
        transport(ElmConfig.DEFAULT.with(identity).with(BusProtocol.CAN_11_250), options("8"));
    transport.open(LONG);
    assertEquals("8", transport.protocol().id());
    assertEquals("[7E8#410C0B30]", text(ask(transport, "010C")));
  }

  @Test
  void triesOneByOneWhereAsked() throws Exception {
    Elm327Transport transport =
        transport(ElmConfig.DEFAULT.with(BusProtocol.CAN_29_250), options(Elm327Options.EACH));
    transport.open(LONG);
    assertEquals("9", transport.protocol().id());
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void asksOneEcuOn11Bits(ElmIdentity identity) throws Exception {
    Elm327Transport transport = open(ElmConfig.DEFAULT.with(identity));
    assertEquals("[7E9#62F190" + "58".repeat(17) + "]", text(ask(transport, "22F190", "7E1")));
    assertEquals("[7E8#62F190" + ScriptCar.VIN + "]", text(ask(transport, "22F190", "7E0")));
    // And all of them again.
    assertEquals(2, ((TransportAnswer.Messages) ask(transport, "0100")).messages().size());
    assertTrue(text(ask(transport, "22F190", "18DA10F1")).contains("NOT_SUPPORTED"));
  }

  @Test
  void asksOneEcuOn29Bits() throws Exception {
    Elm327Transport transport = open(ElmConfig.DEFAULT.with(BusProtocol.CAN_29_500));
    assertEquals(
        "[18DAF118#62F190" + "58".repeat(17) + "]", text(ask(transport, "22F190", "18DA18F1")));
    assertEquals(
        "[18DAF110#62F190" + ScriptCar.VIN + "]", text(ask(transport, "22F190", "18DA10F1")));
    assertEquals(2, ((TransportAnswer.Messages) ask(transport, "0100")).messages().size());
  }

  @Test
  void asksAnEcuOfItsOwnIdentifiers() throws Exception {
    car.ecu(EcuKind.ABS, 0x760, 0x768, 0x28).answer("22F190", "62F190" + "59".repeat(17));
    Elm327Transport transport = open(ElmConfig.DEFAULT);
    TransportAnswer answer =
        transport.exchange(
            DiagnosticRequest.physical(
                Payload.ofHex("22F190"),
                RequestTarget.of(EcuAddress.can11(0x760), EcuAddress.can11(0x768))),
            Duration.ofSeconds(5));
    assertEquals("[768#62F190" + "59".repeat(17) + "]", text(answer));
    assertEquals(2, ((TransportAnswer.Messages) ask(transport, "0100")).messages().size());
  }

  @Test
  void segmentsLongRequestsWhereTheChipCan() throws Exception {
    String request = "2E1234" + "00".repeat(20);
    Elm327Transport stn = open(ElmConfig.DEFAULT.with(ElmIdentity.OBDLINK));
    assertEquals("[7E8#6E1234]", text(ask(stn, request, "7E0")));
    assertTrue(String.valueOf(stn.capabilities().stn()).startsWith("STN1110 v"));
    assertTrue(car.received.contains(request));
    Elm327Transport plain = open(ElmConfig.DEFAULT);
    TransportAnswer refused = ask(plain, request, "7E0");
    assertEquals(Reason.NOT_SUPPORTED, ((TransportAnswer.NoAnswer) refused).reason());
    assertTrue(text(refused).contains("STN"), text(refused));
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void waitsForTheAnswerAfterResponsePending(ElmIdentity identity) throws Exception {
    car.ecu(EcuKind.ABS, 0x7E2, 0x7EA, 0x28).pending("22AABB", "7F2278", "62AABB01", 700);
    Elm327Transport transport =
        open(ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(0)));
    assertEquals("[7EA#62AABB01]", text(ask(transport, "22AABB", "7E2")));
    assertEquals("[7E8#410C0B30]", text(ask(transport, "010C")));
  }

  @Test
  void asksSeveralPidsAtOnce() throws Exception {
    Elm327Transport transport = open(ElmConfig.DEFAULT);
    assertEquals("[7E8#410C0B300D32]", text(ask(transport, "010C0D")));
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void sleepsAndWakes(ElmIdentity identity) throws Exception {
    Elm327Transport transport =
        open(ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(38_400)));
    boolean sleeps = transport.lowPower();
    assertEquals(identity != ElmIdentity.CLONE_2_1, sleeps);
    assertTrue(text(ask(transport, "010C")).contains("low power mode"));
    assertEquals(sleeps, transport.normalPower());
    assertEquals("[7E8#410C0B30]", text(ask(transport, "010C")));
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
  }

  @Test
  void monitorsTheBus() throws Exception {
    Elm327Transport transport = open(ElmConfig.DEFAULT.with(AdapterTiming.realistic(500_000)));
    try (FrameMonitor monitor = transport.monitor()) {
      for (int i = 0; i < 50; i++) {
        CanFrame frame = monitor.poll(Duration.ofSeconds(5));
        assertNotNull(frame, "frame " + i);
        assertFalse(frame.id().extended());
      }
      assertTrue(text(ask(transport, "010C")).contains("monitor"));
      assertEquals(0, monitor.damaged());
    }
    assertEquals("[7E8#410C0B30]", text(ask(transport, "010C")));
    assertEquals("[7E8#490201" + ScriptCar.VIN + "]", text(ask(transport, "0902")));
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void speedsTheLineUp(ElmIdentity identity) throws Exception {
    Elm327Transport transport =
        transport(
            ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(38_400)),
            new Elm327Options(0, 115_200, "0", true, 0));
    transport.open(LONG);
    boolean lacks = !transport.capabilities().has(AtCommand.BAUD_RATE);
    assertEquals(identity == ElmIdentity.CLONE_2_1, lacks);
    // 4 MHz / 23 hex is the nearest that the handshake can name.
    assertEquals(lacks ? 38_400 : 115_200, link.baudRate());
    assertEquals("[7E8#410C0B30]", text(ask(transport, "010C")));
  }

  @Test
  void reportsThatTheIgnitionIsOffAndFindsItOnAgain() throws Exception {
    car.ignition = false;
    Elm327Transport transport =
        transport(ElmConfig.DEFAULT.with(AdapterTiming.realistic(38_400)), options("0"));
    transport.open(LONG);
    assertEquals(ConnectionStatus.OBD_CONNECTED, transport.status());
    assertTrue(text(ask(transport, "010C")).contains("UNABLE TO CONNECT"));
    car.ignition = true;
    assertEquals("[7E8#410C0B30]", text(ask(transport, "010C")));
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
  }

  @Test
  void doesNotSearchWithoutVoltage() throws Exception {
    car.volts = 0.2;
    Elm327Transport transport = transport(ElmConfig.DEFAULT, options("0"));
    transport.open(LONG);
    assertEquals(ConnectionStatus.INTERFACE_OPEN, transport.status());
    assertTrue(car.received.isEmpty());
  }

  @Test
  void readsRawMessagesOfJ1939() throws Exception {
    Elm327Transport transport = transport(ElmConfig.DEFAULT.with(BusProtocol.J1939), options("A"));
    transport.open(LONG);
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    assertEquals("[18FEEE00#826EFFFFFFFFFFFF]", text(ask(transport, "00FEEE")));
  }
}
