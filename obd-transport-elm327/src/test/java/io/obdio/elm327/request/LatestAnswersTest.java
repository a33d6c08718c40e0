package io.obdio.elm327.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.elm327.line.BareLines;
import io.obdio.elm327.line.CanLines;
import io.obdio.elm327.line.LineFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which of several answers to the same request are the latest. */
class LatestAnswersTest {

  private static final String RPM = "010C";

  private final LatestAnswers latest = new LatestAnswers();
  private final LineFormat named = new CanLines(false);
  private final LineFormat anonymous = new BareLines(EcuAddress.can11(0x7E8), true);

  private static List<EcuMessage> messages(String... texts) {
    return Stream.of(texts)
        .map(text -> text.split("#", -1))
        .map(part -> new EcuMessage(EcuAddress.parse(part[0]), Payload.ofHex(part[1])))
        .toList();
  }

  private LatestAnswers.Selection select(LineFormat format, String... texts) {
    return latest.select(RPM, format, messages(texts), true);
  }

  @Test
  void keepsTheLastOfEachEcuInOrder() {
    LatestAnswers.Selection selection =
        select(named, "7E8#410C0001", "7E9#410C0002", "7E8#410C0003", "7EA#410C0004");
    assertEquals("[7E9#410C0002, 7E8#410C0003, 7EA#410C0004]", selection.messages().toString());
    assertTrue(selection.certain());
  }

  @Test
  void oneAnonymousAnswerIsCertain() {
    assertTrue(select(anonymous, "7E8#410C0001").certain());
    assertEquals(
        "[7E8#410C0003]", select(anonymous, "7E8#410C0002", "7E8#410C0003").messages().toString());
  }

  @Test
  void severalAnonymousAnswersAreCertainTheSecondTime() {
    LatestAnswers.Selection first = select(anonymous, "7E8#410C0001", "7E8#410C0002");
    assertFalse(first.certain());
    assertEquals(2, first.messages().size());
    LatestAnswers.Selection second = select(anonymous, "7E8#410C0003", "7E8#410C0004");
    assertTrue(second.certain());
    assertEquals(2, second.messages().size());
  }

  @Test
  void theSmallestNumberOfAnonymousAnswersCounts() {
    select(anonymous, "7E8#410C0001", "7E8#410C0002", "7E8#410C0003");
    select(anonymous, "7E8#410C0004", "7E8#410C0005");
    assertEquals(
        "[7E8#410C0007, 7E8#410C0008]",
        select(anonymous, "7E8#410C0006", "7E8#410C0007", "7E8#410C0008").messages().toString());
  }

  @Test
  void anIncompleteReplyTeachesNothing() {
    LatestAnswers.Selection selection =
        latest.select(RPM, anonymous, messages("7E8#410C0001"), false);
    assertEquals(1, selection.messages().size());
    assertFalse(select(anonymous, "7E8#410C0002", "7E8#410C0003").certain());
  }
}
