package io.obdio.style;

import java.nio.file.Path;

/**
 * One place that breaks a rule of style.
 *
 * @param file relative to the root of the project
 * @param line counted from 1
 * @param rule the name of the rule
 * @param text the words found, and what to write instead
 */
record Finding(Path file, int line, String rule, String text) {

  /** Returns the directory below the root: a module, {@code docs}, or the file itself. */
  String module() {
    return file.getName(0).toString();
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + rule + ": " + text;
  }
}
