package io.obdio.socketio.app.query;

import java.util.List;

/** The output of results in one format. */
interface ResultWriter {

  /** Writes what precedes the first results. */
  default void begin() {}

  /** Writes results; may be called several times. */
  void write(List<Result> results);

  /** Writes what follows the last results. */
  default void end() {}
}
