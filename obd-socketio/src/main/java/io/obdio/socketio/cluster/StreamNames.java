package io.obdio.socketio.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The names of streams and channels, and the order of stream ids.
 *
 * @param options the names' parts
 */
public record StreamNames(ClusterOptions options) {

  /** Returns the stream to which the messages of a namespace are written, as Node chooses it. */
  public String stream(String namespace) {
    return options.streamCount() == 1
        ? options.streamName()
        : options.streamName() + "-" + namespace.hashCode() % options.streamCount();
  }

  /**
   * Returns all streams that may have messages. The remainder in {@link #stream} may be negative;
   * Node writes to these streams as well.
   */
  public List<String> streams() {
    int count = options.streamCount();
    if (count == 1) {
      return List.of(options.streamName());
    }
    List<String> names = new ArrayList<>(2 * count - 1);
    for (int i = 1 - count; i < count; i++) {
      names.add(options.streamName() + "-" + i);
    }
    return names;
  }

  /** Returns the channel of all members of a namespace. */
  public String channel(String namespace) {
    return options.channelPrefix() + "#" + namespace + "#";
  }

  /** Returns the channel of one member. */
  public String channel(String namespace, String uid) {
    return channel(namespace) + uid + "#";
  }

  /** Returns the key of a stored session. */
  public String session(String privateId) {
    return options.sessionPrefix() + privateId;
  }

  /** Returns whether a text is the id of an entry, such as {@code 1795934799806-0}. */
  public static boolean isId(String text) {
    return text.length() <= 41 && text.matches("\\d{1,20}-\\d{1,20}");
  }

  /** Compares two ids by their age. */
  public static int compare(String a, String b) {
    int time = Long.compareUnsigned(part(a, true), part(b, true));
    return time != 0 ? time : Long.compareUnsigned(part(a, false), part(b, false));
  }

  private static long part(String id, boolean first) {
    int dash = id.indexOf('-');
    return Long.parseUnsignedLong(first ? id.substring(0, dash) : id.substring(dash + 1));
  }

  /** Returns the smallest id above another. */
  public static String next(String id) {
    int dash = id.indexOf('-');
    return String.format(
        Locale.ROOT,
        "%s-%s",
        id.substring(0, dash),
        Long.toUnsignedString(Long.parseUnsignedLong(id.substring(dash + 1)) + 1));
  }
}
