package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.DataBatch;

/** A received batch of a vehicle. Immutable, apart from the payload, which must not be changed. */
public final class VehicleBatch {

  private final String vehicle;
  private final DataBatch batch;
  private final byte[] payload;
  private final long received;
  private final long time;
  private final BatchClock clock;

  /**
   * Creates a received batch.
   *
   * @param vehicle id of the vehicle
   * @param batch the samples
   * @param payload the batch as it was received; not copied
   * @param received time of the receipt in milliseconds since 1970 UTC
   * @param time corrected time of offset 0 in milliseconds since 1970 UTC
   * @param clock where the corrected time comes from
   */
  public VehicleBatch(
      String vehicle, DataBatch batch, byte[] payload, long received, long time, BatchClock clock) {
    this.vehicle = vehicle;
    this.batch = batch;
    this.payload = payload;
    this.received = received;
    this.time = time;
    this.clock = clock;
  }

  /** Returns the id of the vehicle. */
  public String vehicle() {
    return vehicle;
  }

  /** Returns the samples. */
  public DataBatch batch() {
    return batch;
  }

  /** Returns the batch as it was received; must not be changed. */
  public byte[] payload() {
    return payload;
  }

  /** Returns the time of the receipt in milliseconds since 1970 UTC. */
  public long received() {
    return received;
  }

  /** Returns the corrected time of offset 0 in milliseconds since 1970 UTC. */
  public long time() {
    return time;
  }

  /** Returns where the corrected time comes from. */
  public BatchClock clock() {
    return clock;
  }
}
