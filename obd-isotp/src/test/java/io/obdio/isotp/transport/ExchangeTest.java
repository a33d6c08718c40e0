package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single exchanges with an open transport, in virtual time. */
@Timeout(60)
class ExchangeTest {

  private static final Duration SHORT = Duration.ofMillis(5);

  private static DiagnosticRequest physical(String hex, RequestTarget target) {
    return DiagnosticRequest.physical(Payload.ofHex(hex), target);
  }

  private static List<String> texts(TransportAnswer answer) {
    return assertInstanceOf(TransportAnswer.Messages.class, answer).messages().stream()
        .map(Object::toString)
        .toList();
  }

  /**
   * Outside 7E0..7E7 manufacturers respond at different offsets; which one is learned from the
   * response (+8, +6A Volkswagen, +20 Renault and Nissan).
   */
  @ParameterizedTest
  @CsvSource({"714, 71C", "714, 77E", "740, 760"})
  void theResponseIsExpectedAtTheUsualOffsets(String request, String response) throws Exception {
    try (VirtualVehicle vehicle = new VirtualVehicle("ids=11")) {
      vehicle.ecu11(0, SHORT, VirtualVehicle::standard);
      vehicle.ecu(CanId.parse(request), CanId.parse(response), SHORT, VirtualVehicle::standard);
      vehicle.open();
      RequestTarget target = RequestTarget.of(EcuAddress.parse(request));
      for (int i = 0; i < 2; i++) {
        assertEquals(
            List.of(response + "#4902015750305A5A5A39395A5453333930303030"),
            texts(vehicle.ask(physical("0902", target))));
      }
    }
  }

  /** BMW i3: requests to 6F1 with the ECU's address, responses from 6xx with the tester's. */
  @Test
  void extendedAddressingReachesEcusBehindOneIdentifier() throws Exception {
    try (VirtualVehicle vehicle = new VirtualVehicle("ids=11")) {
      vehicle.ecu11(0, SHORT, VirtualVehicle::standard);
      IsoTpNetwork bmw =
          IsoTpNetwork.builder(vehicle.wire.join())
              .loop(vehicle.loop)
              .callbacks(Runnable::run)
              .open();
      for (int ecu : new int[] {0x07, 0x12}) {
        byte[] answer = new byte[20];
        answer[0] = 0x62;
        answer[1] = (byte) 0xF1;
        answer[2] = (byte) 0x90;
        answer[19] = (byte) ecu;
        bmw.serve(
            request -> request.respond(answer),
            IsoTpAddress.extended(CanId.base(0x600 + ecu), CanId.base(0x6F1), ecu, 0xF1),
            List.of(),
            IsoTpOptions.DEFAULTS);
      }
      vehicle.open();
      for (OptionalInt own : new OptionalInt[] {OptionalInt.empty(), OptionalInt.of(0xF1)}) {
        for (int ecu : new int[] {0x12, 0x07}) {
          RequestTarget target =
              RequestTarget.of(EcuAddress.can11(0x6F1), EcuAddress.can11(0x600 + ecu))
                  .with(new AddressByte(ecu, own));
          List<String> answers = texts(vehicle.ask(physical("22F190", target)));
          String hex = String.format("%X", ecu);
          assertEquals(1, answers.size());
          assertEquals(true, answers.get(0).startsWith("6" + (ecu < 16 ? "0" : "") + hex + "#62"));
          assertEquals(true, answers.get(0).endsWith(hex), answers.toString());
        }
      }
      bmw.close();
    }
  }

