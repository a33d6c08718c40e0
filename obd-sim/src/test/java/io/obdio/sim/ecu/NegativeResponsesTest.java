package io.obdio.sim.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.uds.SecurityAccess;
import io.obdio.sim.vehicle.EcuKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each service's refusals (ISO 14229-1): 11, 12, 13, 22, 24, 31, 33, 35, 36, 37, 7E, 7F. */
class NegativeResponsesTest {

  private final TestBench bench = new TestBench();

  private static String key(String seed, int level) {
    return String.format("%08X", SecurityAccess.keyFor(level, (int) Payload.ofHex(seed).uint32(2)));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "10, 7F1013",
    "100300, 7F1013",
    "1000, 7F1012",
    "1005, 7F1012",
    "11, 7F1113",
    "110100, 7F1113",
    "1100, 7F1112",
    "14, 7F1413",
    "14FFFFFF00, 7F1413",
    "19, 7F1913",
    "1901, 7F1913",
    "1901FF00, 7F1913",
    "190400, 7F1913",
    "1900, 7F1912",
    "197F, 7F1912",
    "22, 7F2213",
    "22F1, 7F2213",
    "22FFFF, 7F2231",
    "27, 7F2713",
    "270100, 7F2713",
    "2702, 7F2713",
    "270211, 7F2713",
    "2700, 7F2712",
    "277F, 7F2712",
    "2E, 7F2E13",
    "2EF199, 7F2E13",
    "2EFFFF00, 7F2E31",
    "2EF199260401, 7F2E33",
    "2F, 7F2F13",
    "2F2001, 7F2F13",
    "2F20010380FF, 7F2F13",
    "2F200100FF, 7F2F13",
    "2FFFFF03FF, 7F2F31",
    "2F20017F, 7F2F31",
    "31, 7F3113",
    "310102, 7F3113",
    "31000203, 7F3112",
    "31040203, 7F3112",
    "3101FFFE, 7F3131",
    "3E, 7F3E13",
    "3E0000, 7F3E13",
    "3E01, 7F3E12",
    "3E7F, 7F3E12",
    "83, 7F8311",
    "BA01, 7FBA11",
  })
  void inTheExtendedSession(String request, String answer) {
    bench.ask("1003");
    assertEquals(answer, bench.ask(request));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "2701, 7F277F",
    "2702, 7F277F",
    "2EF199260401, 7F2E7F",
    "2E, 7F2E7F",
    "2F20010380, 7F2F7F",
    "31010203, 7F317F",
    "1002, 7F107E",
  })
  void theDefaultSessionRefusesWhatNeedsAnother(String request, String answer) {
    assertEquals(answer, bench.ask(request));
    assertEquals("", bench.askAll(EcuKind.ENGINE, request), "and keeps it back from all");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"1083", "1081", "1981FF", "3181" + "0203", "3E80"})
  void aPositiveAnswerIsKeptBackOnRequest(String request) {
    bench.ask("1003");
    assertEquals("", bench.ask(request));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"1085, 7F1012", "1185, 7F1112", "3181FFFE, 7F3131", "3E81, 7F3E12"})
  void aRefusalIsNotKeptBackByTheBit(String request, String answer) {
    bench.ask("1003");
    assertEquals(answer, bench.ask(request));
  }

  @Test
  void aSuppressedResetHappensNevertheless() {
    bench.ask("1003");
    assertEquals("", bench.ask("1181"));
    assertEquals("", bench.ask("010C"), "it is away");
    bench.pass(Duration.ofMillis(301));
    assertEquals("62F18601", bench.ask("22F186"));
  }

  @Test
  void askedTogetherWithAllOthersItRefusesOnlyWhatMatters() {
    bench.ask("1003");
    for (String silent : new String[] {"83", "1005", "22FFFF", "3E01", "2705", "31FF0203"}) {
      assertEquals("", bench.askAll(EcuKind.ENGINE, silent), silent);
    }
    assertEquals("7F2213", bench.askAll(EcuKind.ENGINE, "22F1"));
    assertEquals("7F2E33", bench.askAll(EcuKind.ENGINE, "2EF199260401"));
  }

  @Test
  void testerPresentToAllKeepsTheSession() {
    bench.ask("1003");
    for (int i = 0; i < 5; i++) {
      bench.pass(Duration.ofMillis(4500));
      assertEquals("", bench.askAll(EcuKind.ENGINE, "3E80"));
    }
    assertEquals("62F18603", bench.ask("22F186"));
    bench.pass(Duration.ofMillis(5001));
    assertEquals("7F317F", bench.ask("31010203"), "S3 is over");
  }

  @Test
  void eachKeyNeedsASeedOfItsLevelAndOfThisSession() {
    bench.ask("1003");
    assertEquals("7F2724", bench.ask("270200000000"));
    String seed = bench.ask("2701");
    bench.ask("1003");
    assertEquals("7F2724", bench.ask("2702" + key(seed, 1)), "a session's begin forgets the seed");
    seed = bench.ask("2701");
    assertEquals("7F2713", bench.ask("2702" + key(seed, 1) + "00"));
    assertEquals("6702", bench.ask("2702" + key(seed, 1)), "a wrong length is no attempt");
    assertEquals("6EF199", bench.ask("2EF199260401"));
  }

  @Test
  void wrongKeysLockThroughSessionsUntilTheDelayIsOver() {
    bench.ask("1003");
    bench.ask("2701");
    assertEquals("7F2735", bench.ask("270200000001"));
    bench.ask("1001");
    bench.ask("1003");
    bench.ask("2701");
    assertEquals("7F2735", bench.ask("270200000001"), "the count continues in the next session");
    bench.ask("2701");
    assertEquals("7F2736", bench.ask("270200000001"));
    assertEquals("7F2737", bench.ask("2701"));
    bench.ask("1001");
    bench.ask("1003");
    assertEquals("7F2737", bench.ask("2701"), "a new session does not help");
    bench.pass(Duration.ofSeconds(4));
    bench.ask("3E80");
    bench.pass(Duration.ofSeconds(4));
    bench.ask("3E80");
    bench.pass(Duration.ofMillis(1999));
    assertEquals("7F2737", bench.ask("2701"));
    bench.pass(Duration.ofMillis(1));
    String seed = bench.ask("2701");
    assertEquals("6702", bench.ask("2702" + key(seed, 1)));
  }
}
