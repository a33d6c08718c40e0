package io.obdio.elm327.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.line.CanLines;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.reply.PromptParser;
import io.obdio.elm327.reply.RawReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each reply to {@code 010C} amounts to. */
class AttemptReaderTest {

  private static final EcuMessage RPM =
      new EcuMessage(EcuAddress.can11(0x7E8), Payload.ofHex("410C0D48"));

  private final LineFormat format = new CanLines(false);

  private AttemptReader.Reading read(AttemptReader reader, String reply, List<EcuMessage> former) {
    PromptParser parser = new PromptParser();
    byte[] bytes = reply.replace('|', '\r').getBytes(StandardCharsets.ISO_8859_1);
    parser.feed(bytes, 0, bytes.length);
    RawReply raw = parser.take();
    return reader.read("010C", format, raw, former);
  }

  private Attempt attempt(String reply) {
    AttemptReader reader = new AttemptReader(Payload.ofHex("010C"), null, false);
    return read(reader, reply, List.of()).attempt();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          7E804410C0D48||>;                         Answered;  [7E8#410C0D48]
          SEARCHING...|7E804410C0D48||>;            Answered;  [7E8#410C0D48]
          7E8037F0112||>;                           Answered;  [7E8#7F0112]
          7E804410C0D48|7E904410C0D49||>;           Answered;  [7E8#410C0D48, 7E9#410C0D49]
          7E803410D32|7E804410C0D48||>;             Answered;  [7E8#410C0D48]
          7E8037F0178|7E804410C0D48||>;             Answered;  [7E8#410C0D48]
          7E803410D32||>;                           Unrelated; []
          7E8037F0222||>;                           Unrelated; []
          7E8037F0178||>;                           Partial;   []
          7E904410C0D49|7E8037F0178||>;             Partial;   [7E9#410C0D49]
          7E804410C0D||>;                           Partial;   []
          7E904410C0D49|7E804410C0D||>;             Partial;   [7E9#410C0D49]
          7E804410C0D48|BUFFER FULL||>;             Partial;   [7E8#410C0D48]
          DATA ERROR||>;                            Partial;   []
          hello||>;                                 Partial;   []
          7E804410C0D48|;                           Partial;   [7E8#410C0D48]
          NO DATA||>;                               Refused;   []
          7E804410C0D48|NO DATA||>;                 Refused;   []
          CAN ERROR||>;                             Refused;   []
          STOPPED||>;                               Refused;   []
          ?||>;                                     Refused;   []
          |>;                                       Silent;    []
          OK||>;                                    Silent;    []
          SEARCHING...|;                            Silent;    []
          ELM327 v1.5||>;                           Restarted; []
          LV RESET||>;                              Restarted; []
          ERR94||>;                                 Restarted; []
          """)
  void sortsReplies(String reply, String kind, String messages) {
    Attempt attempt = attempt(reply);
    assertEquals(kind, attempt.getClass().getSimpleName());
    assertEquals(messages, attempt.messages().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "NO DATA||>, NO_DATA",
    "BUS BUSY||>, BUS_ERROR",
    "?||>, ADAPTER_ERROR",
    "DATA ERROR||>, DAMAGED",
    "7E803410D32||>, DAMAGED",
    "7E8037F0178||>, NO_DATA",
    "LV RESET||>, ADAPTER_ERROR",
  })
  void givesTheReason(String reply, Reason reason) {
    assertEquals(
        reason,
        assertInstanceOf(
                io.obdio.core.transport.TransportAnswer.NoAnswer.class, attempt(reply).toAnswer())
            .reason());
  }

  @Test
  void countsLinesAndNotesOtherAnswers() {
    assertEquals(new Attempt.Answered(List.of(RPM), 1, false), attempt("7E804410C0D48||>"));
    assertEquals(
        new Attempt.Answered(List.of(RPM), 2, true), attempt("7E803410D32|7E804410C0D48||>"));
  }

  @Test
  void reportsTheEcuWhoseResponseIsPending() {
    Attempt.Partial partial =
        assertInstanceOf(Attempt.Partial.class, attempt("7E904410C0D49|7E8037F0178||>"));
    assertEquals("[7E8]", partial.pending().toString());
  }

  @Test
  void otherEcusDoNotAnswerAPhysicalRequest() {
    AttemptReader reader =
        new AttemptReader(Payload.ofHex("010C"), RequestTarget.of(EcuAddress.can11(0x7E1)), false);
    assertEquals(
        "[7E9#410C0D49]",
        read(reader, "7E804410C0D48|7E904410C0D49||>", List.of()).attempt().messages().toString());
    assertInstanceOf(
        Attempt.Unrelated.class, read(reader, "7E804410C0D48||>", List.of()).attempt());
  }

  /** In a damaged reply, the answer of the reply before is taken for a repetition of it. */
  @Test
  void dropsARepetitionInFrontOfDamage() {
    AttemptReader reader = new AttemptReader(Payload.ofHex("010C"), null, false);
    String damaged = "7E804410C0D48|7E804410C0D||>";
    assertEquals(List.of(RPM), read(reader, damaged, List.of()).attempt().messages());
    assertEquals(List.of(), read(reader, damaged, List.of(RPM)).attempt().messages());
    assertEquals(List.of(RPM), read(reader, damaged, List.of(RPM)).messages());
  }

  @Test
  void everyMessageAnswersOnJ1939() {
    AttemptReader reader = new AttemptReader(Payload.ofHex("00FEEE"), null, true);
    assertInstanceOf(Attempt.Answered.class, read(reader, "7E804410C0D48||>", List.of()).attempt());
  }
}
