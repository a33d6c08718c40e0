package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.elm327.link.VirtualLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every quirk of clones that is known, in every chunking: connected, and every value right. */
@Timeout(60)
class QuirkTest {

  /** Not the quirk's name alone, but what it does to an adapter. */
  private record Quirk(String name, Consumer<FakeElm> into) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Quirk lacking(String... commands) {
    return new Quirk(
        "lacks " + String.join(" ", commands), elm -> elm.lacks.addAll(Set.of(commands)));
  }

  /** In front of every reply. */
  private static Quirk before(String name, String text) {
    return new Quirk(name, elm -> elm.mangle = (command, reply) -> text + reply);
  }

  /** In place of the reply to a command, the first time. */
  private static Quirk once(String name, String command, String text) {
    return new Quirk(
        name,
        elm -> {
          boolean[] done = {false};
          elm.instead =
              (received, count) -> {
                if (!done[0] && received.equals(command)) {
                  done[0] = true;
                  return text;
                }
                return null;
              };
        });
  }

  private static Quirk onceThenRestart(String name, String command, String text) {
    return new Quirk(
        name,
        elm -> {
          boolean[] done = {false};
          elm.instead =
              (received, count) -> {
                if (!done[0] && received.equals(command)) {
                  done[0] = true;
                  elm.restart();
                  return text;
                }
                return null;
              };
        });
  }

  private static Quirk replaced(String name, String what, String by) {
    return new Quirk(name, elm -> elm.mangle = (command, reply) -> reply.replace(what, by));
  }

  private static List<Quirk> quirks() {
    List<Quirk> all = new ArrayList<>();
    all.add(new Quirk("none", elm -> {}));
    all.add(before("NULs before every reply", "\0\0\0"));
    all.add(
        new Quirk(
            "NULs before the reset's reply",
            elm -> {
              elm.lacks.add("ATD");
              elm.mangle = (command, reply) -> command.equals("ATZ") ? "\0\0" + reply : reply;
            }));
    all.add(
        new Quirk("NULs within", elm -> elm.mangle = (c, reply) -> reply.replace("\r", "\0\r\0")));
    all.add(before("FC as text after the echo", "FC\r"));
    all.add(before("FC as a byte after the echo", "\u00FC\r"));
    all.add(before("bytes above 7F", "\u0080\u00FF\u00F0"));
    all.add(new Quirk("echo doubled by character", elm -> elm.echoed = c -> c + c));
    all.add(
        new Quirk(
            "echo doubled and not switchable",
            elm -> {
              elm.echoed = c -> c + c;
              elm.lacks.add("ATE0");
            }));
    all.add(once("STOPPEDNG...", "0100", "STOPPEDNG...\r\r>"));
    all.add(once("STOPPED", "010C", "STOPPED\r\r>"));
    all.add(once("a blank reply to the first 0100", "0100", "\r>"));
    all.add(once("a blank reply to a request", "010C", ">"));
    all.add(once("a blank line and a late answer", "010C", "\r>\r7E804410C0D48\r\r>"));
    all.add(before("a stale line before each answer", "7E803411100\r"));
    all.add(before("a stale reply with its prompt", "7E803411100\r\r>"));
    all.add(once("an answer to an earlier request", "010C", "7E8037F0122\r7E804410C0D48\r\r>"));
    all.add(once("OK of an earlier command", "010C", "OK\r\r>7E804410C0D48\r\r>"));
    all.add(before("radio chatter", "+CONNECTING<<00:11:22:33:44:55\r\n"));
    all.add(before("radio chatter and a blank line", "\r\n+READY\r\n\r\n"));
    for (String command :
        List.of("ATE0", "ATH1", "ATS0", "ATL0", "ATAT", "ATI", "ATRV", "ATDPN", "ATSP0", "ATTP")) {
      all.add(lacking(command));
    }
    all.add(lacking("ATD", "ATE0", "ATL0"));
    all.add(lacking("ATH1", "ATS0"));
    all.add(lacking("ATH1", "ATS0", "ATE0", "ATL0", "ATAT", "ATDPN", "STI"));
    all.add(
        new Quirk(
            "knows no count digit: ?",
            elm ->
                elm.instead =
                    (command, count) -> command.matches("01[0-9A-F]{3}") ? "?\r\r>" : null));
    all.add(
        new Quirk(
            "knows no count digit: NO DATA",
            elm ->
                elm.instead =
                    (command, count) -> command.matches("01[0-9A-F]{3}") ? "NO DATA\r\r>" : null));
    all.add(
        new Quirk(
            "does not repeat on CR",
            elm ->
                elm.instead =
                    (command, count) -> elm.received.get(count - 1).isEmpty() ? ">" : null));
    all.add(once("glued SEARCHING...", "0100", "SEARCHING...7E8064100BE3FA813\r\r>"));
    all.add(once("glued BUS INIT", "0100", "BUS INIT: ...OK7E8064100BE3FA813\r\r>"));
    all.add(once("BUS INIT on its line", "0100", "BUS INIT: OK\r7E8064100BE3FA813\r\r>"));
    all.add(once("cut SEARCHING", "0100", "ARCHING...\r7E8064100BE3FA813\r\r>"));
    all.add(once("glued BUFFER FULL", "010C", "7E804410BUFFER FULL\r\r>"));
    all.add(once("glued and cut BUFFER FULL", "0902", "7E81014490201\r7E8BUFFER FU\r\r>"));
    all.add(once("cut line", "010C", "7E804410C0D\r\r>"));
    all.add(once("DATA ERROR", "010C", "DATA ERROR\r\r>"));
    all.add(once("<DATA ERROR", "010C", "7E804410C0D49<DATA ERROR\r\r>"));
    all.add(once("<RX ERROR", "010C", "7E804410C0D49<RX ERROR\r\r>"));
    all.add(
        once(
            "missing consecutive frame", "0902", "7E8101449020131 4434\r7E82242313233343536\r\r>"));
    all.add(
        once(
            "frames in the wrong order",
            "0902",
            "7E81014490201314434\r7E82242313233343536\r7E82147503030523535\r\r>"));
    all.add(onceThenRestart("LV RESET in place of an answer", "010C", "LV RESET\r\r>"));
    all.add(onceThenRestart("LV RESET in place of a setting", "ATL0", "LV RESET\r\r>"));
    all.add(onceThenRestart("banner in place of an answer", "010C", "\r\rELM327 v1.5\r\r>"));
    all.add(
        new Quirk(
            "restart that shows by the echo alone",
            elm -> {
              boolean[] done = {false};
              elm.mangle =
                  (command, reply) -> {
                    if (!done[0] && command.equals("010D")) {
                      done[0] = true;
                      elm.restart();
                      elm.headers = true;
                    }
                    return reply;
                  };
            }));
    all.add(once("ACT ALERT", "010C", "ACT ALERT\r7E804410C0D48\r\r>"));
    all.add(once("?", "010C", "?\r\r>"));
    all.add(replaced("no blank line before the prompt", "\r\r>", "\r>"));
    all.add(replaced("blank lines everywhere", "\r", "\r\n\r\n"));
    all.add(replaced("two prompts", ">", ">>"));
    all.add(replaced("a blank behind the prompt", ">", "> "));
    all.add(
        new Quirk(
            "lower case",
            elm ->
                elm.mangle =
                    (command, reply) ->
                        command.startsWith("01")
                            ? reply.toLowerCase(java.util.Locale.ROOT)
                            : reply));
    all.add(new Quirk("slow", elm -> elm.delayMillis = 400));
    all.add(new Quirk("another identity", elm -> elm.identity = "OBDII by nobody v2.1"));
    all.add(new Quirk("no identity at all", elm -> elm.identity = "\r"));
    return all;
  }

