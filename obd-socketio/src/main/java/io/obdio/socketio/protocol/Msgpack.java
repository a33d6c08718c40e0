package io.obdio.socketio.protocol;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * A codec between values and MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md).
 */
public final class Msgpack {
  private Msgpack() {}

  /**
   * Writes a value.
   *
   * @param value as for {@link JsonCodec#encode}; byte arrays are written as binary
   * @param json converts values that are not maps, lists, strings, numbers or booleans
   * @throws JsonException if the value cannot be written
   */
  public static byte[] encode(@Nullable Object value, JsonCodec json) throws JsonException {
    return new MsgpackWriter(json).write(value);
  }

  /**
   * Reads one value.
   *
   * @return a tree as {@link JsonCodec#decode} returns it; binary is a {@code byte[]}
   * @throws JsonException if the bytes are not one value in MessagePack, or nest too deeply
   */
  public static @Nullable Object decode(byte[] bytes) throws JsonException {
    return new MsgpackReader(bytes).read();
  }
}
