package io.obdio.core.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The loader of definition files of every format. */
public final class Definitions {

  private static final String STANDARD = "standard.signals.json";

  /** More than the largest known definition; bounds the memory that a wrong file takes. */
  private static final long MAX_BYTES = 64L << 20;

  private Definitions() {}

  /**
   * Loads an OBDb signal set ({@code .json}) or a Torque list ({@code .csv}).
   *
   * @throws DefinitionException if the file cannot be read or has another format, or if a library
   *     is missing
   */
  public static Definition load(Path file) throws DefinitionException {
    return load(List.of(file)).get(0);
  }

  /**
   * Loads several files. Rows of Torque lists may refer to rows of the other lists.
   *
   * @return one definition for each file, in their order
   * @throws DefinitionException if a file cannot be read or has another format
   */
  public static List<Definition> load(List<Path> files) throws DefinitionException {
    try {
      return loadAll(files);
    } catch (NoClassDefFoundError e) {
      throw new DefinitionException(files + ": " + missingLibrary(e), e);
    }
  }

  /**
   * Loads a definition from a text.
   *
   * @param name the name of a file, which is not read; its extension gives the format
   * @param text the content
   * @throws DefinitionException if the text has another format, or if a library is missing
   */
  public static Definition parse(String name, String text) throws DefinitionException {
    try {
      if (name.toLowerCase(Locale.ROOT).endsWith(".csv")) {
        TorqueLists lists = new TorqueLists();
        lists.read(name, text);
        return lists.definition(name);
      }
      if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
        return new ObdbReader(name).read(text);
      }
    } catch (NoClassDefFoundError e) {
      throw new DefinitionException(name + ": " + missingLibrary(e), e);
    }
    throw unknownFormat(name);
  }

  private static DefinitionException unknownFormat(String name) {
    return new DefinitionException(
        name + ": expected a signal set (.json) or a Torque list (.csv)", null);
  }

  /** Returns the artifacts to add; they are optional, because few programs load definitions. */
  private static String missingLibrary(NoClassDefFoundError e) {
    return "signal sets need the artifact tools.jackson.core:jackson-databind and Torque lists"
        + " tools.jackson.dataformat:jackson-dataformat-csv on the class path or module path;"
        + " not found: "
        + e.getMessage();
  }

  private static List<Definition> loadAll(List<Path> files) throws DefinitionException {
    TorqueLists lists = new TorqueLists();
    for (Path file : files) {
      if (hasEnding(file, ".csv")) {
        lists.read(file);
      }
    }
    List<Definition> definitions = new ArrayList<>();
    for (Path file : files) {
      if (hasEnding(file, ".csv")) {
        definitions.add(lists.definition(file.toString()));
      } else if (hasEnding(file, ".json")) {
        definitions.add(new ObdbReader(file.toString()).read(read(file)));
      } else {
        throw unknownFormat(file.toString());
      }
    }
    return List.copyOf(definitions);
  }

  private static boolean hasEnding(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /**
   * Loads the built-in set: service 01 by SAE J1979-DA's short names (LOAD_PCT, ECT, ...), which
   * the sets of vehicles leave out.
   *
   * @throws DefinitionException if the resource or a library is missing
   */
  public static Definition standard() throws DefinitionException {
    try (InputStream in = Definitions.class.getResourceAsStream(STANDARD)) {
      if (in == null) {
        throw new DefinitionException("the resource " + STANDARD + " is missing", null);
      }
      return new ObdbReader(STANDARD).read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DefinitionException(STANDARD + ": " + e.getMessage(), e);
    } catch (NoClassDefFoundError e) {
      throw new DefinitionException(STANDARD + ": " + missingLibrary(e), e);
    }
  }

  /**
   * Returns the text of a file in UTF-8, without a byte order mark.
   *
   * @throws DefinitionException if the file cannot be read, is not UTF-8 or larger than 64 MB
   */
  public static String read(Path file) throws DefinitionException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new DefinitionException(file + ": larger than " + (MAX_BYTES >> 20) + " MB", null);
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new DefinitionException(file + ": there is no such file", e);
    } catch (MalformedInputException e) {
      throw new DefinitionException(file + ": not UTF-8 text", e);
    } catch (IOException e) {
      throw new DefinitionException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
