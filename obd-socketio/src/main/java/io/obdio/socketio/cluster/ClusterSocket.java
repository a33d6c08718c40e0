package io.obdio.socketio.cluster;

import io.obdio.socketio.server.Handshake;
import java.util.Map;
import java.util.Set;

/**
 * A client as the server to which it is connected describes it.
 *
 * @param id of the socket
 * @param handshake the request by which the client connected
 * @param rooms of the socket
 * @param data that the program attached; only values that JSON has
 */
public record ClusterSocket(
    String id, Handshake handshake, Set<String> rooms, Map<String, Object> data) {}
