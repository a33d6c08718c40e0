package io.obdio.socketio.uplink.homeassistant;

import io.obdio.core.unit.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A value that has a topic of its own.
 *
 * @param name last part of the topic, such as {@code RPM}
 * @param description for people
 * @param kind of its text
 * @param unit of a number; null if it has none
 */
public record PublishedValue(String name, String description, Kind kind, @Nullable Unit unit) {

  /** What the text of a value is. */
  public enum Kind {
    /** A finite decimal number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    FLAG,
    /** Any text. */
    TEXT
  }
}
