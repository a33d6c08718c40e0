package io.obdio.socketio.cluster.redis;

import java.util.Map;

/**
 * An entry of a stream.
 *
 * @param id its id, such as {@code 1795934799806-0}
 * @param fields its values by their names
 */
record StreamEntry(String id, Map<String, byte[]> fields) {}
