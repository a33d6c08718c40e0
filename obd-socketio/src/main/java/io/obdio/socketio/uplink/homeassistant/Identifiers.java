package io.obdio.socketio.uplink.homeassistant;

import java.util.Locale;

/** The identifiers of Home Assistant. */
final class Identifiers {

  private Identifiers() {}

  /**
   * Returns a text as a part of a discovery topic: letters, digits, {@code -} and {@code _} only.
   * Different texts have different results: one with other characters is given a suffix.
   */
  static String topicPart(String text) {
    String plain = text.replaceAll("[^a-zA-Z0-9_-]", "_");
    return plain.equals(text) ? text : plain + "-" + Integer.toHexString(text.hashCode());
  }

  /**
   * Returns the name of a value as a part of a discovery topic: {@code STATUS.MIL} is {@code
   * STATUS-MIL}. Different names have different results.
   */
  static String valueKey(String name) {
    return name.indexOf('-') < 0
        ? topicPart(name.replace('.', '-'))
        : topicPart(name.replace('-', '_')) + "-" + Integer.toHexString(name.hashCode());
  }

  /** Returns the second part of an entity id: lower-case letters, digits and single underscores. */
  static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
  }
}
