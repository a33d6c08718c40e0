package io.obdio.socketio.history;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.TroubleCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The trouble codes that vehicles have reported: since when, and how often they have come back.
 * Pure: the time is a parameter. Used by one thread at a time.
 */
final class CodeTracker {

  /** Bounds the table against vehicles that report random codes. */
  private static final int MAX_CODES = 10_000;

  /** A stored code: only its appearance is worth requesting the freeze frame. */
  static final String STORED = "stored";

  /** The kinds of codes by the name of the command that lists them. */
  private static final Map<String, String> KINDS =
      Map.of(
          "GET_DTC", STORED,
          "GET_CURRENT_DTC", "pending",
          "GET_PERMANENT_DTC", "permanent");

  private static final String REPORTED = "reported";

  private final Map<String, CodeSeen> codes = new HashMap<>();

  /** Adds the codes of the database. */
  CodeTracker(List<CodeSeen> known) {
    known.forEach(code -> codes.put(key(code), code));
  }

  static String key(CodeSeen code) {
    return key(code.vin(), code.kind(), code.ecu(), code.code());
  }

  private static String key(String vin, String kind, String ecu, String code) {
    return vin + "/" + kind + "/" + ecu + "/" + code;
  }

  /**
   * Returns the codes in a value; null if it is not a list of codes. An empty list counts as one
   * only if the command lists codes.
   */
  private static @Nullable Set<String> codesIn(String command, Object value) {
    if (!(value instanceof List<?> list) || list.isEmpty() && !KINDS.containsKey(command)) {
      return null;
    }
    Set<String> found = new LinkedHashSet<>();
    for (Object item : list) {
      if (item instanceof TroubleCode code) {
        found.add(code.code());
      } else if (item instanceof ReportedCode code) {
        found.add(code.code().code() + String.format(Locale.ROOT, "-%02X", code.failureType()));
      } else {
        return null;
      }
    }
    return found;
  }

  /**
   * Compares the lists of a response with the codes seen before. An ECU that has not answered this
   * time keeps its codes.
   *
   * @param now in ms since 1970-01-01 UTC
   * @return the codes that are listed, or are no longer present; none if the response has no list
   */
  List<CodeSeen> update(String vin, ObdResponse<?> response, long now) {
    String command = response.command().name();
    List<CodeSeen> changed = new ArrayList<>();
    for (Map.Entry<EcuAddress, ?> entry : response.byEcu().entrySet()) {
      Set<String> listed = codesIn(command, entry.getValue());
      if (listed != null) {
        changed.addAll(update(vin, command, ResponseValues.text(entry.getKey()), listed, now));
      }
    }
    return changed;
  }

  /**
   * Compares a list with the codes seen before.
   *
   * @param now in ms since 1970-01-01 UTC
   * @return the codes that are new or have come back, or are no longer present
   */
  private List<CodeSeen> update(
      String vin, String command, String ecu, Set<String> listed, long now) {
    String kind = KINDS.getOrDefault(command, REPORTED);
    List<CodeSeen> changed = new ArrayList<>();
    for (String code : listed) {
      String key = key(vin, kind, ecu, code);
      CodeSeen old = codes.get(key);
      if (old == null && codes.size() >= MAX_CODES) {
        continue;
      }
      CodeSeen seen =
          old == null
              ? new CodeSeen(vin, code, kind, ecu, now, now, 1, true, Map.of())
              : with(old, now, old.present() ? old.times() : old.times() + 1, true);
      codes.put(key, seen);
      changed.add(seen);
    }
    for (CodeSeen old : List.copyOf(codes.values())) {
      boolean ofList = old.vin().equals(vin) && old.kind().equals(kind) && old.ecu().equals(ecu);
      if (ofList && old.present() && !listed.contains(old.code())) {
        CodeSeen gone = with(old, old.lastSeen(), old.times(), false);
        codes.put(key(gone), gone);
        changed.add(gone);
      }
    }
    return changed;
  }

  private static CodeSeen with(CodeSeen old, long lastSeen, int times, boolean present) {
    return new CodeSeen(
        old.vin(),
        old.code(),
        old.kind(),
        old.ecu(),
        old.firstSeen(),
        lastSeen,
        times,
        present,
        old.freezeFrame());
  }

  /** Stores a freeze frame; returns the changed code, null if it is not known. */
  @Nullable CodeSeen putFreezeFrame(String key, Map<String, String> frame) {
    CodeSeen old = codes.get(key);
    if (old == null) {
      return null;
    }
    CodeSeen seen =
        new CodeSeen(
            old.vin(),
            old.code(),
            old.kind(),
            old.ecu(),
            old.firstSeen(),
            old.lastSeen(),
            old.times(),
            old.present(),
            frame);
    codes.put(key, seen);
    return seen;
  }
}