  /**
   * The kernel needs the address byte of the responses: the tester's (BMW) or that of the request
   * (Toyota) is tried, and the one that was answered is remembered.
   */
  @ParameterizedTest
  @CsvSource({"6F1, 612, 12, F1, 1", "750, 758, 40, 40, 1", "750, 758, 40, F1, 2"})
  void aLinkThatNeedsTheAddressByteTriesTheUsualOnes(
      String request, String response, String ecu, String own, int first) throws Exception {
    try (VirtualVehicle vehicle = new VirtualVehicle("ids=11")) {
      vehicle.linkDecorator = ExplicitByteLink::new;
      vehicle.ecu11(0, SHORT, VirtualVehicle::standard);
      IsoTpNetwork network =
          IsoTpNetwork.builder(vehicle.wire.join())
              .loop(vehicle.loop)
              .callbacks(Runnable::run)
              .open();
      int[] requests = {0};
      network.serve(
          incoming -> {
            requests[0]++;
            incoming.respond((byte) 0x62, (byte) 0xF1, (byte) 0x90, (byte) 0x41);
          },
          IsoTpAddress.extended(
              CanId.parse(response),
              CanId.parse(request),
              Integer.parseInt(ecu, 16),
              Integer.parseInt(own, 16)),
          List.of(),
          IsoTpOptions.DEFAULTS);
      vehicle.open();
      RequestTarget target =
          RequestTarget.of(EcuAddress.parse(request), EcuAddress.parse(response))
              .with(AddressByte.of(Integer.parseInt(ecu, 16)));
      for (int i = 0; i < 3; i++) {
        assertEquals(
            List.of(response + "#62F19041"), texts(vehicle.ask(physical("22F190", target))));
        assertEquals(first + i, requests[0], "requests sent");
      }
      network.close();
    }
  }

  @Test
  void aRequestCanGiveTheEcuMoreTime() throws Exception {
    try (VirtualVehicle vehicle = new VirtualVehicle("ids=11")) {
      vehicle.ecu11(0, SHORT, VirtualVehicle::standard);
      vehicle.ecu11(1, Duration.ofMillis(400), VirtualVehicle::standard);
      vehicle.open();
      RequestTarget slow = RequestTarget.of(EcuAddress.can11(0x7E1));
      RequestOptions options = RequestOptions.NONE.withAnswerTime(Duration.ofMillis(500));
      DiagnosticRequest request =
          new DiagnosticRequest.ToVehicle(Payload.ofHex("22F190"), Optional.of(slow), options);
      assertEquals(List.of("7E9#7F2211"), texts(vehicle.ask(request)));
    }
  }

  @Test
  void aRequestForOtherIdentifiersIsNotSent() throws Exception {
    try (VirtualVehicle vehicle = new VirtualVehicle("")) {
      vehicle.ecu11(0, SHORT, VirtualVehicle::standard);
      vehicle.open();
      vehicle.sent.clear();
      DiagnosticRequest request =
          new DiagnosticRequest.ToVehicle(
              Payload.ofHex("010C"),
              Optional.empty(),
              RequestOptions.NONE.withBus(EcuAddress.Kind.CAN_29));
      TransportAnswer.NoAnswer none =
          assertInstanceOf(TransportAnswer.NoAnswer.class, vehicle.ask(request));
      assertEquals(Reason.NOT_SUPPORTED, none.reason());
      assertEquals(List.of(), vehicle.sent);
    }
  }

  @Test
  void testerPresentIsSentByTheTransportsClock() throws Exception {
    try (VirtualVehicle vehicle = new VirtualVehicle("ids=11&testerpresent=2000")) {
      vehicle.ecu11(0, SHORT, VirtualVehicle::standard);
      vehicle.open();
      vehicle.sent.clear();
      vehicle.loop.runUntil(Duration.ofMillis(3500).toNanos());
      vehicle.ask("010C");
      vehicle.loop.runUntil(Duration.ofMillis(8000).toNanos());
      assertEquals(
          List.of(
              "2000 7DF#023E80CCCCCCCCCC",
              "3500 7DF#02010CCCCCCCCCCC",
              "5500 7DF#023E80CCCCCCCCCC",
              "7500 7DF#023E80CCCCCCCCCC"),
          vehicle.sent);
    }
  }
}
