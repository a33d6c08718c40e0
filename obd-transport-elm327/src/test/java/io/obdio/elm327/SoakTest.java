package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.elm327.command.AtCommand;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random faults, seeded, in virtual time, on a car of which no value comes twice: never a wrong or
 * a stale value, never longer than the deadline, and back soon after each fault has ended.
 *
 * <p>One thing is not required: an adapter that refuses {@code ATH1} does not name the ECU, so that
 * either ECU's value is right for the one that is named.
 */
@Timeout(600)
class SoakTest {

  private static final long OPEN_MILLIS = 2000;
  private static final Duration BACK = Duration.ofSeconds(2);

  /** A search that began while the ignition was off continues when it is on; it is not stopped. */
  private static final Duration SEARCH = Duration.ofMillis(7 * 120 + 2 * 1200 + 100);

  /** What a deadline may be overrun by: a command's own characters. */
  private static final long SLACK_NANOS = Duration.ofMillis(20).toNanos();

  /** Requests, and by how many ECUs each is answered. */
  private static final Map<String, Integer> REQUESTS =
      Map.of("010C", 1, "010D", 1, "010C0D", 1, "0105", 2, "03", 2, "0902", 1, "0100", 2);

  private static final List<String> FUNCTIONAL = REQUESTS.keySet().stream().sorted().toList();

  private final CountingCar car = new CountingCar();
  private long seed;
  private SplittableRandom random;
  private FaultInjector faults;
  private Elm327 adapter;
  private Elm327Transport transport;
  private EmulatorLink link;
  private List<Fault> now = List.of();
  private long since;
  private long exchanges;
  private long answered;
  private int faultsSeen;

  private String where(String what) {
    return "seed "
        + seed
        + ", "
        + now
        + " up to "
        + since / 1000
        + ": "
        + what
        + "\n"
        + link.transcript();
  }

  /** As the supervisor of a connection does: opens again after a loss, without losing time. */
  private void open() {
    try {
      transport.open(Duration.ofMillis(OPEN_MILLIS));
    } catch (TransportException e) {
      adapter.advanceTo(adapter.now() + 100_000_000);
    }
  }

  /** As a program that is restarted without knowledge of the adapter. */
  private void start() {
    if (transport != null) {
      transport.close();
    }
    transport =
        new Elm327Transport(
            EmulatorLink.source(
                () -> adapter, () -> random.nextInt(1, 30), opened -> link = opened),
            new Elm327Options(0, 0, "0", true, 0));
    open();
  }

  /** Sends one request; returns whether all ECUs answered it. */
  private boolean ask(long deadlineMillis) {
    boolean can = transport.capabilities().has(AtCommand.SET_HEADER);
    boolean physical = random.nextInt(12) == 0 && can;
    String request = physical ? "22F190" : FUNCTIONAL.get(random.nextInt(FUNCTIONAL.size()));
    EcuAddress ecu = EcuAddress.can11(random.nextBoolean() ? 0x7E0 : 0x7E1);
    Payload payload = Payload.ofHex(request);
    DiagnosticRequest question =
        physical
            ? DiagnosticRequest.physical(payload, RequestTarget.of(ecu))
            : DiagnosticRequest.functional(payload);
    Map<String, Integer> before = car.counts();
    long begin = adapter.now();
    boolean whole = false;
    try {
      TransportAnswer answer = transport.exchange(question, Duration.ofMillis(deadlineMillis));
      inTime(begin, deadlineMillis);
      if (answer instanceof TransportAnswer.Messages messages) {
        answered++;
        check(request, messages.messages(), before);
        whole = messages.messages().size() == (physical ? 1 : REQUESTS.get(request));
      }
      if (transport.status() != ConnectionStatus.CAR_CONNECTED) {
        open();
      }
    } catch (TransportException e) {
      inTime(begin, deadlineMillis);
      open();
    }
    exchanges++;
    return whole;
  }

  private void check(String request, List<EcuMessage> messages, Map<String, Integer> before) {
    Map<String, Integer> after = car.counts();
    for (EcuMessage message : messages) {
      String mistake = CountingCar.mistake(request, message, before, after);
      if (!mistake.isEmpty() && !transport.capabilities().has(AtCommand.HEADERS_ON)) {
        EcuAddress other = EcuAddress.can11(0x7E9);
        mistake =
            CountingCar.mistake(request, new EcuMessage(other, message.payload()), before, after);
      }
      String text = mistake;
      assertEquals("", text, () -> where(request + " was answered " + message + ": " + text));
    }
  }

  private void inTime(long begin, long deadlineMillis) {
    long took = adapter.now() - begin;
    assertTrue(
        took <= deadlineMillis * 1_000_000 + SLACK_NANOS,
        () -> where("an exchange took " + took / 1_000_000 + " of " + deadlineMillis + " ms"));
  }

  /** From a fault's end to the first whole answer, in nanoseconds. */
  private long back(Duration most) {
    long ended = adapter.now();
    since = ended;
    boolean whole;
    do {
      whole = ask(OPEN_MILLIS) && transport.status() == ConnectionStatus.CAR_CONNECTED;
      assertTrue(
          adapter.now() - ended <= most.toNanos(), () -> where("not back, " + transport.status()));
    } while (!whole);
    return adapter.now() - ended;
  }

  private void soak(
      ElmConfig config, long useSeed, Duration length, long leastExchanges, Duration most) {
    seed = useSeed;
    random = new SplittableRandom(seed);
    faults = new FaultInjector(seed);
    adapter = new Elm327(config, car, faults);
    start();
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    long worst = 0;
    long partial = 0;
    while (adapter.now() < length.toNanos() || exchanges < leastExchanges) {
      now = SoakFaults.draw(random);
      now.forEach(faults::inject);
      faultsSeen += now.size();
      long end = adapter.now() + random.nextInt(20, 3000) * 1_000_000L;
      for (int i = 0; i < 400 && adapter.now() < end; i++) {
        ask(random.nextInt(3) == 0 ? random.nextInt(5, 400) : OPEN_MILLIS);
      }
      faults.clear();
      worst = Math.max(worst, back(most));
      for (int i = 0; i < 40; i++) {
        if (!ask(OPEN_MILLIS)) {
          partial++;
          if (partial == 1) System.out.println(where("PARTIAL"));
        }
      }
      if (random.nextInt(8) == 0 || now.stream().anyMatch(Fault.UnknownCommand.class::isInstance)) {
        start();
      }
    }
    transport.close();
    System.out.printf(
        "soak %s, seed %d: %d exchanges (%d answered, %d not by all in good times), %d faults,"
            + " %d s of virtual time, back in %d ms%n",
        config.identity(),
        seed,
        exchanges,
        answered,
        partial,
        faultsSeen,
        adapter.now() / 1_000_000_000,
        worst / 1_000_000);
    assertTrue(answered > exchanges / 3, "answered " + answered + " of " + exchanges);
    assertEquals(0, partial, where("answers were missing though nothing was wrong"));
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void survivesAMinuteOfFaults(ElmIdentity identity) {
    soak(
        ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(115_200)),
        Long.getLong("soak.seed", 20_240_601L),
        Duration.ofMinutes(1),
        1000,
        BACK.plus(SEARCH));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @Tag("long")
  void survivesTenMinutesAndAHundredThousandExchanges(long useSeed) {
    soak(
        ElmConfig.DEFAULT.with(AdapterTiming.line(500_000)),
        useSeed,
        Duration.ofMinutes(10),
        100_000,
        BACK);
  }
}
