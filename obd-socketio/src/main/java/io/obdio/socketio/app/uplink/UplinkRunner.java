package io.obdio.socketio.app.uplink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.Commands;
import io.obdio.core.command.Service09;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.http.Router;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.metrics.UplinkFigures;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.state.StateFolder;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.Uplink;
import io.obdio.socketio.uplink.UplinkOptions;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uplink under the id of the vehicle: the one that the user has chosen, else the VIN, which is
 * kept for the next start. If the adapter reports another VIN later, the uplink begins again under
 * it.
 *
 * <p>Threads: any; a thread of its own opens and closes connections.
 */
final class UplinkRunner implements VehicleListener, UplinkFigures {

  private static final Logger log = LoggerFactory.getLogger(UplinkRunner.class);

  private static final String FILE = "uplink.json";
  private static final String VEHICLE = "vehicle";
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long CLOSE_SECONDS = 5;

  private final ObdIo io;
  private final Commands commands;
  private final UplinkSettings settings;
  private final List<UplinkPart> parts;
  private final @Nullable StateFolder folder;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.factory("obdio-uplink"));

  /** An uplink and what ends it. */
  private record Running(String vehicle, MessageBroker broker, List<Runnable> closers) {}

  @GuardedBy("this")
  private @Nullable Running running;

  @GuardedBy("this")
  private boolean closed;

  /** Written under the lock; read by event loops, which must not wait for it. */
  private volatile @Nullable MessageBroker connection;

  private UplinkRunner(
      ObdIo io,
      Commands commands,
      UplinkSettings settings,
      List<UplinkPart> parts,
      @Nullable StateFolder folder) {
    this.io = io;
    this.commands = commands;
    this.settings = settings;
    this.parts = parts;
    this.folder = folder;
  }

  /** Adds the uplink to a server; returns its numbers. */
  static UplinkFigures addTo(
      ObdIo io,
      Commands commands,
      UplinkSettings settings,
      List<UplinkPart> parts,
      @Nullable StateFolder folder) {
    settings.check(commands);
    parts.forEach(part -> part.configured(io.parts()));
    UplinkRunner runner = new UplinkRunner(io, commands, settings, parts, folder);
    io.addFace(new Router(), runner, runner::close);
    io.parts().degradedIf(runner::problem);
    String vehicle = settings.vehicle() == null ? runner.remembered() : settings.vehicle();
    if (vehicle == null) {
      log.info("the uplink begins when the vehicle has reported its VIN, or with --uplink-vehicle");
    } else {
      runner.thread.execute(() -> runner.use(vehicle));
    }
    return runner;
  }

  @Override
  public boolean isConnected() {
    MessageBroker now = connection;
    return now != null && now.isConnected();
  }

  @Override
  public long waiting() {
    return parts.stream().mapToLong(UplinkPart::waiting).sum();
  }

  @Override
  public long lost() {
    return parts.stream().mapToLong(UplinkPart::lost).sum();
  }

  private @Nullable String remembered() {
    Object known = folder == null ? null : folder.read(FILE).get(VEHICLE);
    return known instanceof String vin && Topics.isVehicle(vin) ? vin : null;
  }

  // ---- the id of the vehicle

  @Override
  public void statusChanged(ConnectionStatus status, String reason) {
    if (status != ConnectionStatus.CAR_CONNECTED || settings.vehicle() != null) {
      return;
    }
    try {
      var unused =
          io.vehicle()
              .submit(
                  VehicleConnection.PROGRAM,
                  1,
                  DEADLINE,
                  connection -> connection.query(Service09.VIN).valueOrNull())
              .whenComplete((vin, failure) -> identified(vin == null ? "" : vin.toString()));
    } catch (RequestException e) {
      log.debug("the VIN was not requested", e);
    }
  }

  private void identified(String vin) {
    String id = vin.strip();
    if (Topics.isVehicle(id)) {
      if (folder != null && !id.equals(remembered())) {
        var unused = folder.write(FILE, Map.of(VEHICLE, id));
      }
      thread.execute(() -> use(id));
    } else if (connection == null) {
      log.warn("the vehicle reports no VIN: the uplink needs --uplink-vehicle");
    }
  }

  /** Returns what is missing, for {@code /health}. */
  private Optional<String> problem() {
    MessageBroker now = connection;
    if (now == null) {
      return Optional.of("uplink: the id of the vehicle is not known");
    }
    return now.isConnected()
        ? Optional.empty()
        : Optional.of("uplink: not connected to the broker");
  }

  // ---- the connection

  private synchronized void use(String vehicle) {
    Running old = running;
    if (closed || old != null && old.vehicle.equals(vehicle)) {
      return;
    }
    if (old != null) {
      log.info("the vehicle is {} now and not {}", vehicle, old.vehicle);
      end(old);
    }
    running = null;
    connection = null;
    try {
      MessageBroker broker = new MqttBroker(settings.connection(vehicle));
      Running begun = new Running(vehicle, broker, new ArrayList<>());
      try {
        begin(begun);
        broker.start();
      } catch (RuntimeException e) {
        end(begun);
        throw e;
      }
      running = begun;
      connection = broker;
    } catch (IOException | RuntimeException e) {
      log.error("there is no uplink", e);
    }
  }

  /** Begins the parts of an uplink and adds what ends them. */
  private void begin(Running begun) {
    String vehicle = begun.vehicle;
    MessageBroker broker = begun.broker;
    UplinkOptions options = settings.options(vehicle);
    Uplink uplink =
        new Uplink(
            broker,
            io.vehicle(),
            io.hub(),
            commands,
            io.requests().rows(),
            io.access(),
            new JacksonJson(),
            options);
    begun.closers.add(uplink::close);
    uplink.start();
    String vin = settings.vehicle() == null ? vehicle : "";
    for (UplinkPart part : parts) {
      Runnable closer = part.begin(new UplinkSession(broker, uplink, options, commands, vin));
      if (closer != null) {
        begun.closers.add(0, closer);
      }
    }
  }

  private static void end(Running old) {
    for (Runnable closer : old.closers) {
      try {
        closer.run();
      } catch (RuntimeException e) {
        log.error("a part of the uplink could not be closed", e);
      }
    }
    old.broker.close();
  }

  private void close() {
    thread.execute(
        () -> {
          synchronized (this) {
            closed = true;
            if (running != null) {
              end(running);
              running = null;
            }
          }
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("the connection to the broker could not be closed in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
