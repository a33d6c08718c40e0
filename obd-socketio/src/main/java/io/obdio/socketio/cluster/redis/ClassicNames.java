package io.obdio.socketio.cluster.redis;

/**
 * The names of the channels of the classic adapter.
 *
 * @param prefix start of all names
 */
record ClassicNames(String prefix) {

  /** Returns the channel of events for all clients of a namespace. */
  String broadcasts(String namespace) {
    return prefix + "#" + namespace + "#";
  }

  /** Returns the channel of events for one room. */
  String broadcasts(String namespace, String room) {
    return broadcasts(namespace) + room + "#";
  }

  /** Returns the room of a channel of events; empty for the channel of all clients. */
  String room(String namespace, String channel) {
    int start = broadcasts(namespace).length();
    return channel.length() <= start ? "" : channel.substring(start, channel.length() - 1);
  }

  /** Returns a pattern that matches the channels of events of a namespace. */
  String broadcastPattern(String namespace) {
    return escaped(broadcasts(namespace)) + "*";
  }

  String requests(String namespace) {
    return prefix + "-request#" + namespace + "#";
  }

  /**
   * Returns a pattern that matches only the channel of requests. Who listens by a pattern is not
   * counted as a server, and need not answer.
   */
  String requestPattern(String namespace) {
    String channel = escaped(requests(namespace));
    return channel.substring(0, channel.length() - 1) + "[#]";
  }

  String responses(String namespace) {
    return prefix + "-response#" + namespace + "#";
  }

  String responses(String namespace, String uid) {
    return responses(namespace) + uid + "#";
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
  }
}
