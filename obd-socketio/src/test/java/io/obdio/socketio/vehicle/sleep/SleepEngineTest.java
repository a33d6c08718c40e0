package io.obdio.socketio.vehicle.sleep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decisions of sleep and guard, in virtual time. */
class SleepEngineTest {

  private static final long SECOND = 1_000_000_000L;
  private static final SleepOptions OPTIONS = SleepOptions.defaults();

  /** What a check finds, until the test changes it. */
  private boolean connected = true;

  private boolean answering = true;
  private boolean passive = true;
  private OptionalDouble rpm = OptionalDouble.of(850);
  private OptionalDouble speed = OptionalDouble.of(0);
  private double volts = 14.2;

  private long now;
  private int vehicleChecks;
  private int voltageChecks;
  private final SleepEngine engine = new SleepEngine(OPTIONS, 0);

  /** Lets time pass second by second and runs the checks that are due. */
  private void pass(Duration duration) {
    for (long end = now + duration.toNanos(); now < end; now += SECOND) {
      SleepCheck check = engine.due(now);
      if (check == SleepCheck.VEHICLE) {
        vehicleChecks++;
        engine.observe(check, vehicle(), now);
      } else if (check == SleepCheck.VOLTAGE) {
        voltageChecks++;
        engine.observe(check, voltage(), now);
      }
    }
  }

  private SleepObservation vehicle() {
    return new SleepObservation(
        connected,
        answering,
        answering ? rpm : OptionalDouble.empty(),
        answering ? speed : OptionalDouble.empty(),
        passive || answering ? OptionalDouble.of(volts) : OptionalDouble.empty(),
        passive);
  }

  private SleepObservation voltage() {
    return connected
        ? SleepObservation.ofVolts(passive ? OptionalDouble.of(volts) : OptionalDouble.empty())
        : SleepObservation.NOT_CONNECTED;
  }

  private void park() {
    answering = false;
    volts = 12.6;
  }

  private void fallAsleep() {
    park();
    pass(Duration.ofMinutes(11));
    assertEquals(SleepState.ASLEEP, engine.state());
    vehicleChecks = 0;
    voltageChecks = 0;
  }

  /** Returns how long it takes until the engine is awake, up to ten minutes. */
  private Duration untilAwake() {
    long begin = now;
    while (engine.state() != SleepState.AWAKE && now - begin < 600 * SECOND) {
      pass(Duration.ofSeconds(1));
    }
    return Duration.ofNanos(now - begin);
  }

  private void assertState(SleepState state, SleepReason reason) {
    assertEquals(state, engine.state());
    assertEquals(reason, engine.reason());
  }

  @Test
  void sleepsAfterTheSetTimeWithoutUse() {
    pass(Duration.ofMinutes(30));
    assertState(SleepState.AWAKE, SleepReason.IN_USE);
    park();
    pass(Duration.ofSeconds(9 * 60 + 50));
    assertEquals(SleepState.AWAKE, engine.state());
    pass(Duration.ofSeconds(30));
    assertState(SleepState.ASLEEP, SleepReason.IDLE);
    assertEquals(OptionalDouble.of(12.6), engine.volts());
  }

  @Test
  void measuresTheVoltageOnlyWhileItSleeps() {
    fallAsleep();
    pass(Duration.ofHours(8));
    assertEquals(0, vehicleChecks);
    assertEquals(480, voltageChecks, 1);
  }

  @Test
  void wakesByTheChargingVoltage() {
    fallAsleep();
    answering = true;
    volts = 14.1;
    assertTrue(untilAwake().compareTo(Duration.ofSeconds(61)) <= 0);
    assertState(SleepState.AWAKE, SleepReason.CHARGING);
    pass(Duration.ofSeconds(20));
    assertState(SleepState.AWAKE, SleepReason.IN_USE);
  }

