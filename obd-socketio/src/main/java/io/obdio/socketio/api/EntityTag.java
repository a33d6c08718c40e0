package io.obdio.socketio.api;

import io.obdio.socketio.history.Trip;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.rest.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The entity tag of a trip (RFC 9110, 8.8.3). A trip that has ended does not change, apart from the
 * thinning of its samples: a browser may keep responses and asks whether they are still valid. A
 * running trip has no tag.
 *
 * @param tag with its quotes; empty for none
 */
record EntityTag(String tag) {

  static EntityTag of(Trip trip) {
    if (trip.running()) {
      return new EntityTag("");
    }
    byte[] content = trip.toString().getBytes(StandardCharsets.UTF_8);
    return new EntityTag('"' + UUID.nameUUIDFromBytes(content).toString() + '"');
  }

  /** Responds with 304 if the client has the response already; returns whether it has. */
  boolean isNotModified(ApiRequest request) {
    String known = request.exchange().header("if-none-match");
    if (tag.isEmpty() || known == null || !known.equals(tag)) {
      return false;
    }
    request.exchange().responseHeader("etag", tag);
    request.exchange().responseHeader("cache-control", "private, no-cache");
    request.exchange().respond(304, "", new byte[0]);
    return true;
  }

  /** Responds with a value as JSON and the tag. */
  void respond(ApiRequest request, JsonCodec codec, @Nullable Object json) {
    if (tag.isEmpty()) {
      request.respond(json);
      return;
    }
    try {
      byte[] body = codec.encode(json, List.of());
      request.exchange().responseHeader("etag", tag);
      request.exchange().responseHeader("cache-control", "private, no-cache");
      request.exchange().respond(200, "application/json", body);
    } catch (JsonException e) {
      throw new IllegalStateException("a trip cannot be written as JSON", e);
    }
  }
}
