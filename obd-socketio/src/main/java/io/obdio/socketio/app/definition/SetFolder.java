package io.obdio.socketio.app.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A folder of definition files: clones of the repositories of OBDb ({@code
 * Make-Model/signalsets/v3/default.json}), or files whose names begin with the make. Reads the disk
 * at each call.
 */
public final class SetFolder {

  private static final int MAX_DEPTH = 5;
  private static final int MAX_SETS = 5_000;

  private final Path folder;

  /** Creates a view of a folder. */
  public SetFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the sets, sorted by their ids; at most 5,000.
   *
   * @throws IOException if the folder cannot be read
   */
  List<SignalSet> sets() throws IOException {
    try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
      return files
          .filter(file -> isSet(id(file)))
          .limit(MAX_SETS)
          .map(file -> SignalSet.of(id(file), file))
          .sorted(Comparator.comparing(SignalSet::id))
          .toList();
    } catch (java.io.UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private String id(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** Repositories of OBDb contain other JSON files, such as those of tests. */
  private static boolean isSet(String id) {
    if (id.startsWith(".") || id.contains("/.")) {
      return false;
    }
    return id.matches("[^/]+/signalsets/v3/[^/]+\\.json")
        || id.matches("([^/]+/)?[^/]+\\.(signals\\.json|csv)")
        || id.matches("[^/]+\\.json");
  }

  /** Returns the set of an id. */
  Optional<SignalSet> find(String id) throws IOException {
    return sets().stream().filter(set -> set.id().equals(id)).findFirst();
  }

  /**
   * Returns the sets for a make and a model year, the best first: those for certain years that
   * include the year, then those of all models, then by name. The VIN does not contain the model.
   *
   * @param year empty if it is not known
   */
  static List<SignalSet> candidates(List<SignalSet> sets, String make, OptionalInt year) {
    List<SignalSet> found = new ArrayList<>();
    for (SignalSet set : sets) {
      boolean fits = year.isEmpty() || set.years().includes(year.getAsInt());
      if (set.isOf(make) && fits) {
        found.add(set);
      }
    }
    found.sort(
        Comparator.comparing((SignalSet set) -> set.years().isAll() || year.isEmpty())
            .thenComparing(set -> !set.model().isEmpty())
            .thenComparing(SignalSet::id));
    return found;
  }
}
