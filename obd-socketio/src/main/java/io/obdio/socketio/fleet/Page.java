package io.obdio.socketio.fleet;

import java.util.List;

/**
 * A part of a sorted list.
 *
 * @param items the elements of this part
 * @param next key after which the following part begins; empty if this is the last part
 */
public record Page<T>(List<T> items, String next) {

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }
}
