package io.obdio.socketio.devices;

import io.obdio.socketio.access.Principal;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The setting of devices for all interfaces, by the client's scopes. Runs on the feed's thread. */
final class DeviceSetter {

  static final String ALIAS = "alias";

  private final DeviceModel model;
  private final DeviceGate gate;

  DeviceSetter(DeviceModel model, DeviceGate gate) {
    this.model = model;
    this.gate = gate;
  }

  /**
   * Sets fields of a device.
   *
   * @param fields by name
   * @return whether the device changed; completes on the feed's thread when it has been set
   */
  CompletableFuture<Boolean> set(
      Device device, Map<String, @Nullable Object> fields, Principal principal) {
    try {
      Scope scope = model.scopeOf(device);
      gate.authorize(principal, scope, device.name());
      return apply(device, fields)
          .whenComplete(
              (changed, failure) ->
                  gate.record(principal, scope, device.name(), failure == null ? "ok" : "failed"));
    } catch (RequestException e) {
      return CompletableFuture.failedFuture(e);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          new RequestException(ErrorCode.BAD_ARGUMENT, String.valueOf(e.getMessage())));
    }
  }

  /**
   * Checks that a client has a scope.
   *
   * @throws RequestException {@link ErrorCode#NOT_ALLOWED} with the missing scope
   */
  void require(Principal principal, Scope scope) throws RequestException {
    gate.require(principal, scope);
  }

  private CompletableFuture<Boolean> apply(Device device, Map<String, @Nullable Object> fields)
      throws RequestException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(fields);
    boolean renames = values.containsKey(ALIAS);
    Object given = values.remove(ALIAS);
    if (values.isEmpty() && !renames) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "there is nothing to set");
    }
    for (String field : values.keySet()) {
      if (!device.settable().contains(field)) {
        throw new RequestException(ErrorCode.BAD_ARGUMENT, unsettable(device, field));
      }
    }
    String alias =
        renames
            ? model.aliases().check(device, given == null ? "" : SetValues.text(ALIAS, given))
            : "";
    CompletionStage<?> done = values.isEmpty() ? Device.done() : device.set(values);
    SwitchDevice pending =
        device instanceof SwitchDevice sw && !done.toCompletableFuture().isDone() ? sw : null;
    if (pending != null) {
      pending.count(1);
    }
    boolean changed = renames && model.rename(device, alias);
    // Once now, so that a pending switch is seen, and once when it is done.
    boolean changedNow = model.feed().refresh(device) || changed;
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    var unused =
        done.whenComplete(
            (nothing, failure) ->
                model
                    .feed()
                    .executeAlways(() -> complete(device, changedNow, pending, failure, result)));
    return result;
  }

  private void complete(
      Device device,
      boolean changedBefore,
      @Nullable SwitchDevice pending,
      @Nullable Throwable failure,
      CompletableFuture<Boolean> result) {
    if (pending != null) {
      pending.count(-1);
    }
    boolean changed = model.feed().refresh(device) || changedBefore;
    if (failure != null) {
      result.completeExceptionally(failure);
    } else {
      result.complete(changed);
    }
  }

  private static String unsettable(Device device, String field) {
    String name = DeviceTable.brief(field);
    if (device.settable().isEmpty()) {
      return device.name() + " is read only";
    }
    return device.name()
        + " has no field '"
        + name
        + "' that can be set; it has "
        + String.join(", ", device.settable().stream().sorted().toList())
        + " and alias";
  }

  /** Returns the reason of a failed request. */
  static RequestException reason(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RequestException reason
        ? reason
        : new RequestException(ErrorCode.CAR_ERROR, "the request failed; see the server's log");
  }
}
