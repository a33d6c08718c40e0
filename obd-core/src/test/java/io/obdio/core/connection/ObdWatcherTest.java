package io.obdio.core.connection;

import static io.obdio.core.connection.Eventually.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service04;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.decode.Decoder;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObdWatcherTest {

  private static final WatchOptions SECOND = WatchOptions.every(Duration.ofSeconds(1));

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport car = ScriptedTransport.vehicle();
  private final ObdConnection connection =
      ObdConnection.builder(car).time(time).batching(false).build();
  private final ObdWatcher watcher = new ObdWatcher(connection);

  @BeforeEach
  void open() throws TransportException {
    connection.open();
    car.clearRequests();
  }

  @AfterEach
  void close() {
    watcher.close();
    connection.close();
  }

  private boolean hasValue(ObdCommand<?> command) {
    ObdResponse<?> latest = watcher.latest(command.name());
    return latest != null && !latest.isEmpty();
  }

  private long asked(String request) {
    return car.requests().stream().filter(request::equals).count();
  }

  @Test
  void keepsTheLatestOfEach() {
    watcher.watch(Service01.RPM, SECOND);
    watcher.watch(Service01.SPEED, SECOND);
    until("both answered", () -> hasValue(Service01.RPM) && hasValue(Service01.SPEED));
    assertEquals(850, watcher.latest(Service01.RPM).value().value());
    assertEquals(29, watcher.latest(Service01.SPEED).value().value());
    assertEquals(List.of(Service01.RPM, Service01.SPEED), watcher.watched());
    assertNull(watcher.latest(Service01.COOLANT_TEMP));
  }

  @Test
  void asksAgainWhenTheIntervalHasPassed() {
    watcher.watch(Service01.RPM, SECOND);
    for (int i = 1; i <= 5; i++) {
      int times = i;
      until("asked " + i, () -> asked("010C") == times);
      time.advance(Duration.ofMillis(999));
      assertEquals(i, asked("010C"));
      time.advance(Duration.ofMillis(1));
    }
  }

  @Test
  void watchesAndUnwatchesWhileItRuns() {
    List<String> observed = new CopyOnWriteArrayList<>();
    watcher.addListener(response -> observed.add(response.command().name()));
    watcher.watch(Service01.RPM, WatchOptions.FASTEST);
    until("RPM received", () -> observed.contains("RPM"));
    watcher.watch(Service01.SPEED, WatchOptions.FASTEST);
    until("SPEED received", () -> observed.contains("SPEED"));
    assertTrue(watcher.unwatch(Service01.RPM));
    assertFalse(watcher.unwatch(Service01.RPM));
    assertNull(watcher.latest(Service01.RPM));
    long before = asked("010D");
    until("SPEED is requested again", () -> asked("010D") > before + 3);
    watcher.unwatchAll();
    assertNull(watcher.latest(Service01.SPEED));
    assertEquals(List.of(), watcher.watched());
  }

  @Test
  void callsBackTypedOnAThreadOfItsOwn() throws InterruptedException {
    CountDownLatch observed = new CountDownLatch(1);
    AtomicReference<String> thread = new AtomicReference<>("");
    watcher.watch(
        Service01.RPM,
        SECOND,
        response -> {
          thread.set(Thread.currentThread().getName() + " " + response.value().value());
          observed.countDown();
        });
    assertTrue(observed.await(20, TimeUnit.SECONDS));
    assertEquals("obd-callbacks 850.0", thread.get());
  }

  @Test
  void aCallbackThatHangsStallsNothing() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    watcher.watch(
        Service01.RPM,
        WatchOptions.FASTEST,
        response -> {
          calls.incrementAndGet();
          entered.countDown();
          try {
            assertTrue(release.await(30, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertTrue(entered.await(20, TimeUnit.SECONDS));
    long before = asked("010C");
    until("the requests continue", () -> asked("010C") > before + 100);
    assertEquals(1, calls.get());
    until("the newest wins", () -> watcher.statistics().superseded() > 50);
    watcher.unwatch(Service01.RPM);
    release.countDown();
  }

  @Test
  void aCallbackThatThrowsIsCountedAndCalledAgain() {
    AtomicInteger calls = new AtomicInteger();
    watcher.watch(
        Service01.RPM,
        WatchOptions.FASTEST,
        response -> {
          throw new IllegalStateException("call " + calls.incrementAndGet());
        });
    until("called three times", () -> calls.get() >= 3);
    watcher.unwatchAll();
    assertTrue(watcher.statistics().callbackFailures() >= 2, watcher.statistics().toString());
    assertTrue(
        watcher.statistics().lastError().contains("IllegalStateException: call"),
        watcher.statistics().toString());
  }

  @Test
  void callbacksMayWatchAndUnwatch() {
    watcher.watch(
        Service01.RPM,
        SECOND,
        response -> {
          watcher.watch(Service01.SPEED, SECOND);
          watcher.unwatch(Service01.RPM);
        });
    until("SPEED took over", () -> hasValue(Service01.SPEED));
    assertEquals(List.of(Service01.SPEED), watcher.watched());
  }

  @Test
  void oneOfSeveralCallbacksCanLeave() {
    List<String> observed = new CopyOnWriteArrayList<>();
    java.util.function.Consumer<ObdResponse<?>> one = response -> observed.add("one");
    java.util.function.Consumer<ObdResponse<?>> two = response -> observed.add("two");
    watcher.pause(); // The only response, in virtual time, is to have both callbacks.
    watcher.watch(Service01.RPM, SECOND, one);
    watcher.watch(Service01.RPM, SECOND, two);
    watcher.resume();
    until("both received", () -> observed.contains("one") && observed.contains("two"));
    watcher.unwatch(Service01.RPM, one);
    assertEquals(List.of(Service01.RPM), watcher.watched());
    watcher.unwatch(Service01.RPM, two);
    assertEquals(List.of(), watcher.watched());
  }

  @Test
  void pausesAndResumes() {
    watcher.watch(Service01.RPM, SECOND);
    until("asked", () -> asked("010C") == 1);
    watcher.pause();
    assertTrue(watcher.isPaused());
    time.advance(Duration.ofSeconds(10));
    assertEquals(850, connection.query(Service01.RPM).value().value()); // Queries still work.
    assertEquals(2, asked("010C"));
    assertTrue(hasValue(Service01.RPM));
    watcher.resume();
    until("asked again", () -> asked("010C") >= 3);
  }

  @Test
  void whatDoesMoreThanReadIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> watcher.watch(Service04.CLEAR_DTC));
    assertEquals(
        "CLEAR_DTC is not read-only and cannot be watched; query it once instead", e.getMessage());
    assertEquals(List.of(), watcher.watched());
    watcher.watch(Service01.RPM, SECOND);
    until("the loop still runs", () -> hasValue(Service01.RPM));
  }

  @Test
  void aBadCommandNeverStopsTheLoop() {
    Decoder<String> broken =
        data -> {
          throw new IllegalStateException("broken decoder");
        };
    ObdCommand<String> bad = ObdCommand.named("BAD").request("0111").decoder(broken).build();
    watcher.watch(bad, WatchOptions.FASTEST);
    watcher.watch(Service01.MAF, WatchOptions.FASTEST); // Not supported.
    watcher.watch(Service01.RPM, WatchOptions.FASTEST);
    until("RPM is requested again", () -> asked("010C") > 20);
    until("the failure is seen", () -> watcher.statistics().failures() > 0);
    assertEquals(Reason.BAD_ANSWER, watcher.latest(bad).noValue().orElseThrow().reason());
    until("MAF answered", () -> isNotSupported(Service01.MAF));
    assertTrue(watcher.statistics().empty() > 0);
    assertFalse(watcher.statistics().lastError().isEmpty());
    assertTrue(asked("0111") < 3, "what fails rests");
  }

  private boolean isNotSupported(ObdCommand<?> command) {
    ObdResponse<?> latest = watcher.latest(command.name());
    return latest != null
        && latest.noValue().map(why -> why.reason() == Reason.NOT_SUPPORTED).orElse(false);
  }

  @Test
  void afterClosingThereIsNoOldValue() {
    watcher.watch(Service01.RPM, SECOND);
    until("answered", () -> hasValue(Service01.RPM));
    connection.close();
    assertNull(watcher.latest(Service01.RPM));
    watcher.close();
    watcher.watch(Service01.RPM, SECOND);
    assertNull(watcher.latest(Service01.RPM));
  }

  @Test
  void aLostConnectionIsReportedOnceAndItsValuesAreRemoved() throws TransportException {
    List<String> observed = new CopyOnWriteArrayList<>();
    watcher.watch(Service01.RPM, SECOND);
    until("answered", () -> hasValue(Service01.RPM));
    watcher.addListener(
        response -> observed.add(response.noValue().map(String::valueOf).orElse("")));
    car.loseAndReport();
    until("notified", () -> !observed.isEmpty());
    assertEquals(
        Reason.NOT_CONNECTED, watcher.latest(Service01.RPM).noValue().orElseThrow().reason());
    long before = car.requests().size();
    time.advance(Duration.ofSeconds(10));
    assertEquals(before, car.requests().size());
    connection.reopen(); // The list is still there.
    time.advance(Duration.ofSeconds(2));
    until("answered again", () -> hasValue(Service01.RPM));
    assertEquals("NOT_CONNECTED", observed.get(0));
    assertEquals(1, observed.stream().filter(text -> text.startsWith("NOT_CONNECTED")).count());
  }

  /** The sink is called by the requesting thread, in order, and misses nothing. */
  @Test
  void theSinkReceivesEveryResponseDirectly() {
    List<String> received = new CopyOnWriteArrayList<>();
    ResponseSink sink =
        response ->
            received.add(Thread.currentThread().getName() + " " + response.command().name());
    try (ObdWatcher direct = new ObdWatcher(connection, sink)) {
      direct.watch(Service01.RPM, WatchOptions.FASTEST);
      until("many responses", () -> received.size() >= 100);
      direct.pause();
      time.untilAsleep("obd-watcher"); // No request is in progress.
      assertEquals(List.of("obd-watcher RPM"), received.stream().distinct().toList());
      assertEquals(received.size(), asked("010C"));
      assertEquals(0, direct.statistics().superseded());
    }
  }

  /** No lock is held while the sink runs: it may call the watcher, from other threads too. */
  @Test
  void theSinkMayCallTheWatcherAndMayThrow() throws InterruptedException {
    CountDownLatch received = new CountDownLatch(3);
    AtomicReference<ObdWatcher> self = new AtomicReference<>();
    AtomicInteger interrupted = new AtomicInteger();
    ResponseSink sink =
        response -> {
          Thread other = new Thread(() -> self.get().watch(Service01.SPEED, SECOND), "other");
          other.start();
          try {
            other.join(20_000);
          } catch (InterruptedException e) {
            interrupted.incrementAndGet();
          }
          if (!other.isAlive()) {
            received.countDown();
          }
          throw new IllegalStateException("broken sink");
        };
    try (ObdWatcher direct = new ObdWatcher(connection, sink)) {
      self.set(direct);
      direct.watch(Service01.RPM, WatchOptions.FASTEST);
      assertTrue(received.await(20, TimeUnit.SECONDS));
      assertEquals(0, interrupted.get());
      assertEquals(List.of(Service01.RPM, Service01.SPEED), direct.watched());
      until("counted", () -> direct.statistics().callbackFailures() >= 3);
      assertEquals(
          "a response sink failed: java.lang.IllegalStateException: broken sink",
          direct.statistics().lastError());
    }
  }

  @Test
  void theSinkReceivesALossOnce() {
    List<String> received = new CopyOnWriteArrayList<>();
    ResponseSink sink =
        response -> received.add(response.noValue().map(String::valueOf).orElse("value"));
    try (ObdWatcher direct = new ObdWatcher(connection, sink)) {
      direct.watch(Service01.RPM, SECOND);
      until("answered", () -> received.contains("value"));
      car.loseAndReport();
      until("the loss", () -> received.size() == 2);
      time.advance(Duration.ofSeconds(10));
      time.untilAsleep("obd-watcher");
      assertEquals(List.of("value", "NOT_CONNECTED"), received);
    }
  }

  @Test
  void sharesExchangesAsQueryAllDoes() {
    ObdCommand<?> twin = ObdCommand.named("TWIN").request("010C").build();
    watcher.pause();
    watcher.watch(Service01.RPM, SECOND);
    watcher.watch(twin, SECOND);
    watcher.resume();
    until("both answered", () -> hasValue(Service01.RPM) && hasValue(twin));
    assertEquals(1, asked("010C"));
  }
}
