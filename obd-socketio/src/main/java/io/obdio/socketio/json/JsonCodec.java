package io.obdio.socketio.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A codec between values and JSON. All event loops of a server share one, so implementations must
 * be safe for use by several threads and must not block.
 */
public interface JsonCodec {

  /**
   * Writes a value as JSON in UTF-8.
   *
   * @param value a tree of {@link java.util.Map}, {@link java.util.List}, {@link String}, {@link
   *     Number}, {@link Boolean}, {@code byte[]} and null, or another value that the codec can
   *     write
   * @param attachments receives every byte array, in order; it is replaced by {@code
   *     {"_placeholder":true,"num":INDEX}}
   * @throws JsonException if the value cannot be written
   */
  byte[] encode(@Nullable Object value, List<byte[]> attachments) throws JsonException;

  /**
   * Reads one JSON value.
   *
   * @return a tree of {@link java.util.Map} (in the order written), {@link java.util.List}, {@link
   *     String}, {@link Number}, {@link Boolean} or null
   * @throws JsonException if the bytes are not JSON, hold more than one value, or nest too deeply
   */
  @Nullable Object decode(byte[] utf8, int offset, int length) throws JsonException;

  /**
   * Converts a tree to a record or a bean.
   *
   * @param tree as {@link #decode} returns it; byte arrays may be in it
   * @throws JsonException if it does not match the type, or if the codec does not support it
   */
  default <T> T convert(@Nullable Object tree, Class<T> type) throws JsonException {
    throw new JsonException("this codec does not convert to " + type.getSimpleName(), null);
  }
}
