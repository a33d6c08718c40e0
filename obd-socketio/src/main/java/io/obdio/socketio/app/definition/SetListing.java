package io.obdio.socketio.app.definition;

import io.obdio.core.definition.Makes;
import io.obdio.core.definition.ModelYears;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The sets of a folder as lines of text: the path, and the vehicles. */
public final class SetListing {

  private SetListing() {}

  /**
   * Returns all sets.
   *
   * @throws IOException if the folder cannot be read
   */
  public static List<String> all(Path folder) throws IOException {
    return new SetFolder(folder).sets().stream().map(SetListing::line).toList();
  }

  /**
   * Returns the sets for a vehicle, the best first; none if the make is not known.
   *
   * @throws IOException if the folder cannot be read
   */
  public static List<String> of(Path folder, String vin) throws IOException {
    List<SignalSet> sets = new SetFolder(folder).sets();
    return Makes.ofVin(vin).stream()
        .flatMap(make -> SetFolder.candidates(sets, make, ModelYears.ofVin(vin)).stream())
        .map(SetListing::line)
        .toList();
  }

  private static String line(SignalSet set) {
    String years = set.years().isAll() ? "" : " " + set.years();
    String model = set.model().isEmpty() ? "" : " " + set.model();
    return set.path() + "  " + set.make() + model + years;
  }
}
