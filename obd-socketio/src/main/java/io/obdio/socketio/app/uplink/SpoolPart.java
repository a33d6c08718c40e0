package io.obdio.socketio.app.uplink;

import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.obd.ServerParts;
import io.obdio.socketio.uplink.spool.BatchSpool;
import io.obdio.socketio.uplink.spool.SpoolStatus;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sending of the history as a part of the uplink. */
public final class SpoolPart implements UplinkPart {

  private static final Logger log = LoggerFactory.getLogger(SpoolPart.class);

  private final SpoolFlags flags;
  private final Supplier<@Nullable TripHistory> history;
  private volatile @Nullable BatchSpool running;

  /**
   * Creates the part.
   *
   * @param history supplies the history; null if none is recorded
   */
  public SpoolPart(SpoolFlags flags, Supplier<@Nullable TripHistory> history) {
    this.flags = flags;
    this.history = history;
  }

  /** Keeps what is recorded until the id of the vehicle is known. */
  @Override
  public void configured(ServerParts server) {
    var unused = flags.format();
    server.degradedIf(this::problem);
    TripHistory source = history.get();
    if (source == null) {
      log.info("the uplink sends no batches, because they need a history: set --history FILE");
    } else {
      var registered = source.frames().keepFor(BatchSpool.READER, flags.pastTrips);
      registered.exceptionally(
          failure -> {
            log.debug("the uplink is registered when it begins", failure);
            return false;
          });
    }
  }

  @Override
  public @Nullable Runnable begin(UplinkSession session) {
    TripHistory source = history.get();
    if (source == null) {
      return null;
    }
    BatchSpool spool =
        new BatchSpool(
            source, session.broker(), session.topics(), session.vehicle(), flags.format());
    spool.start(flags.pastTrips);
    running = spool;
    return () -> {
      running = null;
      spool.close();
    };
  }

  @Override
  public long waiting() {
    BatchSpool spool = running;
    return spool == null ? 0 : spool.status().waiting();
  }

  @Override
  public long lost() {
    BatchSpool spool = running;
    return spool == null ? 0 : spool.status().lost();
  }

  /** Returns what {@code /health} reports; the log has the details. */
  private Optional<String> problem() {
    BatchSpool spool = running;
    if (spool == null) {
      return Optional.empty();
    }
    SpoolStatus status = spool.status();
    if (!status.problem().isEmpty()) {
      return Optional.of("the history cannot be read for the uplink");
    }
    return status.lost() == 0
        ? Optional.empty()
        : Optional.of(status.lost() + " batches were deleted before they were acknowledged");
  }
}
