package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.elm327.link.VirtualLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class Elm327TransportTest {

  private final FakeElm elm = FakeElm.car();
  private final VirtualLink link = new VirtualLink(elm, () -> 7);
  private final Elm327Transport transport =
      new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0));

  private String ask(String hex) throws Exception {
    TransportAnswer answer =
        transport.exchange(DiagnosticRequest.functional(Payload.ofHex(hex)), Duration.ofSeconds(2));
    return answer instanceof TransportAnswer.Messages messages
        ? messages.messages().toString()
        : answer.toString();
  }

  @Test
  void connectsWithOneSearchAndNoWaitOfItsOwn() throws Exception {
    transport.open(Duration.ofSeconds(20));
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    assertEquals("ISO 15765-4 (CAN 11/500)", transport.protocol().name());
    assertEquals(1, elm.received.stream().filter("0100"::equals).count());
    // The adapter's own delays: 5 ms a command and the search.
    assertTrue(
        link.millis() <= elm.searchMillis + 6L * elm.received.size() + 5, "took " + link.millis());
    assertEquals(0, elm.stopped);
    assertFalse(elm.received.contains("ATZ"));
  }

  @Test
  void answersOneAndSeveralFrames() throws Exception {
    transport.open(Duration.ofSeconds(20));
    assertEquals("[7E8#410C0D48]", ask("010C"));
    assertEquals("[7E8#4902013144344750303052353542313233343536]", ask("0902"));
    assertInstanceOf(
        TransportAnswer.NoAnswer.class,
        transport.exchange(
            DiagnosticRequest.functional(Payload.of(1, 0x0F)), Duration.ofSeconds(1)));
  }

  @Test
  void learnsTheCountDigitAndRepeatsByCarriageReturn() throws Exception {
    transport.open(Duration.ofSeconds(20));
    for (int i = 0; i < 5; i++) {
      assertEquals("[7E8#410C0D48]", ask("010C"));
    }
    List<String> tail = elm.received.subList(elm.received.size() - 5, elm.received.size());
    assertEquals(List.of("010C", "", "010C1", "", ""), tail);
  }
}
