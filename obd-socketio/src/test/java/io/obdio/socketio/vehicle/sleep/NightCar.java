package io.obdio.socketio.vehicle.sleep;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.TimeSource;
import io.obdio.core.transport.AdapterPort;
import io.obdio.core.transport.AdapterTransportProvider;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmPort;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.BatterySettings;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.Vehicle;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * A vehicle with an adapter in virtual time, and the connection to it; its time begins at 22:00.
 */
final class NightCar implements AutoCloseable {

  private static final Instant START = Instant.parse("2026-11-29T22:00:00Z");

  final Vehicle vehicle;
  final ObdConnection connection;
  private final Elm327 adapter;
  private long bytes;
  private long requests;

  private NightCar(BatterySettings battery) throws TransportException {
    Elm327[] made = new Elm327[1];
    vehicle = new Vehicle(() -> made[0] == null ? 0 : made[0].now(), 1, DrivingCycle.CITY);
    vehicle.setBattery(battery);
    DiagnosticConnector connector =
        DiagnosticConnector.of(new SimulatedVehicle(vehicle, List.of(EcuKind.ENGINE)));
    made[0] =
        new Elm327(
            ElmConfig.DEFAULT.with(AdapterTiming.realistic(38_400)),
            connector,
            new FaultInjector(1));
    adapter = made[0];
    connection = ObdConnection.builder(transport()).time(new AdapterTime()).build();
    connection.open();
  }

  static NightCar start(BatterySettings battery) {
    try {
      return new NightCar(battery);
    } catch (TransportException e) {
      throw new AssertionError(e);
    }
  }

  private DiagnosticTransport transport() throws TransportException {
    AdapterTransportProvider driver =
        Transports.providers().stream()
            .filter(AdapterTransportProvider.class::isInstance)
            .map(AdapterTransportProvider.class::cast)
            .findFirst()
            .orElseThrow();
    TransportUri uri = new TransportUri("elm327", "", Map.of("watchdog", "0"));
    return driver.create(uri, timeout -> new CountingPort(ElmPort.virtualTime(adapter)));
  }

  /** Returns the number of bytes that the host has sent to the adapter. */
  long bytesToTheAdapter() {
    return bytes;
  }

  /** Returns the number of requests that the adapter was to send on the bus. */
  long requestsOnTheBus() {
    return requests;
  }

  void advance(Duration duration) {
    adapter.advanceTo(adapter.now() + duration.toNanos());
  }

  long nanoTime() {
    return adapter.now();
  }

  Instant now() {
    return START.plusNanos(adapter.now());
  }

  String timeOfDay() {
    return DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC).format(now());
  }

  @Override
  public void close() {
    connection.close();
  }

  /** A port of the adapter, which counts the bytes and the requests to the vehicle. */
  private final class CountingPort implements AdapterPort {
    private final ElmPort port;

    private final StringBuilder typed = new StringBuilder();
    private String last = "";

    CountingPort(ElmPort port) {
      this.port = port;
    }

    @Override
    public String name() {
      return port.name();
    }

    @Override
    public long nanoTime() {
      return port.nanoTime();
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      bytes += length;
      for (int i = offset; i < offset + length; i++) {
        note((char) data[i]);
      }
      port.write(data, offset, length);
    }

    /** Notes a character; a carriage return alone repeats the last command. */
    private void note(char typedNow) {
      if (typedNow != '\r') {
        typed.append(typedNow);
        return;
      }
      last = typed.length() == 0 ? last : typed.toString();
      typed.setLength(0);
      if (!last.startsWith("AT") && !last.startsWith("ST")) {
        requests++;
      }
    }

    @Override
    public int read(byte[] target, int offset, int length, Duration timeout) throws IOException {
      return port.read(target, offset, length, timeout);
    }

    @Override
    public void close() {
      port.close();
    }
  }

  /** The time of the adapter as that of the connection. */
  private final class AdapterTime implements TimeSource {
    @Override
    public long nanoTime() {
      return adapter.now();
    }

    @Override
    public Instant now() {
      return NightCar.this.now();
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // The caller has the loop.
    public void await(Condition condition, long nanos) throws InterruptedException {
      boolean unused = condition.await(1, TimeUnit.MILLISECONDS);
    }
  }
}
