package io.obdio.socketio.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The byte arrays of a packet that are sent beside its JSON. */
public final class Attachments {
  private Attachments() {}

  /**
   * Replaces the placeholders of a tree, in which lists and maps must be mutable.
   *
   * @return the tree, or an attachment if it is a placeholder itself
   * @throws PacketException if a placeholder refers to a missing attachment
   */
  @SuppressWarnings("unchecked") // guaranteed by the contract of the codec
  public static @Nullable Object place(@Nullable Object tree, List<byte[]> list)
      throws PacketException {
    if (tree instanceof List<?>) {
      List<@Nullable Object> elements = (List<@Nullable Object>) tree;
      for (int i = 0; i < elements.size(); i++) {
        Object element = elements.get(i);
        if (element instanceof List || element instanceof Map) {
          elements.set(i, place(element, list));
        }
      }
    } else if (tree instanceof Map<?, ?>) {
      Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) tree;
      if (Boolean.TRUE.equals(map.get("_placeholder"))) {
        return attachment(map.get("num"), list);
      }
      for (Map.Entry<String, @Nullable Object> e : map.entrySet()) {
        Object value = e.getValue();
        if (value instanceof List || value instanceof Map) {
          e.setValue(place(value, list));
        }
      }
    }
    return tree;
  }

  private static byte[] attachment(@Nullable Object number, List<byte[]> list)
      throws PacketException {
    if (number instanceof Integer n && n >= 0 && n < list.size()) {
      return list.get(n);
    }
    throw new PacketException("attachment " + number + " of " + list.size());
  }
}
