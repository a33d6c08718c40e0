package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random faults, seeded, in virtual time: never a wrong value, never longer than the deadline, and
 * back soon after each fault has ended.
 */
@Timeout(600)
class SoakTest {

  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final long BACK_NANOS = Duration.ofSeconds(2).toNanos();

  /** What a deadline may be overrun by: the line's last characters. */
  private static final long SLACK_NANOS = Duration.ofMillis(100).toNanos();

  private static final List<String> REQUESTS = List.of("010C", "010D", "010C0D", "03", "0902");

  private final ScriptCar car = ScriptCar.standard();
  private final Map<String, String> right =
      Map.of(
          "010C", "[7E8#410C0B30]",
          "010D", "[7E8#410D32]",
          "010C0D", "[7E8#410C0B300D32]",
          "03", "[7E8#43020133C100]",
          "0902", "[7E8#490201" + ScriptCar.VIN + "]");

  private final long seed;
  private SplittableRandom random;
  private FaultInjector faults;
  private Elm327 adapter;
  private Elm327Transport transport;
  private EmulatorLink link;
  private long exchanges;
  private long answered;
  private int faultsSeen;

  SoakTest() {
    this.seed = Long.getLong("soak.seed", 20_240_601L);
  }

  private static Fault fault(SplittableRandom random) {
    return switch (random.nextInt(20)) {
      case 0 -> new Fault.Silence();
      case 1 -> new Fault.Delay(Duration.ofMillis(random.nextInt(1, 400)));
      case 2 -> new Fault.Chunked(Duration.ofMillis(random.nextInt(1, 8)));
      case 3 -> new Fault.Garbage(random.nextInt(1, 12));
      case 4 -> new Fault.Nuls(random.nextInt(1, 5));
      case 5 -> new Fault.LatePrompt(Duration.ofMillis(random.nextInt(50, 1500)));
      case 6 -> new Fault.DoubledEcho();
      case 7 -> new Fault.StrayAfterEcho("FC");
      case 8 -> new Fault.LvReset();
      case 9 -> new Fault.BufferFull(random.nextInt(3, 18));
      case 10 -> new Fault.IgnitionOff();
      case 11 -> new Fault.Unplug();
      case 12 -> new Fault.WrongChecksum();
      case 13 -> new Fault.MissingConsecutiveFrame(random.nextInt(1, 3));
      case 14 -> new Fault.StrayStopped();
      case 15 -> new Fault.Chatter("+CONNECTING<<00:11:22");
      case 16 -> new Fault.StaleReply();
      case 17 -> new Fault.CountDigitRefused(random.nextBoolean() ? "?" : "NO DATA");
      case 18 -> new Fault.BusTrouble(random.nextBoolean() ? "CAN ERROR" : "BUS BUSY");
      default -> new Fault.FreezeOnLongReply(random.nextInt(0, 3));
    };
  }

  /** As the supervisor of a connection does: opens again after a loss, without losing time. */
  private void open() {
    try {
      transport.open(DEADLINE);
    } catch (TransportException e) {
      pause(100);
    }
  }

  private void pause(long millis) {
    adapter.advanceTo(adapter.now() + millis * 1_000_000);
  }

  private boolean ask() {
    String request = REQUESTS.get(random.nextInt(REQUESTS.size()));
    long begin = adapter.now();
    try {
      TransportAnswer answer =
          transport.exchange(DiagnosticRequest.functional(Payload.ofHex(request)), DEADLINE);
      exchanges++;
      if (answer instanceof TransportAnswer.Messages messages) {
        answered++;
        for (EcuMessage message : messages.messages()) {
          assertTrue(
              right.get(request).contains(message.toString()),
              () ->
                  "seed "
                      + seed
                      + ": "
                      + request
                      + " was answered "
                      + message
                      + "\n"
                      + link.transcript());
        }
        inTime(begin);
        return true;
      }
      inTime(begin);
    } catch (TransportException e) {
      exchanges++;
      inTime(begin);
      open();
      return false;
    }
    if (transport.status() != ConnectionStatus.CAR_CONNECTED) {
      open();
    }
    return false;
  }

  private void inTime(long begin) {
    long took = adapter.now() - begin;
    assertTrue(
        took <= 2 * DEADLINE.toNanos() + SLACK_NANOS,
        () -> "seed " + seed + ": an exchange took " + took / 1_000_000 + " ms");
  }

  private void soak(ElmConfig config, Duration length, long leastExchanges) {
    random = new SplittableRandom(seed);
    faults = new FaultInjector(seed);
    adapter = new Elm327(config, car, faults);
    transport =
        new Elm327Transport(
            millis -> {
              try {
                link = new EmulatorLink(adapter, () -> random.nextInt(1, 30));
                return link;
              } catch (IOException e) {
                throw new LinkUnavailableException(e.getMessage(), e);
              }
            },
            new Elm327Options(0, 0, "0", true, 0));
    open();
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    long worst = 0;
    while (adapter.now() < length.toNanos() || exchanges < leastExchanges) {
      Fault fault = fault(random);
      faults.inject(fault);
      faultsSeen++;
      long end = adapter.now() + random.nextInt(20, 3000) * 1_000_000L;
      for (int i = 0; i < 400 && adapter.now() < end; i++) {
        ask();
      }
      faults.clear();
      long ended = adapter.now();
      while (!ask() || transport.status() != ConnectionStatus.CAR_CONNECTED) {
        assertTrue(
            adapter.now() - ended <= BACK_NANOS,
            () ->
                "seed "
                    + seed
                    + ": not back after "
                    + fault
                    + ", "
                    + transport.status()
                    + "\n"
                    + link.transcript());
      }
      worst = Math.max(worst, adapter.now() - ended);
      for (int i = 0; i < 40; i++) {
        ask();
      }
    }
    transport.close();
    System.out.printf(
        "soak %s: %d exchanges (%d answered), %d faults, %d s of virtual time, back in %d ms%n",
        config.identity(),
        exchanges,
        answered,
        faultsSeen,
        adapter.now() / 1_000_000_000,
        worst / 1_000_000);
    assertTrue(answered > exchanges / 3, "answered " + answered + " of " + exchanges);
  }

  @ParameterizedTest
  @EnumSource(ElmIdentity.class)
  void survivesAMinuteOfFaults(ElmIdentity identity) {
    soak(
        ElmConfig.DEFAULT.with(identity).with(AdapterTiming.realistic(115_200)),
        Duration.ofMinutes(1),
        1000);
  }

  @Test
  @Tag("long")
  void survivesTenMinutesAndAHundredThousandExchanges() {
    soak(ElmConfig.DEFAULT.with(AdapterTiming.line(500_000)), Duration.ofMinutes(10), 100_000);
  }
}
