package io.obdio.socketio.uplink;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.value.Status;
import io.obdio.core.value.TroubleCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The trouble codes of a vehicle as the latest responses have them: the payload of the topic {@code
 * dtc}. Not safe for use by several threads.
 */
final class CodeState {

  /** The members of the payload, by the command that they come from (SAE J1979, 03, 07, 0A). */
  private static final Map<String, String> MEMBERS =
      Map.of("GET_DTC", "codes", "GET_CURRENT_DTC", "pending", "GET_PERMANENT_DTC", "permanent");

  private static final String STATUS = "STATUS";
  private static final String CONFIRMED = "codes";

  private final Map<String, List<TroubleCode>> codes = new LinkedHashMap<>();
  private @Nullable Boolean lamp;
  private long time;

  /**
   * Adds a response.
   *
   * @return whether the payload has changed
   */
  boolean add(ObdResponse<?> response) {
    Object value = response.valueOrNull();
    String member = MEMBERS.get(response.command().name());
    boolean changed = false;
    if (member != null && value instanceof List<?> list) {
      List<TroubleCode> now =
          list.stream()
              .filter(TroubleCode.class::isInstance)
              .map(TroubleCode.class::cast)
              .distinct()
              .toList();
      changed = !now.equals(codes.put(member, now));
    } else if (response.command().name().equals(STATUS) && value instanceof Status status) {
      changed = lamp == null || lamp != status.mil();
      lamp = status.mil();
    }
    if (changed) {
      time = response.time().toEpochMilli();
    }
    return changed && isKnown();
  }

  /** Returns whether the confirmed codes are known. */
  boolean isKnown() {
    return codes.containsKey(CONFIRMED);
  }

  /** Returns the confirmed codes, such as {@code P0104}. */
  Set<String> confirmed() {
    Set<String> confirmed = new LinkedHashSet<>();
    codes.getOrDefault(CONFIRMED, List.of()).forEach(code -> confirmed.add(code.code()));
    return confirmed;
  }

  /** Returns the payload as a tree for JSON. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("t", time);
    if (lamp != null) {
      json.put("mil", lamp);
    }
    json.put("count", confirmed().size());
    for (String member : List.of(CONFIRMED, "pending", "permanent")) {
      if (codes.containsKey(member)) {
        json.put(member, json(codes.get(member)));
      }
    }
    return json;
  }

  private static List<Object> json(List<TroubleCode> list) {
    List<Object> json = new ArrayList<>(list.size());
    for (TroubleCode code : list) {
      Map<String, Object> row = new LinkedHashMap<>(4);
      row.put("code", code.code());
      row.put("description", code.description());
      json.add(row);
    }
    return json;
  }
}
