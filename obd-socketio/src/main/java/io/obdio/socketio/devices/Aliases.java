package io.obdio.socketio.devices;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The aliases of devices, by device name, kept in a JSON file if there is one. An alias is unique
 * without regard to case. Belongs to the thread of the {@link DeviceFeed}.
 */
final class Aliases {

  /** Aliases in all; devices are as few. */
  static final int MAX_ALIASES = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Aliases.class);
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String LEGACY_PREFIX = "al_";
  private static final int MAX_FILE_BYTES = 1_000_000;

  private final @Nullable Path file;
  private final JsonCodec json;
  private final Map<String, String> byDevice = new LinkedHashMap<>();

  /**
   * Reads the file. A missing one is empty; one that cannot be read is left as it is and reported.
   *
   * @param file null to keep aliases in memory only
   */
  Aliases(@Nullable Path file, JsonCodec json) {
    this.file = file;
    this.json = json;
    if (file != null && Files.isRegularFile(file)) {
      read(file);
    }
  }

  private void read(Path from) {
    try {
      if (Files.size(from) > MAX_FILE_BYTES) {
        throw new IOException("the file is larger than " + MAX_FILE_BYTES + " bytes");
      }
      byte[] bytes = Files.readAllBytes(from);
      if (!(json.decode(bytes, 0, bytes.length) instanceof Map<?, ?> map)) {
        throw new IOException("the file must contain one JSON object");
      }
      map.forEach((device, alias) -> byDevice.put(String.valueOf(device), String.valueOf(alias)));
    } catch (IOException | JsonException e) {
      LOG.warn("Aliases of devices cannot be read from {}: {}", from, e.getMessage());
    }
  }

  /** Returns the alias of a device, or "". */
  String of(Device device) {
    return byDevice.getOrDefault(device.name(), "");
  }

  /**
   * Checks an alias for a device and returns it without the prefix of version 2.
   *
   * @param alias "" removes the alias
   * @throws RequestException if it has other characters or belongs to another device
   */
  String check(Device device, String alias) throws RequestException {
    String bare = alias.startsWith(LEGACY_PREFIX) ? alias.substring(3) : alias;
    if (bare.isEmpty()) {
      return "";
    }
    if (!VALID.matcher(bare).matches()) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT,
          "an alias has 1 to 64 letters, digits, dots, hyphens and underscores");
    }
    for (Map.Entry<String, String> known : byDevice.entrySet()) {
      if (known.getValue().equalsIgnoreCase(bare) && !known.getKey().equals(device.name())) {
        throw new RequestException(
            ErrorCode.BAD_ARGUMENT, "alias '" + bare + "' belongs to " + known.getKey());
      }
    }
    if (byDevice.size() >= MAX_ALIASES && !byDevice.containsKey(device.name())) {
      throw new RequestException(ErrorCode.BUSY, "there are " + MAX_ALIASES + " aliases already");
    }
    return bare;
  }

  /** Stores a {@linkplain #check checked} alias and writes the file. */
  void put(Device device, String alias) {
    if (alias.isEmpty()) {
      byDevice.remove(device.name());
    } else {
      byDevice.put(device.name(), alias);
    }
    if (file != null) {
      write(file);
    }
  }

  private void write(Path to) {
    try {
      Path folder = to.toAbsolutePath().getParent();
      if (folder == null) {
        throw new IOException("not a file");
      }
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "aliases", ".json");
      Files.write(temporary, json.encode(byDevice, new ArrayList<>()));
      try {
        Files.move(
            temporary, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, to, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException | JsonException e) {
      LOG.warn("Aliases of devices cannot be written to {}: {}", to, e.getMessage());
    }
  }

  /** Returns the form of a circuit or alias that lookups compare. */
  static String key(String circuit) {
    String upper = circuit.toUpperCase(Locale.ROOT);
    return upper.startsWith("AL_") ? upper.substring(3) : upper;
  }
}
