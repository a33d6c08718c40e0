package io.obdio.socketio.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fleet under load: simulated vehicles, a broker, nodes and browsers, each on one vehicle. Every
 * browser must have all values that its vehicle has published, and every batch must be stored and
 * acknowledged.
 */
final class FleetLoad implements AutoCloseable {

  private static final Topics TOPICS = Topics.DEFAULT;

  /** The interval of the values that browsers request. */
  private static final int INTERVAL_MILLIS = 1_000;

  private static final int START_SECONDS = 240;
  private static final Pattern ENDED =
      Pattern.compile("Ended: .* (\\d+) batches, (\\d+) acknowledged, (\\d+) waiting");

  private final MosquittoProcess mosquitto;
  private final Path folder;
  private final int vehicles;
  private final Process simulator;
  private final MessageBroker observer;
  private final Set<String> online = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<Long>> published = new ConcurrentHashMap<>();
  private final List<FleetBrowser> browsers = new ArrayList<>();
  private final List<MeasuredProcess> measured = new ArrayList<>();

  /** Begins to simulate vehicles, and waits until all are online. */
  FleetLoad(MosquittoProcess mosquitto, Path folder, int vehicles, String... flags)
      throws Exception {
    this.mosquitto = mosquitto;
    this.folder = folder;
    this.vehicles = vehicles;
    this.observer =
        new MqttBroker(
            MqttOptions.at(mosquitto.uri(), "observer")
                .receiveMaximum(0xffff)
                .sessionExpiry(Duration.ZERO)
                .build());
    var unused =
        observer.subscribe(
            TOPICS.status("+"),
            message -> {
              if (message.text().equals("online")) {
                TOPICS.vehicle(message.topic()).ifPresent(online::add);
              }
            });
    observer.start();
    this.simulator = simulate(flags);
    until(() -> "all vehicles are online", () -> online.size() == vehicles);
  }

  private Process simulate(String... flags) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.obdio.socketio.app.Main",
                "sim",
                "--fleet=" + vehicles,
                "--uplink=" + mosquitto.uri(),
                "--fleet-driving=100",
                "--fleet-state-interval=0"));
    command.addAll(List.of(flags));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sim.log").toFile())
        .start();
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("sim.log"));
    } catch (java.io.IOException e) {
      return "no log: " + e;
    }
  }

  private void until(Supplier<String> what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(simulator.isAlive(), this::output);
      assertTrue(System.nanoTime() - deadline < 0, () -> what.get() + ": not in time; " + output());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Adds a process to the report. */
  void measure(String name, ProcessHandle process) {
    measured.add(MeasuredProcess.of(name, process));
  }

  /** Opens browsers on the nodes in turn, each on a vehicle, and waits until all have values. */
  void open(int count, int... ports) {
    measure("simulator", simulator.toHandle());
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < count; i++) {
      String vehicle = String.format(Locale.ROOT, "SIM-%05d", (long) i * vehicles / count);
      var unused =
          observer.subscribe(
              TOPICS.of(vehicle, "live"),
              message -> {
                try {
                  published
                      .computeIfAbsent(vehicle, id -> ConcurrentHashMap.newKeySet())
                      .add(StateCodec.decode(message.payload()).time());
                } catch (io.obdio.socketio.telemetry.BatchException e) {
                  throw new IllegalStateException(e);
                }
              });
      browsers.add(FleetBrowser.open(http, ports[i % ports.length], vehicle, INTERVAL_MILLIS));
    }
    until(
        () -> "values of " + without(),
        () -> {
          browsers.forEach(browser -> assertEquals("", browser.refusal()));
          return without().isEmpty();
        });
  }

  /** Returns the vehicles whose browsers have no values yet. */
  private List<String> without() {
    return browsers.stream()
        .filter(browser -> browser.arrivals().size() < 2)
        .map(FleetBrowser::vehicle)
        .toList();
  }

  /** Lets the load run, ends the simulator and checks what arrived; returns the 99 % latency. */
  long run(Duration time) throws Exception {
    long begin = System.currentTimeMillis();
    long nanos = System.nanoTime();
    LockSupport.parkNanos(time.toNanos()); // the duration of the load, not a wait for something
    long end = System.currentTimeMillis();
    double seconds = (System.nanoTime() - nanos) / 1e9;
    for (MeasuredProcess each : measured) {
      System.out.println(each.report(seconds, vehicles));
    }
    until(
        () -> "the last values have arrived",
        () -> browsers.stream().allMatch(b -> newest(b) > end));
    List<Long> delays = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (FleetBrowser browser : browsers) {
      for (long sent : published.getOrDefault(browser.vehicle(), Set.of())) {
        Long arrived = browser.arrivals().get(sent);
        if (sent >= begin && sent <= end) {
          if (arrived == null) {
            missing.add(browser.vehicle() + " " + (sent - begin));
          } else {
            delays.add(arrived - sent);
          }
        }
      }
    }
    delays.sort(null);
    // Each interval takes a little longer than a second.
    long least = browsers.size() * time.toSeconds() * 8 / 10;
    assertTrue(delays.size() >= least, delays.size() + " values");
    long p99 = delays.get(delays.size() * 99 / 100);
    System.out.printf(
        "%d vehicles, %d browsers, %.0f s: %d events, %d missing, latency %d ms (median), %d ms"
            + " (99 %%), %d ms (greatest)%n",
        vehicles,
        browsers.size(),
        seconds,
        delays.size(),
        missing.size(),
        delays.get(delays.size() / 2),
        p99,
        delays.get(delays.size() - 1));
    assertEquals(List.of(), missing);
    return p99;
  }

  private static long newest(FleetBrowser browser) {
    return browser.arrivals().keySet().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Ends the simulator; returns the number of batches, which all must be acknowledged. */
  long end() throws Exception {
    simulator.destroy();
    assertTrue(simulator.waitFor(60, TimeUnit.SECONDS), "the simulator does not end");
    Matcher ended = ENDED.matcher(output());
    assertTrue(ended.find(), this::output);
    System.out.println(output().substring(ended.start()).strip());
    assertEquals("0", ended.group(3), this::output);
    assertEquals(ended.group(1), ended.group(2), this::output);
    return Long.parseLong(ended.group(1));
  }

  @Override
  public void close() {
    browsers.forEach(FleetBrowser::close);
    simulator.destroyForcibly();
    observer.close();
  }
}
