package io.obdio.socketio.app.fleet;

import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.SinkStatus;
import io.obdio.socketio.fleet.VehicleBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The store of a node that only serves batches which its source keeps. */
final class NoSink implements HistorySink {

  private final LongAdder taken = new LongAdder();

  @Override
  public void restore(Positions positions) {}

  @Override
  public CompletableFuture<@Nullable Void> store(VehicleBatch batch) {
    taken.increment();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public SinkStatus status() {
    return new SinkStatus(0, taken.sum(), 0, "");
  }

  @Override
  public void close() {}
}
