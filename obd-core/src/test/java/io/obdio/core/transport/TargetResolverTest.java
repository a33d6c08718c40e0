package io.obdio.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.DiagnosticRequest.ToVehicle;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.TransportAnswer.Messages;
import io.obdio.core.transport.TransportAnswer.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetResolverTest {

  private final TargetResolver resolver = new TargetResolver();
  private final List<String> tried = new ArrayList<>();
  private String answering = "";

  private TransportAnswer ask(RequestTarget target) {
    tried.clear();
    ToVehicle request = new ToVehicle(Payload.ofHex("2101"), Optional.of(target));
    return resolver.exchange(request, this::exchange);
  }

  private TransportAnswer exchange(ToVehicle request) {
    RequestTarget target = request.target().orElseThrow();
    String addressByte =
        target
            .extended()
            .map(byteOf -> "/" + AddressByte.of(byteOf.answer().orElseThrow()))
            .orElse("");
    tried.add(target.answerCandidates() + addressByte);
    return target.answerCandidates().stream()
        .filter(from -> answering.equals(from + addressByte))
        .findFirst()
        .<TransportAnswer>map(
            from -> new Messages(List.of(new EcuMessage(from, Payload.ofHex("6101")))))
        .orElse(TransportAnswer.none(Reason.NO_DATA, "no answer"));
  }

  private static RequestTarget to(String request) {
    return RequestTarget.of(EcuAddress.parse(request));
  }

  /** Volkswagen's ECUs answer with an offset of 6A. */
  @Test
  void whatAnswersIsRemembered() {
    answering = "77A";
    assertTrue(ask(to("710")) instanceof Messages);
    assertEquals(List.of("[718, 77A, 730]"), tried);
    assertTrue(ask(to("710")) instanceof Messages);
    assertEquals(List.of("[77A]"), tried);
    resolver.reset();
    ask(to("710"));
    assertEquals(List.of("[718, 77A, 730]"), tried);
  }

  @Test
  void legislatedAndGivenAddressesAreTheOnlyCandidates() {
    ask(to("7E0"));
    assertEquals(List.of("[7E8]"), tried);
    ask(RequestTarget.of(EcuAddress.parse("710"), EcuAddress.parse("77A")));
    assertEquals(List.of("[77A]"), tried);
    ask(to("18DA10F1"));
    assertEquals(List.of("[18DAF110]"), tried);
    ask(to("17FC0076"));
    assertEquals(List.of("[17FE0076]"), tried);
  }

  @Test
  void anUnknownAnswerAddressIsAReason() {
    assertEquals(
        TransportAnswer.none(
            Reason.NOT_SUPPORTED,
            "the identifier that answers 1DD01635 is not known and has to be given"),
        ask(to("1DD01635")));
    assertEquals(List.of(), tried);
  }

  @Test
  void aSilentEcuIsNotSearchedIndefinitely() {
    RequestTarget silent =
        RequestTarget.of(EcuAddress.parse("6F1"), EcuAddress.parse("607")).with(AddressByte.of(7));
    for (int i = 0; i < 3; i++) {
      ask(silent);
      assertEquals(List.of("[607]/F1", "[607]/07"), tried);
    }
    ask(silent);
    assertEquals(List.of("[607]/F1"), tried);
  }

  /** BMW's ECUs answer with the tester's address, Toyota's with their own. */
  @Test
  void theAddressByteOfAnswersIsFoundToo() {
    answering = "607/F1";
    RequestTarget bmw =
        RequestTarget.of(EcuAddress.parse("6F1"), EcuAddress.parse("607")).with(AddressByte.of(7));
    assertTrue(ask(bmw) instanceof Messages);
    assertEquals(List.of("[607]/F1"), tried);
    answering = "758/2A";
    RequestTarget toyota =
        RequestTarget.of(EcuAddress.parse("750"), EcuAddress.parse("758"))
            .with(AddressByte.of(0x2A));
    assertTrue(ask(toyota) instanceof Messages);
    assertEquals(List.of("[758]/2A"), tried);
  }
}
