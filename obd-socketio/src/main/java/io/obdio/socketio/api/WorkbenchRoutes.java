package io.obdio.socketio.api;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.ObdJson;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the definitions workbench below {@code /api/v1/workbench}. A client sends the text
 * of a definition, which is not kept: {@code check} returns its values and problems, {@code value}
 * requests one value from the vehicle, {@code decode} decodes recorded messages. They require the
 * scope {@code query}. Requests of services that change the vehicle are refused. The files of a
 * folder can be read; writing one requires {@code admin}.
 */
public final class WorkbenchRoutes {

  private static final String PATH = ApiRoutes.ROOT + "/workbench";
  private static final int MAX_BODY = 256 * 1024;
  private static final int MAX_MESSAGES = 2_000;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final VehicleConnection vehicle;
  private final WorkbenchFolder folder;
  private final ApiWorker worker;

  /** Creates the routes; the worker belongs to the caller. */
  public WorkbenchRoutes(VehicleConnection vehicle, WorkbenchFolder folder, ApiWorker worker) {
    this.vehicle = vehicle;
    this.folder = folder;
    this.worker = worker;
  }

  /** Adds the routes. */
  public void addTo(ApiRoutes routes) {
    routes
        .add("POST", PATH + "/check", Scope.QUERY, this::check)
        .add("POST", PATH + "/decode", Scope.QUERY, this::decode)
        .add("POST", PATH + "/value", Scope.QUERY, this::value)
        .add("GET", PATH + "/files", Scope.QUERY, this::files)
        .add("GET", PATH + "/files/{name}", Scope.QUERY, this::open)
        .add("PUT", PATH + "/files/{name}", Scope.ADMIN, this::save);
  }

  private void files(ApiRequest request) throws RequestException {
    worker.respond(request, () -> Map.of("folder", folder.isConfigured(), "files", folder.names()));
  }

  private void open(ApiRequest request) throws RequestException {
    String name = WorkbenchFolder.checked(request.variable(0));
    worker.respond(request, () -> Map.of("name", name, "text", folder.read(name)));
  }

  /** Saves a definition that can be read; its problems are returned, and do not prevent it. */
  private void save(ApiRequest request) throws RequestException {
    String name = WorkbenchFolder.checked(request.variable(0));
    String text = text(request.object(MAX_BODY), "text");
    worker.respond(
        request,
        () -> {
          Map<String, Object> checked = Workbench.of(name, text).json();
          folder.write(name, text);
          return checked;
        });
  }

  private void check(ApiRequest request) throws RequestException {
    Map<String, @Nullable Object> body = request.object(MAX_BODY);
    String name = name(body);
    String text = text(body, "text");
    worker.respond(request, () -> Workbench.of(name, text).json());
  }

  private void decode(ApiRequest request) throws RequestException {
    Map<String, @Nullable Object> body = request.object(MAX_BODY);
    String name = name(body);
    String text = text(body, "text");
    String command = text(body, "command");
    List<String> messages = messages(body.get("messages"));
    worker.respond(
        request,
        () -> {
          ObdCommand<?> found = Workbench.of(name, text).command(command);
          return Map.of("values", Workbench.decode(found, messages));
        });
  }

  private static List<String> messages(@Nullable Object value) throws RequestException {
    if (!(value instanceof List<?> list) || list.size() > MAX_MESSAGES) {
      throw bad("messages: must be an array of at most " + MAX_MESSAGES + " messages");
    }
    List<String> messages = new ArrayList<>(list.size());
    list.forEach(each -> messages.add(String.valueOf(each)));
    return messages;
  }

  private void value(ApiRequest request) throws RequestException {
    Map<String, @Nullable Object> body = request.object(MAX_BODY);
    String name = name(body);
    String text = text(body, "text");
    String chosen = text(body, "command");
    worker.run(
        request,
        () -> {
          ObdCommand<?> command = Workbench.of(name, text).command(chosen);
          var unused =
              vehicle
                  .submit(
                      "api " + request.client(),
                      1,
                      DEADLINE,
                      connection -> connection.force(command))
                  .whenComplete(
                      (response, failure) -> {
                        if (failure == null) {
                          request.respond(json(response));
                        } else {
                          request.refuse(failure);
                        }
                      });
        });
  }

  private static Map<String, Object> json(ObdResponse<?> response) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", response.time().toEpochMilli());
    json.put("messages", response.messages().stream().map(Object::toString).toList());
    Object value = response.valueOrNull();
    if (value == null) {
      json.put("reason", response.noValue().map(Object::toString).orElse(""));
    } else {
      json.put("value", ObdJson.value(value));
      json.put("unit", ObdJson.unit(value));
    }
    return json;
  }

  private static String name(Map<String, @Nullable Object> body) throws RequestException {
    return WorkbenchFolder.checked(text(body, "name"));
  }

  private static String text(Map<String, @Nullable Object> body, String member)
      throws RequestException {
    if (body.get(member) instanceof String text) {
      return text;
    }
    throw bad(member + ": must be a text");
  }

  private static RequestException bad(String message) {
    return new RequestException(ErrorCode.BAD_ARGUMENT, message);
  }
}
