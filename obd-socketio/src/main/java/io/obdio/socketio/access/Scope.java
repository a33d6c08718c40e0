package io.obdio.socketio.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A permission of clients. No scope includes another one: a key lists every scope that it has. */
public enum Scope {
  /** Read the status and the latest values. */
  READ("read the status and the latest values"),
  /** Add commands to those that are requested repeatedly. */
  WATCH("watch commands"),
  /** Send single requests to the vehicle. */
  QUERY("send requests to the vehicle"),
  /** Clear trouble codes. */
  CLEAR("clear trouble codes"),
  /** Open and close the connection to the vehicle. */
  CONNECT("change the connection to the vehicle"),
  /** Set outputs of the vehicle and inputs of a simulated one. */
  CONTROL("control the vehicle"),
  /** Receive raw traffic and see who is connected. */
  ADMIN("administer the server");

  /** The scopes that change the vehicle or the connection. */
  public static final Set<Scope> CHANGING =
      Collections.unmodifiableSet(EnumSet.of(CLEAR, CONNECT, CONTROL));

  private final String action;

  Scope(String action) {
    this.action = action;
  }

  /** Returns the scope as it is written in key files and messages, such as {@code read}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what the scope allows, as a phrase that begins with a verb. */
  public String action() {
    return action;
  }

  /** Returns the scope of this word, or empty if there is none. */
  public static Optional<Scope> ofWord(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }
}
