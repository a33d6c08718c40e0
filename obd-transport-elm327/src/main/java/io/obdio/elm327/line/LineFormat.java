package io.obdio.elm327.line;

import java.util.List;

/** Makes messages of the hex lines of one reply. One thread at a time. */
@FunctionalInterface
public interface LineFormat {

  /**
   * Reads the lines of one reply. Never throws on what an adapter prints.
   *
   * @param lines hex digits without spaces
   */
  LineMessages read(List<String> lines);
}
