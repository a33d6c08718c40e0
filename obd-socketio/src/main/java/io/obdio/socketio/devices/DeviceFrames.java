package io.obdio.socketio.devices;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.websocket.WebSocketFrames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The encoder of devices as WebSocket messages, each an array. A state of a device is encoded once,
 * whatever the number of filters. Safe for use by several threads.
 */
final class DeviceFrames {

  /** The bytes of one state. */
  private static final class Encoded {
    private final Map<String, @Nullable Object> state;
    private final byte[] bytes;

    Encoded(Map<String, @Nullable Object> state, byte[] bytes) {
      this.state = state;
      this.bytes = bytes;
    }
  }

  private final JsonCodec json;

  @GuardedBy("cache")
  private final Map<Device, Encoded> cache = new WeakHashMap<>();

  private final boolean single;

  /**
   * Creates an encoder.
   *
   * @param single whether each change is a message of its own
   */
  DeviceFrames(JsonCodec json, boolean single) {
    this.json = json;
    this.single = single;
  }

  /** Returns one message with these devices, or, if so configured, one for each. */
  ByteBuf changes(Collection<Device> devices) {
    return of(devices, single);
  }

  /** Returns one message with these devices, of which there is at least one. */
  ByteBuf array(Collection<Device> devices) {
    return of(devices, false);
  }

  private ByteBuf of(Collection<Device> devices, boolean single) {
    List<byte[]> parts = new ArrayList<>(devices.size());
    int total = 0;
    for (Device device : devices) {
      byte[] part = bytes(device);
      parts.add(part);
      total += part.length;
    }
    int count = parts.size();
    int headers = single ? count * (WebSocketFrames.MAX_HEADER + 2) : WebSocketFrames.MAX_HEADER;
    ByteBuf out = ByteBufAllocator.DEFAULT.buffer(total + count + 2 + headers);
    if (!single) {
      WebSocketFrames.textHeader(out, total + count + 1);
    }
    for (int i = 0; i < count; i++) {
      byte[] part = parts.get(i);
      if (single) {
        WebSocketFrames.textHeader(out, part.length + 2);
      }
      out.writeByte(single || i == 0 ? '[' : ',').writeBytes(part);
      if (single || i == count - 1) {
        out.writeByte(']');
      }
    }
    return out;
  }

  private byte[] bytes(Device device) {
    Map<String, @Nullable Object> state = device.json();
    synchronized (cache) {
      Encoded known = cache.get(device);
      if (known != null && known.state == state) {
        return known.bytes;
      }
    }
    byte[] bytes = encode(state);
    synchronized (cache) {
      cache.put(device, new Encoded(state, bytes));
    }
    return bytes;
  }

  /** Returns a value as JSON. */
  byte[] encode(@Nullable Object value) {
    try {
      return json.encode(value, new ArrayList<>());
    } catch (JsonException e) {
      throw new IllegalStateException("a device cannot be written as JSON", e);
    }
  }
}
