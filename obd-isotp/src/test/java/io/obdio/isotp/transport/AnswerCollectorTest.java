package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When waiting ends: times are in milliseconds after the request. */
class AnswerCollectorTest {

  private static final EcuAddress ENGINE = EcuAddress.can11(0x7E8);
  private static final EcuAddress GEARBOX = EcuAddress.can11(0x7E9);
  private static final Payload RPM = Payload.ofHex("410C0D48");

  private static long ms(long millis) {
    return millis * 1_000_000;
  }

  private static AnswerCollector functional(EcuAddress... known) {
    return collector(new AnswerCollector.Expected.All(Set.of(known)));
  }

  private static AnswerCollector collector(AnswerCollector.Expected expected) {
    AnswerCollector answers =
        new AnswerCollector(
            Payload.of(0x01, 0x0C),
            expected,
            new ResponseTiming(ms(50)),
            ms(5000),
            false,
            ms(20_000));
    answers.sent(EcuAddress.can11(0x7DF), 0, ms(50));
    return answers;
  }

  private static List<String> messages(AnswerCollector answers) {
    return assertInstanceOf(TransportAnswer.Messages.class, answers.answer()).messages().stream()
        .map(Object::toString)
        .toList();
  }

  private static TransportAnswer.NoAnswer none(AnswerCollector answers) {
    return assertInstanceOf(TransportAnswer.NoAnswer.class, answers.answer());
  }

  @Test
  void silenceEndsWithP2() {
    AnswerCollector answers = functional();
    assertFalse(answers.done(ms(50) - 1));
    assertTrue(answers.done(ms(50)));
    assertEquals(Reason.NO_DATA, none(answers).reason());
    assertEquals("no response to 7DF within 50 ms (p2=50)", none(answers).detail());
  }

  /** A bus in memory may deliver the response before it reports the transmission. */
  @Test
  void aProbeThatIsAnsweredBeforeItsTransmissionIsReportedEnds() {
    AnswerCollector answers =
        new AnswerCollector(
            Payload.of(0x01, 0x0C),
            new AnswerCollector.Expected.All(Set.of()),
            new ResponseTiming(ms(50)),
            ms(5000),
            true,
            ms(20_000));
    answers.message(ENGINE, RPM, ms(1));
    answers.sent(EcuAddress.can11(0x7DF), ms(2), ms(250));
    assertFalse(answers.done(ms(51)));
    assertTrue(answers.done(ms(52)));
    assertEquals(List.of("7E8#410C0D48"), messages(answers));
  }

  @Test
  void allEcusAreCollectedWithinP2() {
    AnswerCollector answers = functional();
    answers.message(ENGINE, RPM, ms(5));
    assertFalse(answers.done(ms(40)));
    answers.message(GEARBOX, RPM, ms(45));
    assertTrue(answers.done(ms(50)));
    assertEquals(List.of("7E8#410C0D48", "7E9#410C0D48"), messages(answers));
  }

  @Test
  void whenAllKnownEcusHaveAnsweredItIsDoneAtOnce() {
    AnswerCollector answers = functional(ENGINE, GEARBOX);
    answers.message(ENGINE, RPM, ms(5));
    assertFalse(answers.done(ms(5)));
    answers.message(GEARBOX, Payload.ofHex("7F0112"), ms(6));
    assertTrue(answers.done(ms(6)));
    assertEquals(List.of("7E8#410C0D48", "7E9#7F0112"), messages(answers));
  }

  @Test
  void responsePendingMakesItP2Star() {
    AnswerCollector answers = functional(ENGINE);
    answers.message(ENGINE, Payload.ofHex("7F0178"), ms(40));
    assertFalse(answers.done(ms(5039)));
    answers.message(ENGINE, Payload.ofHex("7F0178"), ms(5039));
    assertFalse(answers.done(ms(10_000)));
    answers.message(ENGINE, RPM, ms(10_000));
    assertTrue(answers.done(ms(10_000)));
    assertEquals(List.of("7E8#410C0D48"), messages(answers));
  }

  @Test
  void responsePendingWithoutAnAnswerEndsWithP2StarAndIsNoAnswer() {
    AnswerCollector answers = functional();
    answers.message(ENGINE, Payload.ofHex("7F0178"), ms(40));
    assertTrue(answers.done(ms(5040)));
    assertEquals("[7E8] announced a response (NRC 78), but sent none", none(answers).detail());
  }

  @Test
  void onePendingEcuDoesNotHideTheOther() {
    AnswerCollector answers = functional();
    answers.message(ENGINE, Payload.ofHex("7F0178"), ms(10));
    answers.message(GEARBOX, RPM, ms(20));
    assertFalse(answers.done(ms(60)));
    assertTrue(answers.done(ms(5010)));
    assertEquals(List.of("7E9#410C0D48"), messages(answers));
  }

