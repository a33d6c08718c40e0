package io.obdio.core.connection;

/**
 * What a watcher has done since it was made.
 *
 * @param responses how many responses came, empty ones among them
 * @param empty how many of them had no value
 * @param failures how often asking itself failed
 * @param callbackFailures how often a callback threw
 * @param overtaken how many responses a callback never saw, because a newer one of the same command
 *     came while it was busy
 * @param lastError the newest of any of these errors, for a person; "" if there was none
 */
public record WatcherStatistics(
    long responses,
    long empty,
    long failures,
    long callbackFailures,
    long overtaken,
    String lastError) {}
