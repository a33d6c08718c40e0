package io.obdio.socketio.fleet;

/**
 * The counts of a node since its start, and its present state.
 *
 * @param vehicles known vehicles
 * @param signals known names of signals
 * @param batches stored batches
 * @param samples samples in them
 * @param duplicates batches that were stored already
 * @param states states of vehicles that were taken
 * @param acknowledgements acknowledgements that were sent
 * @param invalid messages that were ignored because they are invalid, or because there are too many
 *     vehicles
 * @param dropped messages that were ignored because this node or its store is too slow; vehicles
 *     send batches again
 * @param refused batches that can never be stored, which were acknowledged nevertheless
 * @param expired vehicles that were removed because nothing was received from them
 * @param replaced vehicles that gave room to others
 * @param queued messages that wait
 * @param sink state of the store
 */
public record FleetStats(
    int vehicles,
    int signals,
    long batches,
    long samples,
    long duplicates,
    long states,
    long acknowledgements,
    long invalid,
    long dropped,
    long refused,
    long expired,
    long replaced,
    int queued,
    SinkStatus sink) {}
