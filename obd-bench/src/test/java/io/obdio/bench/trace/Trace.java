package io.obdio.bench.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recorded run: the entries into methods, with the stack of each. Immutable. */
final class Trace {

  /** An entry; the method is {@code package.Class.method}, the class that of the object. */
  private record Entry(String thread, int depth, String method) {}

  /** A place in the trace where a stack is read. */
  record Stack(int index, String thread, List<String> methods) {}

  private final List<Entry> entries;

  private Trace(List<Entry> entries) {
    this.entries = entries;
  }

  /** Reads what {@link TraceLog#write} has written. */
  static Trace read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split("\t", -1);
      entries.add(new Entry(columns[0], Integer.parseInt(columns[1]), columns[2]));
    }
    return new Trace(List.copyOf(entries));
  }

  /**
   * Returns the stack at the next entry into a method, from {@code from} on.
   *
   * @param thread the beginning of the thread's name
   * @param method the class and the method, such as {@code TcpLink.read}
   * @param skip how many entries are passed over
   */
  Stack next(int from, String thread, String method, int skip) {
    int left = skip;
    for (int i = from; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.thread.startsWith(thread) && entry.method.endsWith("." + method) && left-- == 0) {
        return new Stack(i, entry.thread, stack(i));
      }
    }
    throw new AssertionError(
        "thread " + thread + " did not enter " + method + " " + (skip + 1) + " times");
  }

  private List<String> stack(int index) {
    List<String> methods = new ArrayList<>();
    Entry last = entries.get(index);
    int depth = last.depth + 1;
    for (int i = index; i >= 0 && depth > 0; i--) {
      Entry entry = entries.get(i);
      if (entry.thread.equals(last.thread) && entry.depth < depth) {
        methods.add(0, entry.method);
        depth = entry.depth;
      }
    }
    return methods;
  }
}
