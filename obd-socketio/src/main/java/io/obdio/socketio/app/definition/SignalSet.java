package io.obdio.socketio.app.definition;

import io.obdio.core.definition.Makes;
import io.obdio.core.definition.ModelYears;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A definition file in a folder of sets.
 *
 * @param id the path relative to the folder, with slashes
 * @param make as the table of {@link Makes} writes it, or the first word of the name
 * @param model the rest of the name; empty for a set of all models
 * @param years the model years in the name of the file; all if it has none
 * @param path the file
 */
record SignalSet(String id, String make, String model, ModelYears years, Path path) {

  /** The names of files for certain model years: {@code 2015-2018.json}, {@code 2019.json}. */
  private static final Pattern YEARS = Pattern.compile("((?:19|20)\\d\\d)(?:-((?:19|20)\\d\\d)?)?");

  private static final Pattern OBDB = Pattern.compile("(.+)/signalsets/v3/([^/]+)\\.json");

  /**
   * Returns the set of a file, from its name.
   *
   * @param id such as {@code Toyota-RAV4/signalsets/v3/default.json} (a clone of a repository of
   *     OBDb) or {@code toyota-rav4.signals.json}
   */
  static SignalSet of(String id, Path path) {
    Matcher obdb = OBDB.matcher(id);
    boolean cloned = obdb.matches();
    String name = cloned ? obdb.group(1) : id.replaceFirst("(\\.signals)?\\.(json|csv)$", "");
    String vehicle = name.substring(name.lastIndexOf('/') + 1);
    String make = make(vehicle);
    String model = vehicle.length() <= make.length() ? "" : vehicle.substring(make.length() + 1);
    ModelYears years = cloned ? years(obdb.group(2)) : ModelYears.ALL;
    return new SignalSet(id, make, model, years, path);
  }

  private static String make(String vehicle) {
    String longest = "";
    for (String make : Makes.all()) {
      String word = key(make);
      boolean begins = key(vehicle).equals(word) || key(vehicle).startsWith(word + "-");
      longest = begins && make.length() > longest.length() ? make : longest;
    }
    return longest.isEmpty() ? vehicle.split("[-_ ]", 2)[0] : longest;
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
  }

  private static ModelYears years(String file) {
    Matcher matcher = YEARS.matcher(file);
    return matcher.matches() ? ModelYears.parse(file) : ModelYears.ALL;
  }

  /** Returns whether the set is for a make. */
  boolean isOf(String other) {
    return key(make).equals(key(other));
  }
}
