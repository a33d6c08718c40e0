package io.obdio.socketio.vehicle.sleep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.unit.Quantity;
import io.obdio.sim.vehicle.BatterySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A night in virtual time, from 22:00 to 07:00: the driver of the ELM327, the emulated adapter and
 * the simulated vehicle with its battery. The loop of the test has the part of the threads.
 */
@Timeout(120)
class NightTest {

  private static final List<ObdCommand<?>> WATCHED =
      List.of(Service01.RPM, Service01.SPEED, Service01.COOLANT_TEMP);

  private final List<String> changes = new ArrayList<>();
  private NightCar car = NightCar.start(BatterySettings.DEFAULT);
  private Target target = new Target();
  private SleepController controller = controller();

  @AfterEach
  void close() {
    car.close();
  }

  private void startWith(BatterySettings battery) {
    car.close();
    car = NightCar.start(battery);
    target = new Target();
    controller = controller();
  }

  private SleepController controller() {
    return new SleepController(
        target,
        SleepOptions.defaults(),
        car::nanoTime,
        car::now,
        status -> changes.add(car.timeOfDay() + " " + status.state() + " " + status.reason()));
  }

  /** The connection, with requests of watched commands once a second while it is awake. */
  private final class Target implements SleepTarget {
    boolean polling = true;

    @Override
    public boolean isReplaced() {
      return false;
    }

    @Override
    public SleepObservation measure() {
      return SleepObservation.ofVolts(car.connection.supplyVoltage());
    }

    @Override
    public SleepObservation observe() {
      OptionalDouble volts = car.connection.supplyVoltage();
      boolean answering = car.connection.status() == ConnectionStatus.CAR_CONNECTED;
      return new SleepObservation(
          true,
          answering,
          answering ? value(Service01.RPM) : OptionalDouble.empty(),
          answering ? value(Service01.SPEED) : OptionalDouble.empty(),
          volts,
          volts.isPresent());
    }

    private OptionalDouble value(ObdCommand<Quantity> command) {
      ObdResponse<Quantity> response = car.connection.query(command);
      return response.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(response.value().value());
    }

    @Override
    public void suspend(SleepState state) {
      polling = false;
      boolean unused = car.connection.lowPower();
    }

    @Override
    public void wake() {
      boolean unused = car.connection.normalPower();
    }

    @Override
    public void resume() {
      boolean unused = car.connection.normalPower();
      polling = true;
    }
  }

  /** Lets time pass in steps of a second. */
  private void pass(Duration duration) {
    long end = car.nanoTime() + duration.toNanos();
    while (car.nanoTime() < end) {
      car.advance(Duration.ofSeconds(1));
      if (target.polling) {
        ObdConnection connection = car.connection;
        List<ObdResponse<?>> unused = connection.queryAll(WATCHED);
      }
      long untilNext = controller.step();
      assertTrue(untilNext >= 0);
    }
  }

  @Test
  void theConnectionSleepsFromTheEveningToTheMorning() {
    pass(Duration.ofMinutes(5));
    assertTrue(car.requestsOnTheBus() > 150, () -> "awake: " + car.requestsOnTheBus());
    car.vehicle.setIgnition(false); // 22:05
    pass(Duration.ofMinutes(20));
    assertEquals(List.of("22:16 ASLEEP IDLE"), changes);
    long requests = car.requestsOnTheBus();
    long bytes = car.bytesToTheAdapter();
    pass(Duration.ofMinutes(8 * 60 + 25)); // 06:50
    assertEquals(requests, car.requestsOnTheBus(), "no request wakes the vehicle at night");
    double night = car.bytesToTheAdapter() - bytes;
    // The surface charge of the battery counts as charging for a minute. Each of about 500
    // measurements is a wake-up (1 byte), ATRV and ATLP (5 bytes each).
    assertEquals(500 * 11, night, 10 * 11);
    assertEquals(List.of("22:16 ASLEEP IDLE"), changes);
    car.vehicle.setIgnition(true); // 06:50
    pass(Duration.ofMinutes(10));
    assertEquals(List.of("22:16 ASLEEP IDLE", "06:50 AWAKE CHARGING"), changes);
    assertTrue(target.polling);
    assertEquals(ConnectionStatus.CAR_CONNECTED, car.connection.status());
    assertTrue(car.connection.query(Service01.RPM).value().value() > 700);
  }

  /** Without sleep the adapter takes 45 mA all night, with it 2 mA and 45 mA for each check. */
  @Test
  void theBatteryLosesLessThanWithAnAdapterThatIsAwake() {
    car.vehicle.setIgnition(false);
    pass(Duration.ofMinutes(15));
    double before = car.vehicle.batteryCharge();
    pass(Duration.ofHours(8));
    double lost = (before - car.vehicle.batteryCharge()) / 100 * BatterySettings.DEFAULT.capacity();
    double awake = 8 * (0.025 + 0.045);
    double asleep = 8 * (0.025 + 0.002);
    assertTrue(lost > asleep && lost < asleep + 0.1 * (awake - asleep), () -> "lost Ah: " + lost);
  }

  /** A weak battery: the load of an alarm system empties it until the guard trips. */
  @ParameterizedTest
  @ValueSource(ints = {12, 24})
  void theGuardTripsWithAWeakBatteryAndRecoversWhenItIsCharged(int volts) {
    startWith(new BatterySettings(volts, 40, 60, 1.3, 0.045, 0.002));
    car.vehicle.setIgnition(false); // 22:00
    pass(Duration.ofHours(9)); // 07:00
    assertEquals(2, changes.size(), changes.toString());
    assertEquals("22:10 ASLEEP IDLE", changes.get(0));
    // From 60 % to 41 % (12.1 V under load) of 40 Ah, at 1.3 A.
    assertTrue(changes.get(1).matches("0[3-5]:\\d\\d LOW_VOLTAGE LOW_VOLTAGE"), changes.toString());
    long requests = car.requestsOnTheBus();
    long bytes = car.bytesToTheAdapter();
    pass(Duration.ofHours(3)); // 10:00
    assertEquals(requests, car.requestsOnTheBus());
    assertEquals(18 * 11, (double) (car.bytesToTheAdapter() - bytes), 2 * 11, "every 10 minutes");
    assertTrue(!controller.request(), "refused");
    car.vehicle.setIgnition(true); // the engine starts and charges
    pass(Duration.ofMinutes(15));
    assertEquals(3, changes.size(), changes.toString());
    assertTrue(changes.get(2).matches("10:\\d\\d AWAKE CHARGING"), changes.toString());
    assertTrue(controller.request());
  }

  @Test
  void aClientWakesItAtNight() {
    car.vehicle.setIgnition(false);
    pass(Duration.ofHours(2));
    assertTrue(controller.request());
    controller.beginRequest();
    assertEquals("00:00 AWAKE CLIENT", changes.get(1));
    pass(Duration.ofMinutes(3));
    assertEquals("00:02 ASLEEP IDLE", changes.get(2));
  }
}
