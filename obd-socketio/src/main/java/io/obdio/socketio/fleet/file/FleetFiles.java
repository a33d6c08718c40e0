package io.obdio.socketio.fleet.file;

import io.obdio.socketio.fleet.EpochWindows;
import io.obdio.socketio.json.JsonCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The batches in the files of all nodes, in the order of their receipt, each once. The files may be
 * read while nodes append to them.
 */
public final class FleetFiles {

  /** The limit of gaps of one vehicle among which a duplicate is still recognised. */
  private static final int MAX_RANGES = 4096;

  private final Path folder;
  private final JsonCodec json;

  /** Creates a view of the folder of all nodes. */
  public FleetFiles(Path folder, JsonCodec json) {
    this.folder = folder;
    this.json = json;
  }

  /**
   * Writes the lines of batches.
   *
   * @param vehicle id of the vehicle; null for all
   * @return the number of lines
   * @throws IOException if a file cannot be read, or the output cannot be written
   */
  public long write(OutputStream out, @Nullable String vehicle) throws IOException {
    PriorityQueue<NodeLines> nodes =
        new PriorityQueue<>(Comparator.comparingLong((NodeLines node) -> node.head().received()));
    long lines = 0;
    try {
      for (Path node : nodes()) {
        addIfNotEmpty(nodes, new NodeLines(node, vehicle, json));
      }
      Map<String, EpochWindows> written = new HashMap<>();
      for (NodeLines node = nodes.poll(); node != null; node = nodes.poll()) {
        StoredLine head = node.head();
        if (isNew(head, written)) {
          node.copyTo(out);
          lines++;
        }
        addIfNotEmpty(nodes, node);
      }
    } finally {
      for (NodeLines node : nodes) {
        node.close();
      }
    }
    return lines;
  }

  private static void addIfNotEmpty(PriorityQueue<NodeLines> nodes, NodeLines node)
      throws IOException {
    if (node.next()) {
      nodes.add(node);
    } else {
      node.close();
    }
  }

  private static boolean isNew(StoredLine head, Map<String, EpochWindows> written) {
    var window =
        written
            .computeIfAbsent(head.vehicle(), id -> new EpochWindows(MAX_RANGES))
            .of(head.epoch());
    boolean known = window.contains(head.seq());
    boolean unused = window.add(head.seq());
    return !known;
  }

  private List<Path> nodes() throws IOException {
    List<Path> nodes = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
      folders.forEach(nodes::add);
    }
    return nodes;
  }

  /** The lines of one node, one file after the other. */
  private static final class NodeLines implements AutoCloseable {
    private final List<Segment> segments;
    private final byte[] start;
    private final JsonCodec json;
    private @Nullable LineReader lines;
    private StoredLine head = new StoredLine("", 0, 0, 0);

    NodeLines(Path node, @Nullable String vehicle, JsonCodec json) throws IOException {
      this.segments = new ArrayList<>(Segment.list(node).values());
      this.start =
          (vehicle == null ? "" : StoredLine.start(vehicle)).getBytes(StandardCharsets.UTF_8);
      this.json = json;
    }

    StoredLine head() {
      return head;
    }

    boolean next() throws IOException {
      while (true) {
        LineReader current = lines;
        if (current == null) {
          if (segments.isEmpty()) {
            return false;
          }
          current = new LineReader(segments.remove(0).reopen());
          lines = current;
        }
        if (!current.next()) {
          current.close();
          lines = null;
        } else if (current.startsWith(start)) {
          var found = StoredLine.parse(current.line(), current.length(), json);
          if (found.isPresent()) {
            head = found.get();
            return true;
          }
        }
      }
    }

    void copyTo(OutputStream out) throws IOException {
      LineReader current = lines;
      if (current != null) {
        out.write(current.line(), 0, current.length());
        out.write('\n');
      }
    }

    @Override
    public void close() throws IOException {
      LineReader current = lines;
      if (current != null) {
        current.close();
      }
    }
  }
}