  @Test
  void aLongMessageInProgressIsAwaited() {
    AnswerCollector answers = functional();
    answers.began(ENGINE, ms(1));
    assertFalse(answers.done(ms(3000)));
    answers.message(ENGINE, RPM, ms(3000));
    assertTrue(answers.done(ms(3000)));
  }

  @Test
  void aLongMessageThatIsLostIsDamage() {
    AnswerCollector answers = functional();
    answers.began(ENGINE, ms(1));
    answers.failed(ENGINE, "7E0>7E8: N_TIMEOUT_Cr");
    assertTrue(answers.done(ms(1050)));
    assertEquals(Reason.DAMAGED, none(answers).reason());
    assertEquals("7E0>7E8: N_TIMEOUT_Cr", none(answers).detail());
  }

  @Test
  void theDeadlineIsTheEndInAnyCase() {
    AnswerCollector answers = functional();
    answers.began(ENGINE, ms(1));
    assertFalse(answers.done(ms(20_000) - 1));
    assertTrue(answers.done(ms(20_000)));
  }

  @Test
  void ofOneEcuOnlyItsAnswerCountsAndEndsIt() {
    AnswerCollector answers = collector(new AnswerCollector.Expected.OneOf(List.of(GEARBOX)));
    answers.message(ENGINE, RPM, ms(1));
    assertFalse(answers.done(ms(1)));
    answers.message(GEARBOX, RPM, ms(2));
    assertTrue(answers.done(ms(2)));
    assertEquals(List.of("7E9#410C0D48"), messages(answers));
  }

  @Test
  void lateAnswersToOtherRequestsAreNotTakenForThisOne() {
    AnswerCollector answers = functional(ENGINE);
    answers.message(ENGINE, Payload.ofHex("490201"), ms(1));
    answers.message(ENGINE, Payload.ofHex("7F0911"), ms(2));
    answers.message(ENGINE, Payload.EMPTY, ms(3));
    assertFalse(answers.done(ms(3)));
    assertTrue(answers.done(ms(50)));
    assertEquals(Reason.DAMAGED, none(answers).reason());
    assertTrue(none(answers).detail().startsWith("7E8 responded to another request: 490201"));
  }

  @Test
  void aLateResponseToAnotherRoutineIsNotTakenForThisOne() {
    AnswerCollector answers =
        new AnswerCollector(
            Payload.ofHex("31010203"),
            new AnswerCollector.Expected.OneOf(List.of(ENGINE)),
            new ResponseTiming(ms(50)),
            ms(5000),
            false,
            ms(20_000));
    answers.sent(EcuAddress.can11(0x7E0), 0, ms(50));
    answers.message(ENGINE, Payload.ofHex("7101020200"), ms(1));
    assertFalse(answers.done(ms(1)));
    answers.message(ENGINE, Payload.ofHex("7101020300"), ms(2));
    assertEquals(List.of("7E8#7101020300"), messages(answers));
  }

  @Test
  void aTimeInWhichTheHostWasStalledDoesNotCount() {
    AnswerCollector answers = functional();
    answers.stalled(ms(80));
    assertFalse(answers.done(ms(130) - 1));
    assertTrue(answers.done(ms(130)));
  }

  /** A slow host may report the transmission after the response: the begin counts instead. */
  @Test
  void theLatencyIsLearnedAlsoBeforeTheTransmissionIsReported() {
    ResponseTiming timing = new ResponseTiming(ms(50));
    AnswerCollector answers =
        new AnswerCollector(
            Payload.of(0x01, 0x0C),
            new AnswerCollector.Expected.All(Set.of()),
            timing,
            ms(5000),
            false,
            ms(20_000));
    EcuAddress functional = EcuAddress.can11(0x7DF);
    answers.sending(functional, ms(100));
    answers.message(ENGINE, RPM, ms(300));
    answers.transmitted(functional, ms(320));
    answers.sent(functional, ms(321), ms(250));
    assertEquals(ms(610), timing.window(ms(300)));
  }

  /** A response to the second probe may be a late one to the first. */
  @Test
  void theLatencyIsMeasuredFromTheFirstRequestInAFormat() {
    ResponseTiming timing = new ResponseTiming(ms(50));
    AnswerCollector answers =
        new AnswerCollector(
            Payload.of(0x01, 0x0C),
            new AnswerCollector.Expected.All(Set.of()),
            timing,
            ms(5000),
            true,
            ms(20_000));
    EcuAddress functional = EcuAddress.can11(0x7DF);
    for (long at : new long[] {0, 500}) {
      answers.sending(functional, ms(at));
      answers.transmitted(functional, ms(at + 1));
      answers.sent(functional, ms(at + 1), ms(250));
    }
    answers.message(ENGINE, RPM, ms(601));
    assertEquals(ms(1810), timing.window(ms(601)));
  }
}
