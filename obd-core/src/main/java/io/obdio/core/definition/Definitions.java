package io.obdio.core.definition;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Loads definition files, whichever kind they are. */
public final class Definitions {

  /** More than the largest definition known; keeps a wrong file from filling the memory. */
  private static final long MAX_BYTES = 64L << 20;

  private Definitions() {}

  /**
   * Loads an OBDb signal set ({@code .json}) or a Torque CSV ({@code .csv}).
   *
   * @throws DefinitionException if the file cannot be read or is neither
   */
  public static Definition load(Path file) throws DefinitionException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return SignalSet.load(file).toDefinition();
    }
    if (name.endsWith(".csv")) {
      return TorqueCsv.load(file);
    }
    throw new DefinitionException(
        file + ": a definition is a signal set (.json) or a Torque CSV (.csv)", null);
  }

  /** The whole text of a file, in UTF-8, without a byte order mark. */
  static String read(Path file) throws DefinitionException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new DefinitionException(file + ": is larger than " + (MAX_BYTES >> 20) + " MB", null);
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new DefinitionException(file + ": there is no such file", e);
    } catch (MalformedInputException e) {
      throw new DefinitionException(file + ": is not UTF-8 text", e);
    } catch (IOException e) {
      throw new DefinitionException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
