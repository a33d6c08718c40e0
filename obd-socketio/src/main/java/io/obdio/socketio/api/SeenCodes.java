package io.obdio.socketio.api;

import io.obdio.socketio.api.CodeHistory.Seen;
import io.obdio.socketio.history.CodeSeen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The trouble codes of the history of trips as the diagnosis shows them. */
public final class SeenCodes {

  private SeenCodes() {}

  /** Returns the codes of a vehicle, those of all its ECUs and services as one. */
  public static Map<String, Seen> of(List<CodeSeen> codes, String vin) {
    Map<String, Seen> seen = new HashMap<>();
    for (CodeSeen code : codes) {
      if (code.vin().equals(vin)) {
        seen.merge(
            base(code.code()),
            new Seen(code.firstSeen(), code.lastSeen(), code.times()),
            Seen::and);
      }
    }
    return seen;
  }

  /** Returns a code without its failure type. */
  static String base(String code) {
    int mark = code.indexOf('-');
    return mark < 0 ? code : code.substring(0, mark);
  }
}