  /** A red light with the engine stopped: ignition on, 12.5 V, for less than the set time. */
  @Test
  void aStartStopSystemDoesNotSleepAtARedLight() {
    for (int i = 0; i < 10; i++) {
      rpm = OptionalDouble.of(900);
      volts = 14.0;
      pass(Duration.ofMinutes(2));
      rpm = OptionalDouble.of(0);
      volts = 12.5;
      pass(Duration.ofMinutes(5));
      assertEquals(SleepState.AWAKE, engine.state());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a hybrid that drives electrically, 0, 60, 12.8",
    "an electric vehicle without RPM, , 30, 12.9",
    "a smart generator that does not charge, 2100, 90, 12.4",
    "an idling engine with a broken generator, 850, 0, 11.9",
    "a vehicle that reports neither, , , 12.6",
    "a parked electric vehicle whose converter is on, , 0, 13.6",
  })
  void doesNotSleepWhileInUse(String what, Double engineSpeed, Double vehicleSpeed, double supply) {
    rpm = engineSpeed == null ? OptionalDouble.empty() : OptionalDouble.of(engineSpeed);
    speed = vehicleSpeed == null ? OptionalDouble.empty() : OptionalDouble.of(vehicleSpeed);
    volts = supply;
    pass(Duration.ofHours(3));
    assertEquals(SleepState.AWAKE, engine.state(), what);
  }

  @Test
  void anIgnitionThatIsLeftOnDoesNotPreventSleep() {
    rpm = OptionalDouble.of(0);
    volts = 12.4;
    pass(Duration.ofMinutes(11));
    assertState(SleepState.ASLEEP, SleepReason.IDLE);
    pass(Duration.ofHours(1));
    assertState(SleepState.ASLEEP, SleepReason.IDLE);
  }

  /** The consumers of the ignition lower the voltage; then the vehicle is requested once. */
  @Test
  void wakesWhenTheIgnitionIsSwitchedOn() {
    fallAsleep();
    rpm = OptionalDouble.of(0);
    answering = true;
    volts = 12.35;
    assertTrue(untilAwake().compareTo(Duration.ofSeconds(62)) <= 0);
    assertState(SleepState.AWAKE, SleepReason.IGNITION);
    assertEquals(1, vehicleChecks);
  }

  @Test
  void aStepOfTheVoltageWithoutAnAnswerDoesNotWake() {
    fallAsleep();
    volts = 12.3;
    pass(Duration.ofMinutes(5));
    assertState(SleepState.ASLEEP, SleepReason.IDLE);
    assertEquals(1, vehicleChecks);
  }

  @Test
  void aClientKeepsItAwakeForAWhile() {
    fallAsleep();
    assertTrue(engine.request(now));
    assertState(SleepState.AWAKE, SleepReason.CLIENT);
    pass(Duration.ofSeconds(110));
    assertTrue(engine.request(now));
    pass(Duration.ofSeconds(110));
    assertEquals(SleepState.AWAKE, engine.state());
    pass(Duration.ofSeconds(20));
    assertState(SleepState.ASLEEP, SleepReason.IDLE);
  }

  @Test
  void theGuardStopsEverything() {
    fallAsleep();
    volts = 12.05;
    pass(Duration.ofMinutes(2));
    assertState(SleepState.LOW_VOLTAGE, SleepReason.LOW_VOLTAGE);
    assertFalse(engine.request(now));
    voltageChecks = 0;
    vehicleChecks = 0;
    pass(Duration.ofHours(2));
    assertEquals(12, voltageChecks, 1);
    assertEquals(0, vehicleChecks);
    volts = 12.35;
    pass(Duration.ofMinutes(11));
    assertState(SleepState.LOW_VOLTAGE, SleepReason.LOW_VOLTAGE);
    volts = 12.45;
    pass(Duration.ofMinutes(11));
    assertState(SleepState.ASLEEP, SleepReason.RECOVERED);
    assertTrue(engine.request(now));
  }

  @Test
  void theGuardTripsWhileAClientKeepsRequesting() {
    fallAsleep();
    volts = 12.0;
    for (int i = 0; i < 50; i++) {
      boolean unused = engine.request(now);
      pass(Duration.ofSeconds(1));
    }
    assertEquals(SleepState.LOW_VOLTAGE, engine.state());
    assertFalse(engine.request(now));
  }

  @Test
  void chargingEndsTheGuardWithinItsInterval() {
    fallAsleep();
    volts = 11.8;
    pass(Duration.ofMinutes(3));
    assertEquals(SleepState.LOW_VOLTAGE, engine.state());
    volts = 14.2;
    answering = true;
    pass(Duration.ofMinutes(10));
    assertEquals(SleepState.AWAKE, engine.state());
  }

  /** A client that asks is a reason to measure, at most once a minute. */
  @Test
  void aRequestDuringTheGuardMeasuresTheVoltageSooner() {
    fallAsleep();
    volts = 11.8;
    pass(Duration.ofMinutes(3));
    voltageChecks = 0;
    volts = 14.2;
    for (int i = 0; i < 61; i++) {
      boolean unused = engine.request(now);
      pass(Duration.ofSeconds(1));
    }
    assertEquals(1, voltageChecks);
    assertState(SleepState.AWAKE, SleepReason.CHARGING);
  }

