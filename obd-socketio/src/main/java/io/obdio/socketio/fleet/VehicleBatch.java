package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.DataBatch;

/**
 * A received batch of a vehicle.
 *
 * @param vehicle id of the vehicle
 * @param batch the samples
 * @param payload the batch as it was received; must not be changed
 * @param received time of the receipt in milliseconds since 1970 UTC
 * @param time corrected time of offset 0 in milliseconds since 1970 UTC
 * @param clock where the corrected time comes from
 */
public record VehicleBatch(
    String vehicle, DataBatch batch, byte[] payload, long received, long time, BatchClock clock) {}
