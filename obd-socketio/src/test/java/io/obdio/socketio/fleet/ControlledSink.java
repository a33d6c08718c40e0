package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.Acknowledgement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A store in memory whose progress the test controls. */
final class ControlledSink implements HistorySink {

  private final Map<String, Acknowledgement> positions = new LinkedHashMap<>();
  private final List<VehicleBatch> stored = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean hold;
  private int room = Integer.MAX_VALUE;
  private boolean failing;
  private boolean refusing;

  /** Sets whether batches wait until {@link #release}. */
  synchronized void hold(int most) {
    hold = true;
    room = most;
  }

  /** Sets whether batches fail. */
  synchronized void fail(boolean now) {
    failing = now;
  }

  /** Sets whether batches are refused for good. */
  synchronized void refuse(boolean now) {
    refusing = now;
  }

  /** Adds a position that was stored before. */
  synchronized void storedBefore(String vehicle, Acknowledgement position) {
    positions.put(vehicle, position);
  }

  /** Stores what waits. */
  void release() {
    List<Runnable> ready;
    synchronized (this) {
      hold = false;
      ready = List.copyOf(held);
      held.clear();
    }
    ready.forEach(Runnable::run);
  }

  synchronized List<VehicleBatch> stored() {
    return List.copyOf(stored);
  }

  /** Returns the numbers of the stored batches of a vehicle in the order of their arrival. */
  List<Long> numbers(String vehicle) {
    return stored().stream()
        .filter(each -> each.vehicle().equals(vehicle))
        .map(each -> each.batch().seq())
        .toList();
  }

  synchronized int waiting() {
    return held.size();
  }

  @Override
  public synchronized void restore(Positions receiver) {
    positions.forEach(receiver::stored);
  }

  @Override
  public CompletableFuture<@Nullable Void> store(VehicleBatch batch) {
    synchronized (this) {
      if (refusing) {
        return CompletableFuture.failedFuture(
            new UnstorableBatchException("a sample is too long", new IOException()));
      }
      if (failing) {
        return CompletableFuture.failedFuture(new IOException("No space left on device"));
      }
      if (hold) {
        if (held.size() >= room) {
          return CompletableFuture.failedFuture(new SinkFullException());
        }
        CompletableFuture<@Nullable Void> later = new CompletableFuture<>();
        held.add(
            () -> {
              add(batch);
              later.complete(null);
            });
        return later;
      }
    }
    add(batch);
    return CompletableFuture.completedFuture(null);
  }

  private synchronized void add(VehicleBatch batch) {
    stored.add(batch);
  }

  @Override
  public synchronized SinkStatus status() {
    return new SinkStatus(held.size(), stored.size(), 0, failing ? "No space left on device" : "");
  }

  @Override
  public void close() {
    release();
  }
}
