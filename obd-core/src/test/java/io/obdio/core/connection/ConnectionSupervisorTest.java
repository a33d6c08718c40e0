package io.obdio.core.connection;

import static io.obdio.core.connection.Eventually.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Service01;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ConnectionSupervisorTest {

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(5));

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport car = ScriptedTransport.vehicle();
  private final ObdConnection connection = ObdConnection.builder(car).time(time).build();
  private final ConnectionSupervisor supervisor =
      new ConnectionSupervisor(connection, BACKOFF, Duration.ofSeconds(10));
  private final List<String> received = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    supervisor.close();
    connection.close();
  }

  private void start() {
    listen();
    supervisor.start();
    supervisor.start(); // Twice is once.
  }

  private void listen() {
    supervisor.addListener(
        new SupervisorListener() {
          @Override
          public void opened(ConnectionStatus status) {
            received.add("opened " + status);
          }

          @Override
          public void failed(TransportException failure) {
            received.add("failed");
          }
        });
  }

  /** Time passes while the supervisor sleeps, so that none of it is lost. */
  private void pass(Duration duration) {
    time.untilAsleep("obd-supervisor");
    time.advance(duration);
  }

  private void untilStatus(ConnectionStatus status) {
    until(status.description(), () -> supervisor.status() == status);
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 2000", "3, 4000", "4, 5000", "5, 5000", "1000000, 5000"})
  void backsOffToALimit(int failures, long millis) {
    assertEquals(Duration.ofMillis(millis), BACKOFF.after(failures));
  }

  @Test
  void backoffHasRanges() {
    Duration second = Duration.ofSeconds(1);
    assertThrows(IllegalArgumentException.class, () -> new Backoff(Duration.ZERO, 2, second));
    assertThrows(IllegalArgumentException.class, () -> new Backoff(second, 0.5, second));
    assertThrows(
        IllegalArgumentException.class, () -> new Backoff(second, 2, Duration.ofMillis(1)));
  }

  /** The caller has tried at 0 s; the supervisor tries at 1 and 3 s. */
  @Test
  void continuesAfterAnAttemptOfTheCaller() {
    car.refuse(2);
    TransportException failure =
        assertThrows(TransportException.Unavailable.class, connection::open);
    listen();
    supervisor.startAfter(failure);
    assertEquals("scripted: the port cannot be opened", supervisor.lastError());
    pass(Duration.ofMillis(999));
    assertEquals(List.of(), received);
    pass(Duration.ofMillis(1));
    until("second attempt", () -> received.equals(List.of("failed")));
    pass(Duration.ofSeconds(2));
    untilStatus(ConnectionStatus.CAR_CONNECTED);
  }

  @Test
  void opensWhatIsNotOpen() {
    start();
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    assertEquals(850, connection.query(Service01.RPM).value().value());
    until("notified", () -> received.equals(List.of("opened CAR_CONNECTED")));
  }

  /** Attempts at 0, 1, 3 and 7 s; the last one succeeds. */
  @Test
  void triesAgainWithGrowingPauses() {
    car.refuse(3);
    start();
    until("first failure", () -> received.size() == 1);
    assertEquals("scripted: the port cannot be opened", supervisor.lastError());
    for (int seconds : new int[] {1, 2}) {
      int before = received.size();
      pass(Duration.ofMillis(seconds * 1000L - 1));
      assertEquals(before, received.size());
      pass(Duration.ofMillis(1));
      until("failure after " + seconds + " s", () -> received.size() == before + 1);
    }
    pass(Duration.ofSeconds(4));
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    until(
        "notified",
        () -> received.equals(List.of("failed", "failed", "failed", "opened CAR_CONNECTED")));
    assertEquals("", supervisor.lastError());
  }

  @Test
  void reopensALostPortAndTheWatchListGoesOn() {
    start();
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    try (ObdWatcher watcher = new ObdWatcher(connection)) {
      watcher.watch(Service01.RPM, WatchOptions.every(Duration.ofMillis(10)));
      until("answered", () -> isAnswered(watcher));
      car.loseAndReport();
      until("opened again", () -> car.opened() == 2);
      untilStatus(ConnectionStatus.CAR_CONNECTED);
      car.clearRequests();
      time.advance(Duration.ofSeconds(2));
      until("answered again", () -> isAnswered(watcher) && car.requests().contains("010C"));
    }
  }

  private static boolean isAnswered(ObdWatcher watcher) {
    ObdResponse<?> latest = watcher.latest(Service01.RPM);
    return latest != null && !latest.isEmpty();
  }

  @Test
  void aLossSeenByAQuestionIsMendedToo() {
    start();
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    car.lose();
    assertTrue(connection.query(Service01.RPM).isEmpty());
    until("opened again", () -> car.opened() == 2);
    untilStatus(ConnectionStatus.CAR_CONNECTED);
  }

  /** The adapter is there, the car comes later: found by asking, without opening again. */
  @Test
  void findsACarThatComesLater() {
    car.reaches(ConnectionStatus.OBD_CONNECTED);
    TransportAnswer none = TransportAnswer.none(TransportAnswer.Reason.NO_DATA, "");
    car.forget("0100").on("0100", none);
    start();
    untilStatus(ConnectionStatus.OBD_CONNECTED);
    until("notified", () -> received.size() == 1);
    pass(Duration.ofSeconds(10));
    until("asked for", () -> car.requests().contains("0100"));
    assertEquals(ConnectionStatus.OBD_CONNECTED, supervisor.status());
    car.forget("0100").on("0100", "7E8#410008188000").reaches(ConnectionStatus.CAR_CONNECTED);
    pass(Duration.ofSeconds(20));
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    assertEquals(1, car.opened());
    assertTrue(connection.supports(Service01.RPM));
  }

  /** Ignition off is a state: the port is opened once, and the probes become rare. */
  @Test
  void probesAnAbsentCarLessAndLessOftenOverTheOpenPort() {
    car.reaches(ConnectionStatus.OBD_CONNECTED);
    TransportAnswer none = TransportAnswer.none(TransportAnswer.Reason.BUS_ERROR, "");
    car.forget("0100").on("0100", none);
    start();
    untilStatus(ConnectionStatus.OBD_CONNECTED);
    for (int seconds : new int[] {10, 20, 30, 30, 30}) {
      long before = probes(car.requests());
      pass(Duration.ofSeconds(seconds).minusMillis(1));
      time.untilAsleep("obd-supervisor");
      assertEquals(before, probes(car.requests()), "before " + seconds + " s have passed");
      pass(Duration.ofMillis(1));
      until("probe after " + seconds + " s", () -> probes(car.requests()) == before + 1);
    }
    assertEquals(ConnectionStatus.OBD_CONNECTED, supervisor.status());
    assertEquals(1, car.opened());
    assertEquals(1, received.size(), received.toString());
  }

  /** Such as when the adapter's supply voltage shows that the engine was started. */
  @Test
  void probesAtOnceWhenTheTransportReachesTheCarByItself() {
    car.reaches(ConnectionStatus.OBD_CONNECTED);
    start();
    untilStatus(ConnectionStatus.OBD_CONNECTED);
    time.untilAsleep("obd-supervisor");
    car.reaches(ConnectionStatus.CAR_CONNECTED);
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    assertEquals(1, car.opened());
    assertTrue(connection.supports(Service01.RPM));
  }

  /** On CAN there is no supply voltage to measure; the first frame shows that ECUs are awake. */
  @Test
  void probesAtOnceWhenTheBusBecomesActive() {
    car.reaches(ConnectionStatus.INTERFACE_OPEN);
    TransportAnswer none = TransportAnswer.none(TransportAnswer.Reason.NO_DATA, "");
    car.forget("0100").on("0100", none);
    start();
    untilStatus(ConnectionStatus.INTERFACE_OPEN);
    for (int seconds : new int[] {10, 20, 30}) {
      pass(Duration.ofSeconds(seconds));
    }
    until("probes", () -> probes(car.requests()) == 3);
    pass(Duration.ofSeconds(1));
    car.forget("0100").on("0100", "7E8#410008188000");
    time.untilAsleep("obd-supervisor");
    long before = probes(car.requests());
    car.before(request -> car.reaches(ConnectionStatus.CAR_CONNECTED));
    car.reportBusActive();
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    assertEquals(before + 1, probes(car.requests()));
  }

  /** Nothing is watched and nothing is queried. */
  @Test
  void noticesWithinThirtySecondsThatAnIdleCarIsGone() {
    start();
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    car.clearRequests();
    pass(Duration.ofSeconds(10));
    time.untilAsleep("obd-supervisor");
    assertEquals(List.of(), car.requests(), "an idle car is left alone for a while");
    car.silent(true);
    for (int i = 0; i < 4 && supervisor.status() == ConnectionStatus.CAR_CONNECTED; i++) {
      pass(Duration.ofSeconds(5));
      time.untilAsleep("obd-supervisor");
    }
    assertEquals(ConnectionStatus.OBD_CONNECTED, supervisor.status());
    car.silent(false);
    pass(Duration.ofSeconds(10));
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    assertEquals(1, car.opened());
  }

  private static long probes(List<String> requests) {
    return requests.stream().filter("0100"::equals).count();
  }

  @Test
  void endsWithTheConnection() {
    start();
    untilStatus(ConnectionStatus.CAR_CONNECTED);
    connection.close();
    time.advance(Duration.ofMinutes(10));
    assertEquals(ConnectionStatus.NOT_CONNECTED, supervisor.status());
    assertEquals(1, car.opened());
  }
}
