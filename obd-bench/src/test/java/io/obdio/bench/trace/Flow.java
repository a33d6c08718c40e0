package io.obdio.bench.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A flow of docs/architecture.md: the classes through which a value passes, thread by thread. A
 * class is counted if it is on the stack where the value enters or leaves the thread; what such a
 * class calls to convert the value is not on that stack.
 */
final class Flow {

  /**
   * A stack of the flow.
   *
   * @param thread the beginning of the thread's name
   * @param method where the value enters or leaves the thread, such as {@code TcpLink.read}
   * @param skip entries into the method that are passed over
   * @param result whether the value is the method's result, so that it passes the stack upwards
   */
  record Hop(String thread, String method, int skip, boolean result) {
    Hop(String thread, String method) {
      this(thread, method, 0, false);
    }
  }

  private final Map<String, Set<String>> classes = new LinkedHashMap<>();
  private final int handOvers;

  /** Finds the hops in their order. */
  Flow(Trace trace, List<Hop> hops) {
    int from = 0;
    int changes = 0;
    String thread = hops.get(0).thread;
    for (Hop hop : hops) {
      Trace.Stack stack = trace.next(from, hop.thread, hop.method, hop.skip);
      List<String> passed = new ArrayList<>(stack.methods());
      if (hop.result) {
        Collections.reverse(passed);
      }
      Set<String> seen = classes.computeIfAbsent(hop.thread, key -> new LinkedHashSet<>());
      passed.forEach(method -> seen.add(simpleName(method)));
      from = stack.index() + 1;
      changes += hop.thread.equals(thread) ? 0 : 1;
      thread = hop.thread;
    }
    handOvers = changes;
  }

  /** Returns the class of a method without its package; a nested class counts as the outer one. */
  private static String simpleName(String method) {
    String type = method.substring(0, method.lastIndexOf('.'));
    return type.substring(type.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
  }

  int calls() {
    return classes.values().stream().mapToInt(Set::size).sum();
  }

  int threads() {
    return classes.size();
  }

  /** Returns the flow as docs/architecture.md has it: a numbered line a thread. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d calls, %d threads, %d hand-over%s"
            .formatted(calls(), threads(), handOvers, handOvers == 1 ? "" : "s"));
    classes.forEach(
        (name, passed) ->
            lines.add(
                "Thread `%s`, %d: `%s`."
                    .formatted(name, passed.size(), String.join("`, `", passed))));
    return lines;
  }
}
