package io.obdio.socketio.metrics;

/**
 * The numbers of a node of a fleet for {@link FleetMetrics}: present numbers, and counts since its
 * start.
 *
 * @param vehicles known vehicles
 * @param signals known names of signals
 * @param batches stored batches
 * @param samples samples in them
 * @param duplicates batches that were stored already
 * @param states states of vehicles that were taken
 * @param acknowledgements acknowledgements that were sent
 * @param invalid messages that were ignored because they are invalid
 * @param dropped messages that were ignored for lack of room; vehicles send batches again
 * @param refused batches that can never be stored, which were acknowledged nevertheless
 * @param expired vehicles that were removed because nothing was received from them
 * @param replaced vehicles that gave room to others
 * @param queued messages that wait for a thread
 * @param pending batches that wait to be stored
 * @param connected whether the broker is connected
 * @param storing whether the store works
 */
public record FleetFigures(
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
    int pending,
    boolean connected,
    boolean storing) {}
