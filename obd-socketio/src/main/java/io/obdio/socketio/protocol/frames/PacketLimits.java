package io.obdio.socketio.protocol.frames;

import io.obdio.socketio.netty.MemoryBudget;

/**
 * The limits of packets from a client.
 *
 * @param maxAttachments byte arrays of one packet
 * @param maxConnectBytes bytes of a CONNECT packet
 * @param budget for packets that are not complete
 */
public record PacketLimits(int maxAttachments, int maxConnectBytes, MemoryBudget budget) {}
