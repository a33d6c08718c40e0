package io.obdio.socketio.server;

/**
 * What is open now.
 *
 * @param connections TCP connections
 * @param sessions Engine.IO sessions
 * @param sockets clients, counted once for every namespace they are in
 * @param timers running
 * @param packetsIn Engine.IO packets received since the start
 * @param packetsOut Engine.IO packets sent since the start
 * @param dropped volatile events dropped since the start
 */
public record ServerStats(
    int connections,
    int sessions,
    int sockets,
    int timers,
    long packetsIn,
    long packetsOut,
    long dropped) {}
