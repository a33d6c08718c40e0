package io.obdio.socketio.engineio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the engine behaves; times in ms.
 *
 * @param path of the endpoint, without a slash at its end
 * @param polling whether long polling is offered
 * @param webSocket whether WebSocket is offered
 * @param corsOrigins origins of foreign pages, {@code *} for all
 * @param pingInterval between two pings
 * @param pingTimeout how long the answer may take
 * @param upgradeTimeout how long an upgrade may take
 * @param cookie name of the cookie with the session id, null for none
 * @param maxPayload bytes of a message
 * @param maxSessions in all
 * @param maxSessionsPerAddress from one IP address
 * @param maxPacketsPerSecond from one client
 * @param maxQueuedMessages that wait for a client
 * @param maxQueuedBytes that wait for a client
 */
public record EngineConfig(
    String path,
    boolean polling,
    boolean webSocket,
    List<String> corsOrigins,
    long pingInterval,
    long pingTimeout,
    long upgradeTimeout,
    @Nullable String cookie,
    int maxPayload,
    int maxSessions,
    int maxSessionsPerAddress,
    int maxPacketsPerSecond,
    int maxQueuedMessages,
    int maxQueuedBytes) {}
