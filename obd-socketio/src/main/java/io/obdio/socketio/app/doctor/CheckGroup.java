package io.obdio.socketio.app.doctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Checks of the same facts.
 *
 * @param name the heading, such as {@code Adapter}
 * @param deadline the longest time for collecting the facts
 * @param probe collects the facts; may block
 * @param checks the rows, in order
 * @param <F> the facts
 */
record CheckGroup<F>(String name, Duration deadline, Callable<F> probe, List<Check<F>> checks) {

  CheckGroup {
    checks = List.copyOf(checks);
  }
}
