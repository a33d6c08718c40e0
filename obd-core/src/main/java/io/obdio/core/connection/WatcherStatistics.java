package io.obdio.core.connection;

/**
 * Counters of a watcher since its creation.
 *
 * @param responses responses, empty ones included
 * @param empty responses without a value
 * @param failures requests that failed with an exception
 * @param callbackFailures exceptions thrown by callbacks, listeners and the sink
 * @param superseded responses that a busy callback or listener did not receive, because a newer one
 *     of the same command arrived
 * @param lastError the latest of these errors, for people; "" if there was none
 */
public record WatcherStatistics(
    long responses,
    long empty,
    long failures,
    long callbackFailures,
    long superseded,
    String lastError) {}