  static Stream<Arguments> everyQuirkInEveryChunking() {
    List<Arguments> rows = new ArrayList<>();
    for (Quirk quirk : quirks()) {
      for (Chunking chunking : Chunking.all()) {
        rows.add(Arguments.of(quirk, chunking));
      }
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyQuirkInEveryChunking")
  void isSurvived(Quirk quirk, Chunking chunking) throws Exception {
    FakeElm elm = FakeElm.car();
    quirk.into().accept(elm);
    VirtualLink link = new VirtualLink(elm, chunking.sizes().get());
    Elm327Transport transport =
        new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0));
    transport.open(Duration.ofSeconds(60));
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status(), elm.received.toString());
    assertEquals("6", transport.protocol().id());
    for (int i = 0; i < 4; i++) {
      assertEquals("[7E8#410C0D48]", ask(transport, "010C"), elm.received.toString());
      assertEquals("[7E8#410D00]", ask(transport, "010D"), elm.received.toString());
      assertEquals("[7E8#410D00]", ask(transport, "010D"), elm.received.toString());
    }
    assertEquals("[7E8#4902013144344750303052353542313233343536]", ask(transport, "0902"));
    assertTrue(ask(transport, "01FE").startsWith("NoAnswer[reason=NO_DATA"), "nothing of nothing");
    assertEquals(0, elm.stopped, "STOPPED because of us: " + elm.received);
    assertTrue(elm.received.stream().noneMatch("ATTPA0"::equals));
    assertTrue(
        elm.received.stream().filter("ATH1"::equals).count() <= 4,
        "requested indefinitely: " + elm.received);
    transport.close();
  }

  private static String ask(Elm327Transport transport, String hex) throws Exception {
    TransportAnswer answer =
        transport.exchange(
            DiagnosticRequest.functional(Payload.ofHex(hex)), Duration.ofSeconds(10));
    return answer instanceof TransportAnswer.Messages messages
        ? messages.messages().toString()
        : answer.toString();
  }
}
