package io.obdio.socketio.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into JSON and back; a server has one, used by all its event loops at the same time,
 * so implementations are safe for use by several threads and do not block.
 */
public interface JsonCodec {

  /**
   * Writes a value as JSON in UTF-8.
   *
   * @param value a tree of {@link java.util.Map}, {@link java.util.List}, {@link String}, {@link
   *     Number}, {@link Boolean}, {@code byte[]} and null, or whatever else the codec can write
   * @param attachments takes, in order, every byte array met; in its place stands {@code
   *     {"_placeholder":true,"num":INDEX}}
   * @throws JsonException if the value cannot be written
   */
  byte[] encode(@Nullable Object value, List<byte[]> attachments) throws JsonException;

  /**
   * Reads one JSON value.
   *
   * @return a tree of {@link java.util.Map} (in the order written), {@link java.util.List}, {@link
   *     String}, {@link Number}, {@link Boolean} or null
   * @throws JsonException if the bytes are no JSON, hold more than one value, or nest too deeply
   */
  @Nullable Object decode(byte[] utf8, int offset, int length) throws JsonException;
}
