package io.obdio.socketio.access;

import io.obdio.socketio.http.Network;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.YamlNode;
import io.obdio.socketio.json.jackson.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Key files in YAML: a list with one entry per key. */
final class YamlKeyFile implements KeySource {

  private static final long MAX_BYTES = 1 << 20;
  private static final Set<String> FIELDS =
      Set.of("name", "sha256", "scopes", "expires", "from", "vehicles");

  /** Creates a reader. */
  YamlKeyFile() {}

  @Override
  public List<AccessKey> read(Path file) throws KeyFileException {
    String text;
    try {
      checkSize(file);
      text = Files.readString(file);
      SecretFile.warnIfReadableByOthers(file);
    } catch (KeyFileException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new KeyFileException(file + ": no such file; 'obdio keys new' creates it", e);
    } catch (IOException e) {
      throw new KeyFileException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return parse(file, text);
  }

  /** Refuses what reading could wait for indefinitely, such as a pipe, and what is too large. */
  private static void checkSize(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new KeyFileException(file + ": is not a regular file");
    }
    if (attributes.size() > MAX_BYTES) {
      throw new KeyFileException(file + ": has more than " + MAX_BYTES + " bytes");
    }
  }

  static List<AccessKey> parse(Path file, String text) throws KeyFileException {
    YamlNode root;
    try {
      root = YamlReader.read(text);
    } catch (JsonException e) {
      throw new KeyFileException(file + ": " + e.getMessage(), e);
    }
    if (root.isNull()) {
      return List.of();
    }
    if (root.list() == null) {
      throw new KeyFileException(file + ":1: expected a list with one entry for each key");
    }
    List<AccessKey> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode entry : root.list()) {
      AccessKey key = new Entry(file, entry).key();
      if (!names.add(key.name())) {
        throw new KeyFileException(
            file + ":" + entry.line() + ": name: there are two keys '" + key.name() + "'");
      }
      keys.add(key);
    }
    return keys;
  }

  /** One entry of the list. */
  private record Entry(Path file, YamlNode node) {

    AccessKey key() throws KeyFileException {
      Map<String, YamlNode> fields = node.map();
      if (fields == null) {
        throw error(node, "expected the fields name, sha256 and scopes");
      }
      for (Map.Entry<String, YamlNode> field : fields.entrySet()) {
        if (!FIELDS.contains(field.getKey())) {
          throw error(
              field.getValue(),
              field.getKey() + ": unknown field; there are " + String.join(", ", sorted()));
        }
      }
      try {
        return new AccessKey(text("name"), hash(), scopes(), expires(), from(), vehicles());
      } catch (IllegalArgumentException e) {
        throw error(node, String.valueOf(e.getMessage()));
      }
    }

    private static List<String> sorted() {
      return FIELDS.stream().sorted().toList();
    }

    private @Nullable YamlNode field(String name) {
      YamlNode field = node.map() == null ? null : node.map().get(name);
      return field == null || field.isNull() ? null : field;
    }

    private KeyFileException error(YamlNode at, String message) {
      return new KeyFileException(file + ":" + at.line() + ": " + message);
    }

    private String text(String name) throws KeyFileException {
      YamlNode field = field(name);
      if (field == null || field.text() == null) {
        throw error(field == null ? node : field, name + ": expected a text");
      }
      return field.text();
    }

    private KeyHash hash() throws KeyFileException {
      String hex = text("sha256");
      try {
        return KeyHash.ofHex(hex);
      } catch (IllegalArgumentException e) {
        YamlNode field = field("sha256");
        throw error(field == null ? node : field, "sha256: expected 64 hexadecimal digits");
      }
    }

    private Set<Scope> scopes() throws KeyFileException {
      Set<Scope> scopes = EnumSet.noneOf(Scope.class);
      for (YamlNode item : items("scopes")) {
        String word = String.valueOf(item.text());
        scopes.add(
            Scope.ofWord(word)
                .orElseThrow(
                    () ->
                        error(item, "scopes: unknown scope '" + word + "'; there are " + known())));
      }
      return scopes;
    }

    private static String known() {
      return String.join(", ", EnumSet.allOf(Scope.class).stream().map(Scope::word).toList());
    }

    private List<Network> from() throws KeyFileException {
      List<Network> from = new ArrayList<>();
      for (YamlNode item : items("from")) {
        try {
          from.add(Network.parse(String.valueOf(item.text())));
        } catch (IllegalArgumentException e) {
          throw error(item, "from: " + e.getMessage());
        }
      }
      return from;
    }

    private List<VehiclePattern> vehicles() throws KeyFileException {
      List<VehiclePattern> vehicles = new ArrayList<>();
      for (YamlNode item : items("vehicles")) {
        try {
          vehicles.add(new VehiclePattern(String.valueOf(item.text())));
        } catch (IllegalArgumentException e) {
          throw error(item, "vehicles: " + e.getMessage());
        }
      }
      YamlNode field = node.map() == null ? null : node.map().get("vehicles");
      if (field != null && vehicles.isEmpty()) {
        throw error(field, "vehicles: expected at least one pattern; omit it for all vehicles");
      }
      return vehicles;
    }

    private List<YamlNode> items(String name) throws KeyFileException {
      YamlNode field = field(name);
      if (field == null) {
        return List.of();
      }
      if (field.list() == null) {
        throw error(field, name + ": expected a list such as [a, b]");
      }
      return field.list();
    }

    /** Returns the time of expiry; a date is the last day on which the key is valid, in UTC. */
    private @Nullable Instant expires() throws KeyFileException {
      YamlNode field = field("expires");
      if (field == null) {
        return null;
      }
      String text = String.valueOf(field.text());
      try {
        return text.indexOf('T') < 0
            ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
            : Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw error(
            field, "expires: expected a date such as 2027-12-31, or a time 2027-12-31T18:00:00Z");
      }
    }
  }
}
