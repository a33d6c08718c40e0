package io.obdio.socketio.api;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.state.StateFolder;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The layouts of the dashboard, one document for each vehicle, kept in a state file. Each change
 * has the version that its author saw, so that no author overwrites the change of another one.
 *
 * <p>For any thread; the methods do not block.
 */
final class LayoutStore {

  /** Vehicles whose layouts are kept. */
  static final int MAX_VEHICLES = 50;

  private static final String FILE = "layouts.json";

  /**
   * The layouts of one vehicle.
   *
   * @param version 0 while there are none; 1 higher after each change
   * @param layouts as the client sent them
   */
  record Document(long version, List<?> layouts) {
    static final Document NONE = new Document(0, List.of());

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("version", version);
      json.put("layouts", layouts);
      return json;
    }
  }

  private final StateFolder folder;

  @GuardedBy("this")
  private final Map<String, Document> documents = new LinkedHashMap<>();

  /** Reads the state file, which takes time. */
  LayoutStore(StateFolder folder) {
    this.folder = folder;
    folder.read(FILE).forEach(this::restore);
  }

  private synchronized void restore(String vehicle, @Nullable Object value) {
    if (value instanceof Map<?, ?> map
        && map.get("version") instanceof Number version
        && map.get("layouts") instanceof List<?> layouts
        && documents.size() < MAX_VEHICLES) {
      documents.put(vehicle, new Document(version.longValue(), layouts));
    }
  }

  /** Returns the layouts of a vehicle. */
  synchronized Document get(String vehicle) {
    return documents.getOrDefault(vehicle, Document.NONE);
  }

  /** A change: the new document, and when it is on the disk. */
  record Change(Document document, CompletableFuture<@Nullable Void> written) {}

  /**
   * Replaces the layouts of a vehicle.
   *
   * @param version of the document that the author of the change saw
   * @param layouts a checked list
   * @return empty if the present version is another one
   * @throws RequestException {@link ErrorCode#BUSY} if too many vehicles have layouts
   */
  synchronized Optional<Change> put(String vehicle, long version, List<?> layouts)
      throws RequestException {
    Document before = get(vehicle);
    if (before.version() != version) {
      return Optional.empty();
    }
    if (documents.size() >= MAX_VEHICLES && !documents.containsKey(vehicle)) {
      documents.values().removeIf(document -> document.layouts().isEmpty());
    }
    if (documents.size() >= MAX_VEHICLES && !documents.containsKey(vehicle)) {
      throw new RequestException(
          ErrorCode.BUSY,
          MAX_VEHICLES + " vehicles have layouts already; delete those of another vehicle first");
    }
    Document after = new Document(version + 1, layouts);
    documents.put(vehicle, after);
    return Optional.of(new Change(after, write()));
  }

  @GuardedBy("this")
  private CompletableFuture<@Nullable Void> write() {
    Map<String, Object> json = new LinkedHashMap<>();
    documents.forEach((vehicle, document) -> json.put(vehicle, document.toJson()));
    return folder.write(FILE, json);
  }
}
