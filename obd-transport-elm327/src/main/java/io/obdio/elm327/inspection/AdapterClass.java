package io.obdio.elm327.inspection;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of adapters, derived from what an adapter announces and what it lacks. */
public enum AdapterClass {
  /** An STN chip, such as an OBDLink. */
  STN,
  /** Has every command of the version that it announces. */
  COMPLETE,
  /** Announces a version that never existed, or lacks commands of the version. */
  CLONE,
  /** Announces no version. */
  UNKNOWN;

  /** The versions that were sold (ELM327 data sheets). */
  private static final Set<String> VERSIONS =
      Set.of(
          "1.0", "1.0a", "1.1", "1.2", "1.2a", "1.3", "1.3a", "1.4", "1.4b", "2.0", "2.1", "2.2",
          "2.3");

  private static final Pattern VERSION = Pattern.compile("(?i)v ?(\\d)\\.(\\d)([a-z]?)");

  /** Returns the announced version, such as {@code 1.4b}; empty if there is none. */
  static String version(String identity) {
    Matcher matcher = VERSION.matcher(identity);
    return matcher.find()
        ? matcher.group(1)
            + "."
            + matcher.group(2)
            + matcher.group(3).toLowerCase(java.util.Locale.ROOT)
        : "";
  }

  /** Returns the announced version times ten, without its letter; 0 if there is none. */
  static int versionNumber(String identity) {
    Matcher matcher = VERSION.matcher(identity);
    return matcher.find() ? Integer.parseInt(matcher.group(1) + matcher.group(2)) : 0;
  }

  /** Returns whether the genuine chip was sold with the announced version. */
  static boolean existed(String identity) {
    return VERSIONS.contains(version(identity));
  }
}
