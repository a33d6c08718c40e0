package io.obdio.socketio.app.definition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.Commands;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.definition.Definition;
import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.Definitions;
import io.obdio.core.definition.Makes;
import io.obdio.core.definition.ModelYears;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.util.SerialExecutors;
import io.obdio.socketio.state.StateFolder;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal sets of the connected vehicle. When a vehicle is connected, its VIN is read: the set
 * that was chosen for it is loaded; otherwise those of its make and year are proposed.
 *
 * <p>Commands that were added remain until the program ends.
 *
 * <p>Threads: all methods may be called by any thread and do not block. Files are read by a thread
 * of its own.
 */
final class VehicleSets implements VehicleListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(VehicleSets.class);

  private static final String FILE = "definitions.json";
  private static final String CHOICES = "choices";
  private static final int MAX_CHOICES = 500;
  private static final int QUEUE = 16;
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final SetFolder folder;
  private final Commands registry;
  private final VehicleConnection vehicle;
  private final StateFolder state;
  private final Consumer<Map<String, Object>> listener;
  private final ExecutorService executor = SerialExecutors.rejecting("obdio-sets", QUEUE);

  @GuardedBy("this")
  private String vin = "";

  @GuardedBy("this")
  private List<SignalSet> sets = List.of();

  @GuardedBy("this")
  private String problem = "";

  /** By VIN the id of the chosen set. */
  @GuardedBy("this")
  private final Map<String, String> choices = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Set<String> loaded = new LinkedHashSet<>();

  /**
   * Creates the sets of a folder; reads the choices of earlier runs.
   *
   * @param registry receives the commands
   * @param listener receives the JSON after each change
   */
  VehicleSets(
      SetFolder folder,
      Commands registry,
      VehicleConnection vehicle,
      StateFolder state,
      Consumer<Map<String, Object>> listener) {
    this.folder = folder;
    this.registry = registry;
    this.vehicle = vehicle;
    this.state = state;
    this.listener = listener;
    if (state.read(FILE).get(CHOICES) instanceof Map<?, ?> kept) {
      kept.forEach((key, value) -> choices.put(String.valueOf(key), String.valueOf(value)));
    }
  }

  @Override
  public void statusChanged(ConnectionStatus status, String reason) {
    if (status != ConnectionStatus.CAR_CONNECTED) {
      return;
    }
    try {
      CompletableFuture<Boolean> unused =
          vehicle
              .submit(VehicleConnection.PROGRAM, 1, DEADLINE, VehicleSets::readVin)
              .thenApply(read -> run(() -> identified(read)))
              .exceptionally(
                  failure -> {
                    log.debug("the VIN was not read: {}", failure.getMessage());
                    return false;
                  });
    } catch (RequestException e) {
      log.debug("the VIN is read with the next connection: {}", e.getMessage());
    }
  }

  private static String readVin(ObdConnection connection) {
    String text = connection.force(Service09.VIN).valueOrNull();
    return text == null ? "" : text.strip();
  }

  private boolean run(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Loads the chosen set of a vehicle; runs on the thread for files. */
  private void identified(String read) {
    List<SignalSet> there = List.of();
    String failure = "";
    try {
      there = folder.sets();
    } catch (IOException e) {
      failure = "the folder cannot be read: " + e.getMessage();
      log.warn("{}", failure);
    }
    String chosen;
    synchronized (this) {
      vin = read;
      sets = there;
      problem = failure;
      chosen = choices.get(read);
    }
    if (chosen != null) {
      load(chosen);
    } else {
      log.info("{}", proposal(read, there));
    }
    listener.accept(json());
  }

  private static String proposal(String vin, List<SignalSet> sets) {
    List<SignalSet> proposed = candidates(vin, sets);
    return proposed.isEmpty()
        ? "no definitions in the folder fit the vehicle"
        : "definitions that may fit the vehicle: "
            + String.join(", ", proposed.stream().limit(3).map(SignalSet::id).toList());
  }

  /** Adds the commands of a set for the year of the vehicle; runs on the thread for files. */
  private void load(String id) {
    OptionalInt year;
    SignalSet set;
    synchronized (this) {
      year = ModelYears.ofVin(vin);
      set = sets.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
      problem = set == null ? id + " is not in the folder any more" : "";
    }
    if (set == null) {
      return;
    }
    try {
      Definition definition = Definitions.load(set.path());
      definition.addTo(registry, year);
      synchronized (this) {
        loaded.add(id);
      }
      log.info("{}: {} commands", id, definition.commands(year).size());
    } catch (DefinitionException e) {
      log.warn("{}", e.getMessage());
      synchronized (this) {
        problem = id + " is not valid; see the server's log";
      }
    }
  }

  private static List<SignalSet> candidates(String vin, List<SignalSet> sets) {
    return Makes.ofVin(vin)
        .map(make -> SetFolder.candidates(sets, make, ModelYears.ofVin(vin)))
        .orElse(List.of());
  }

  /**
   * Chooses a set for the connected vehicle, loads and remembers it.
   *
   * @param id null to choose none
   * @return the JSON afterwards, once the choice is kept
   * @throws RequestException {@link ErrorCode#UNAVAILABLE} without the VIN of a vehicle, {@link
   *     ErrorCode#BAD_ARGUMENT} if the folder has no such set, {@link ErrorCode#BUSY}
   */
  CompletableFuture<Map<String, Object>> choose(@Nullable String id) throws RequestException {
    Map<String, Object> kept;
    synchronized (this) {
      if (vin.isEmpty()) {
        throw new RequestException(
            ErrorCode.UNAVAILABLE, "a choice needs a connected vehicle that reports its VIN");
      }
      if (id != null && sets.stream().noneMatch(set -> set.id().equals(id))) {
        throw new RequestException(ErrorCode.BAD_ARGUMENT, "set: the folder has no such set");
      }
      choices.remove(vin);
      if (id != null) {
        choices.put(vin, id);
      }
      while (choices.size() > MAX_CHOICES) {
        choices.remove(choices.keySet().iterator().next());
      }
      kept = Map.of(CHOICES, Map.copyOf(choices));
    }
    CompletableFuture<Map<String, Object>> done = new CompletableFuture<>();
    boolean accepted =
        run(
            () -> {
              if (id != null) {
                load(id);
              }
              Map<String, Object> json = json();
              listener.accept(json);
              var unused =
                  state
                      .write(FILE, kept)
                      .whenComplete(
                          (written, failure) -> {
                            if (failure == null) {
                              done.complete(json);
                            } else {
                              done.completeExceptionally(failure);
                            }
                          });
            });
    if (!accepted) {
      throw new RequestException(ErrorCode.BUSY, "too many requests are pending: try again later");
    }
    return done;
  }

  /**
   * Returns {@code {"vin", "make", "year", "chosen", "proposed", "loaded", "candidates", "sets",
   * "problem"}}; candidates and sets are arrays of {@code {"id", "make", "model", "years"}}.
   */
  synchronized Map<String, Object> json() {
    List<SignalSet> fitting = candidates(vin, sets);
    OptionalInt year = ModelYears.ofVin(vin);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("vin", vin);
    json.put("make", Makes.ofVin(vin).orElse(""));
    json.put("year", year.isPresent() ? year.getAsInt() : 0);
    json.put("chosen", choices.getOrDefault(vin, ""));
    json.put("proposed", fitting.isEmpty() ? "" : fitting.get(0).id());
    json.put("loaded", new ArrayList<>(loaded));
    json.put("candidates", fitting.stream().map(VehicleSets::json).toList());
    json.put("sets", sets.stream().map(VehicleSets::json).toList());
    json.put("problem", problem);
    return json;
  }

  private static Map<String, Object> json(SignalSet set) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", set.id());
    json.put("make", set.make());
    json.put("model", set.model());
    json.put("years", set.years().toString());
    return json;
  }

  /** Ends the thread. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
