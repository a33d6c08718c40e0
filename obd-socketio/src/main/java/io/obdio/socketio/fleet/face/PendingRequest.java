package io.obdio.socketio.fleet.face;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request to a vehicle that has not been answered yet.
 *
 * @param client id of the client
 * @param vehicle id of the vehicle
 * @param answer completes with the result
 */
record PendingRequest(String client, String vehicle, CompletableFuture<@Nullable Object> answer) {}
