package io.obdio.socketio.history;

/**
 * The state of a history.
 *
 * @param recording whether rows reach the database
 * @param reason why they do not, for people; empty if they do
 * @param bytes size of the database in use
 * @param pending rows that are not in the database yet
 * @param dropped rows that were lost because the database did not accept them, since the start
 * @param lostFrames frames that the retention has deleted although an uplink had not acknowledged
 *     them, in the life of the database
 * @param setAside name of a damaged database that was renamed at the start; empty if there was none
 * @param runningTrip number of the trip that is running; 0 if there is none
 */
public record HistoryStatus(
    boolean recording,
    String reason,
    long bytes,
    int pending,
    long dropped,
    long lostFrames,
    String setAside,
    int runningTrip) {}