  @Test
  void theStarterDoesNotTripTheGuard() {
    pass(Duration.ofMinutes(1));
    rpm = OptionalDouble.of(0);
    volts = 10.2;
    pass(Duration.ofSeconds(10));
    rpm = OptionalDouble.of(800);
    volts = 14.1;
    pass(Duration.ofMinutes(5));
    assertEquals(SleepState.AWAKE, engine.state());
  }

  @ParameterizedTest
  @CsvSource({"28.2, AWAKE", "25.2, ASLEEP", "24.0, LOW_VOLTAGE"})
  void aTruckHasLevelsTwiceAsHigh(double supply, SleepState expected) {
    rpm = OptionalDouble.of(0);
    volts = supply;
    pass(Duration.ofMinutes(15));
    assertEquals(expected, engine.state());
  }

  @Test
  void withoutAMeasurementTheVehicleIsRequestedAtLongIntervals() {
    passive = false;
    fallAsleep();
    pass(Duration.ofHours(2));
    assertEquals(8, vehicleChecks, 1);
    assertEquals(0, voltageChecks);
    answering = true;
    volts = 14.2;
    pass(Duration.ofMinutes(16));
    assertEquals(SleepState.AWAKE, engine.state());
  }

  /** Command 0142 reports the voltage while the vehicle answers. */
  @Test
  void theGuardWorksByTheVoltageOfTheVehicleToo() {
    passive = false;
    rpm = OptionalDouble.of(0);
    volts = 12.0;
    pass(Duration.ofMinutes(1));
    assertEquals(SleepState.LOW_VOLTAGE, engine.state());
    volts = 14.2;
    pass(Duration.ofMinutes(16));
    assertEquals(SleepState.AWAKE, engine.state());
  }

  @Test
  void framesAfterASilenceAreASignOfTheIgnition() {
    passive = false;
    fallAsleep();
    for (int i = 0; i < 100; i++) {
      engine.activity(now);
      pass(Duration.ofSeconds(1));
    }
    assertEquals(
        1, vehicleChecks, "the vehicle is requested once, not as long as there are frames");
    pass(Duration.ofSeconds(60));
    answering = true;
    volts = 12.4;
    rpm = OptionalDouble.of(0);
    engine.activity(now);
    pass(Duration.ofSeconds(2));
    assertState(SleepState.AWAKE, SleepReason.IGNITION);
  }

  @Test
  void aMeasurementThatFailsForLongIsReplacedByRequests() {
    fallAsleep();
    passive = false;
    pass(Duration.ofMinutes(4));
    assertEquals(0, vehicleChecks);
    pass(Duration.ofMinutes(16));
    assertEquals(1, vehicleChecks);
  }

  @Test
  void aClosedPortIsNotAParkedVehicle() {
    connected = false;
    pass(Duration.ofHours(1));
    assertEquals(SleepState.AWAKE, engine.state());
    connected = true;
    fallAsleep();
    connected = false;
    pass(Duration.ofMinutes(2));
    assertState(SleepState.AWAKE, SleepReason.CONNECTED);
  }

  @Test
  void withoutAGuardTheVoltageIsIgnored() {
    SleepEngine unguarded =
        new SleepEngine(
            new SleepOptions(
                OPTIONS.after(),
                OPTIONS.check(),
                OPTIONS.probe(),
                OPTIONS.client(),
                OPTIONS.charging(),
                0,
                OPTIONS.guardCheck()),
            0);
    for (long t = 0; t < 3600 * SECOND; t += SECOND) {
      SleepCheck check = unguarded.due(t);
      if (check != SleepCheck.NONE) {
        unguarded.observe(check, SleepObservation.ofVolts(OptionalDouble.of(9.5)), t);
      }
    }
    assertEquals(SleepState.ASLEEP, unguarded.state());
  }

  @ParameterizedTest
  @CsvSource({"0, 12.1", "17, 12.1", "13.2, -1", "13.2, 13.2"})
  void refusesOptionsOutOfRange(double charging, double guard) {
    Duration second = Duration.ofSeconds(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new SleepOptions(second, second, second, second, charging, guard, second));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SleepOptions(Duration.ZERO, second, second, second, 13.2, 12.1, second));
  }
}
