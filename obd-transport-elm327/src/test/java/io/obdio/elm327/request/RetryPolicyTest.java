package io.obdio.elm327.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.request.RetryPolicy.Decision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done after each kind of attempt, as a table. */
class RetryPolicyTest {

  private static final EcuAddress ENGINE = EcuAddress.can11(0x7E8);
  private static final List<EcuMessage> RPM =
      List.of(new EcuMessage(ENGINE, Payload.ofHex("410C0D48")));
  private static final long SECOND = 1_000_000_000L;

  private static Attempt attempt(String name) {
    return switch (name) {
      case "answered" -> new Attempt.Answered(RPM, 1, false);
      case "damaged" -> new Attempt.Partial(List.of(), Set.of(), Reason.DAMAGED, "7E80");
      case "half damaged" -> new Attempt.Partial(RPM, Set.of(), Reason.DAMAGED, "7E80");
      case "pending" -> new Attempt.Partial(List.of(), Set.of(ENGINE), Reason.NO_DATA, "78");
      case "half pending" -> new Attempt.Partial(RPM, Set.of(ENGINE), Reason.NO_DATA, "78");
      case "pending, damaged" ->
          new Attempt.Partial(List.of(), Set.of(ENGINE), Reason.DAMAGED, "78");
      case "?" -> new Attempt.Refused(null, "?");
      case "silent" -> new Attempt.Silent(Reason.NO_DATA, "");
      case "unrelated" -> new Attempt.Unrelated("7E8037F0122");
      case "restarted" -> new Attempt.Restarted("LV RESET");
      default -> {
        ElmError error = ElmError.valueOf(name);
        yield new Attempt.Refused(error, error.text());
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          # attempt;        count; counted; patient; seconds; repeatable;      not repeatable
          answered;         1;     false;   false;   1;       GIVE_UP;         GIVE_UP
          restarted;        1;     false;   false;   1;       GIVE_UP;         GIVE_UP
          restarted;        1;     true;    false;   1;       GIVE_UP;         GIVE_UP
          damaged;          1;     false;   false;   1;       RETRY;           GIVE_UP
          half damaged;     2;     false;   true;    1;       RETRY;           GIVE_UP
          damaged;          3;     false;   false;   1;       GIVE_UP;         GIVE_UP
          damaged;          1;     false;   false;   0;       GIVE_UP;         GIVE_UP
          damaged;          1;     true;    false;   1;       RETRY_PLAINLY;   GIVE_UP
          damaged;          3;     true;    false;   1;       GIVE_UP;         GIVE_UP
          pending;          1;     false;   false;   1;       RETRY_PATIENTLY; GIVE_UP
          half pending;     1;     false;   false;   1;       RETRY_PATIENTLY; GIVE_UP
          pending;          1;     true;    false;   1;       RETRY_PATIENTLY; GIVE_UP
          pending;          1;     false;   true;    1;       GIVE_UP;         GIVE_UP
          pending;          2;     true;    true;    1;       RETRY_PLAINLY;   GIVE_UP
          pending, damaged; 1;     false;   true;    1;       RETRY;           GIVE_UP
          silent;           1;     false;   false;   1;       RETRY;           RETRY
          silent;           2;     true;    false;   1;       RETRY_PLAINLY;   RETRY
          silent;           3;     false;   false;   1;       GIVE_UP;         GIVE_UP
          silent;           1;     false;   false;   0;       GIVE_UP;         GIVE_UP
          unrelated;        1;     false;   false;   1;       RETRY;           GIVE_UP
          unrelated;        2;     false;   false;   1;       GIVE_UP;         GIVE_UP
          ?;                1;     false;   false;   1;       RETRY;           GIVE_UP
          ?;                1;     true;    false;   1;       RETRY_PLAINLY;   GIVE_UP
          NO_DATA;          1;     false;   false;   1;       GIVE_UP;         GIVE_UP
          NO_DATA;          1;     true;    false;   1;       RETRY_PLAINLY;   GIVE_UP
          STOPPED;          1;     false;   false;   1;       RETRY;           GIVE_UP
          BUFFER_FULL;      2;     false;   false;   1;       RETRY;           GIVE_UP
          BUS_BUSY;         1;     false;   false;   1;       RETRY;           GIVE_UP
          CAN_ERROR;        1;     false;   false;   1;       GIVE_UP;         GIVE_UP
          FC_RX_TIMEOUT;    1;     false;   false;   1;       GIVE_UP;         GIVE_UP
          """)
  void decides(
      String attempt,
      int count,
      boolean counted,
      boolean patient,
      long seconds,
      Decision repeatable,
      Decision notRepeatable) {
    Attempt made = attempt(attempt);
    long left = seconds * SECOND;
    assertEquals(repeatable, new RetryPolicy(true).after(made, count, counted, patient, left));
    assertEquals(notRepeatable, new RetryPolicy(false).after(made, count, counted, patient, left));
  }

  /** A bus without a vehicle stays so: repeating would only take time. */
  @ParameterizedTest
  @EnumSource(
      value = ElmError.class,
      names = {"UNABLE_TO_CONNECT", "BUS_INIT_ERROR", "BUS_ERROR", "FB_ERROR", "ACT_ALERT"})
  void doesNotRepeatWhatTheBusRefuses(ElmError error) {
    Attempt refused = new Attempt.Refused(error, error.text());
    assertEquals(Decision.GIVE_UP, new RetryPolicy(true).after(refused, 1, false, false, SECOND));
  }

  @Test
  void repeatsForCertaintyAsLongAsItMay() {
    assertTrue(new RetryPolicy(true).mayRepeat(2, 1));
    assertFalse(new RetryPolicy(true).mayRepeat(3, 1));
    assertFalse(new RetryPolicy(true).mayRepeat(2, 0));
    assertFalse(new RetryPolicy(false).mayRepeat(1, SECOND));
  }
}
