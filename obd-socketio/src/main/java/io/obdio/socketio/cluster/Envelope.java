package io.obdio.socketio.cluster;

/**
 * A message with its sender.
 *
 * @param uid of the sending adapter, 16 hexadecimal digits, or {@code emitter} if it is no server
 * @param namespace of the message
 * @param message the content
 */
public record Envelope(String uid, String namespace, ClusterMessage message) {}
