package io.obdio.socketio.fleet;

/**
 * The facts about a vehicle of the fleet, apart from its values.
 *
 * @param id id of the vehicle in its topics
 * @param online whether it is connected to the broker, by its topic {@code status}
 * @param lastSeen time of its last message, other than a retained one, in milliseconds since 1970
 *     UTC; 0 if there was none yet
 * @param vin vehicle identification number of its last batch; empty if unknown
 * @param epoch epoch of its batches; 0 if there was none yet
 * @param seq number up to which all batches of the epoch are stored or lost for good
 */
public record VehicleInfo(
    String id, boolean online, long lastSeen, String vin, long epoch, long seq) {}
