package io.obdio.socketio.api;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.Support;
import io.obdio.core.diagnosis.FreezeFrameData;
import io.obdio.core.diagnosis.FreezeFrames;
import io.obdio.core.diagnosis.VehicleCodes;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.Status;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The reader of the vehicle's state. Its parts are separate requests of the queue, so that those of
 * other clients are served in between. Clients that ask meanwhile receive the same result, and so
 * do those within {@value #MAX_AGE_SECONDS} s afterwards.
 *
 * <p>Threads: all methods may be called by any thread and do not block.
 */
final class DiagnosisReader implements VehicleListener {

  private static final int MAX_AGE_SECONDS = 5;
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int MONITOR_SERVICE = 0x06;

  /** The monitors that one request of the queue reads. */
  private static final int MONITORS_AT_ONCE = 6;

  private final VehicleConnection vehicle;
  private final Function<Diagnosis, CompletableFuture<Map<String, Object>>> json;
  private final LongSupplier nanoTime;

  /** The result that is being read, or the latest. */
  @GuardedBy("this")
  private @Nullable CompletableFuture<Map<String, Object>> latest;

  @GuardedBy("this")
  private long completed;

  /**
   * Creates a reader.
   *
   * @param json returns what clients receive; called once for all that share a result
   */
  DiagnosisReader(
      VehicleConnection vehicle,
      Function<Diagnosis, CompletableFuture<Map<String, Object>>> json,
      LongSupplier nanoTime) {
    this.vehicle = vehicle;
    this.json = json;
    this.nanoTime = nanoTime;
  }

  /**
   * Returns the state of the vehicle as clients receive it.
   *
   * @param client on whose behalf the requests are queued
   * @param fresh whether a result that is complete does not count
   * @return fails with {@link RequestException}
   */
  synchronized CompletableFuture<Map<String, Object>> read(String client, boolean fresh) {
    CompletableFuture<Map<String, Object>> known = latest;
    if (known != null && isUsable(known, fresh)) {
      return known;
    }
    CompletableFuture<Map<String, Object>> reading = start(client).thenCompose(json);
    latest = reading;
    var unused = reading.whenComplete((result, failure) -> completed(reading));
    return reading;
  }

  @GuardedBy("this")
  private boolean isUsable(CompletableFuture<Map<String, Object>> known, boolean fresh) {
    if (!known.isDone()) {
      return true;
    }
    long age = nanoTime.getAsLong() - completed;
    return !fresh
        && !known.isCompletedExceptionally()
        && age < Duration.ofSeconds(MAX_AGE_SECONDS).toNanos();
  }

  private synchronized void completed(CompletableFuture<Map<String, Object>> reading) {
    if (latest == reading) {
      completed = nanoTime.getAsLong();
    }
  }

  @Override
  public synchronized void statusChanged(ConnectionStatus status, String reason) {
    CompletableFuture<Map<String, Object>> known = latest;
    if (known != null && known.isDone()) {
      latest = null; // perhaps another vehicle
    }
  }

  private CompletableFuture<Diagnosis> start(String client) {
    CompletableFuture<VehicleCodes> codes = submit(client, 4, VehicleCodes::read);
    CompletableFuture<Optional<Status>> status =
        submit(client, 1, connection -> value(connection.force(Service01.STATUS)));
    CompletableFuture<String> vin =
        submit(client, 1, connection -> value(connection.query(Service09.VIN)).orElse(""));
    CompletableFuture<List<FreezeFrameData>> frames = submit(client, 8, FreezeFrames::read);
    CompletableFuture<Map<ObdCommand<?>, Monitor>> monitors = monitors(client);
    return codes.thenCompose(
        c ->
            status.thenCompose(
                s ->
                    vin.thenCompose(
                        v ->
                            frames.thenCombine(
                                monitors, (f, m) -> new Diagnosis(Instant.now(), v, s, c, f, m)))));
  }

  private static <V> Optional<V> value(ObdResponse<V> response) {
    return Optional.ofNullable(response.valueOrNull());
  }

  private CompletableFuture<Map<ObdCommand<?>, Monitor>> monitors(String client) {
    return submit(client, 1, DiagnosisReader::supportedMonitors)
        .thenCompose(commands -> monitors(client, commands, new LinkedHashMap<>()));
  }

  private static List<ObdCommand<?>> supportedMonitors(ObdConnection connection) {
    List<ObdCommand<?>> supported = new ArrayList<>();
    for (ObdCommand<?> command : connection.commands().ofService(MONITOR_SERVICE)) {
      boolean map = command.pid().orElse(0) % 0x20 == 0;
      if (!map && connection.requestSupport(command) == Support.SUPPORTED) {
        supported.add(command);
      }
    }
    return supported;
  }

  /** Reads some monitors, then the others. */
  private CompletableFuture<Map<ObdCommand<?>, Monitor>> monitors(
      String client, List<ObdCommand<?>> commands, Map<ObdCommand<?>, Monitor> results) {
    if (commands.isEmpty()) {
      return CompletableFuture.completedFuture(results);
    }
    int count = Math.min(MONITORS_AT_ONCE, commands.size());
    List<ObdCommand<?>> now = commands.subList(0, count);
    return submit(client, count, connection -> connection.queryAll(now))
        .thenCompose(
            responses -> {
              for (ObdResponse<?> response : responses) {
                if (response.valueOrNull() instanceof Monitor monitor) {
                  results.put(response.command(), monitor);
                }
              }
              return monitors(client, commands.subList(count, commands.size()), results);
            });
  }

  private <T> CompletableFuture<T> submit(
      String client, int cost, Function<ObdConnection, T> request) {
    try {
      return vehicle.submit(client, cost, DEADLINE, request);
    } catch (RequestException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
