package io.obdio.socketio.fleet.face;

import io.obdio.socketio.access.VehiclePattern;
import io.obdio.socketio.access.VehicleRanges;
import io.obdio.socketio.fleet.FleetView;
import io.obdio.socketio.fleet.Page;
import io.obdio.socketio.fleet.VehicleInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * The search for a page of vehicles, which can be interrupted and continued. Used by one thread at
 * a time.
 */
final class PageSearch {

  private final FleetView view;
  private final List<VehicleRanges.Range> ranges;
  private final int limit;
  private final String text;
  private final boolean online;
  private final List<VehicleInfo> found = new ArrayList<>();

  /** The smallest id that was not examined. */
  private String from;

  private int range;
  private int stepsLeft;
  private String next = "";

  /**
   * Creates a search.
   *
   * @param visible where the vehicles are that the client may see
   * @param after id after which the page begins; empty for the first page
   * @param limit largest number of vehicles, at least 1
   * @param text text in the id or the VIN, in upper or lower case; empty for all
   * @param online whether only vehicles that are connected to the broker are found
   */
  PageSearch(
      FleetView view, VehicleRanges visible, String after, int limit, String text, boolean online) {
    this.view = view;
    this.ranges = visible.ranges();
    this.from = after.isEmpty() ? "" : VehicleRanges.after(after);
    this.limit = limit;
    this.text = text.toLowerCase(Locale.ROOT);
    this.online = online;
  }

  /**
   * Continues the search.
   *
   * @param steps limit of the vehicles examined now and of the patterns that they are compared with
   * @return whether the page is complete
   */
  boolean advance(int steps) {
    stepsLeft = steps;
    for (; range < ranges.size(); range++) {
      VehicleRanges.Range now = ranges.get(range);
      String begin = now.from().compareTo(from) > 0 ? now.from() : from;
      if (begin.compareTo(now.to()) < 0 && !examine(now, view.vehicles(begin, now.to()))) {
        return false;
      }
      if (!next.isEmpty()) {
        return true;
      }
    }
    return true;
  }

  /** Examines vehicles of a range; returns whether it, or the page, is complete. */
  private boolean examine(VehicleRanges.Range now, Iterator<VehicleInfo> vehicles) {
    while (vehicles.hasNext()) {
      if (stepsLeft <= 0) {
        return false;
      }
      VehicleInfo vehicle = vehicles.next();
      if (matches(now, vehicle)) {
        if (found.size() == limit) {
          next = found.get(limit - 1).id();
          return true;
        }
        found.add(vehicle);
      }
      from = VehicleRanges.after(vehicle.id());
    }
    return true;
  }

  private boolean matches(VehicleRanges.Range now, VehicleInfo vehicle) {
    stepsLeft--;
    return isVisible(now.patterns(), vehicle.id())
        && (!online || vehicle.online())
        && (text.isEmpty() || contains(vehicle.id()) || contains(vehicle.vin()));
  }

  private boolean isVisible(List<VehiclePattern> patterns, String id) {
    for (VehiclePattern pattern : patterns) {
      stepsLeft--;
      if (pattern.matches(id)) {
        return true;
      }
    }
    return patterns.isEmpty();
  }

  private boolean contains(String value) {
    return value.toLowerCase(Locale.ROOT).contains(text);
  }

  /** Returns the page that is complete. */
  Page<VehicleInfo> page() {
    return new Page<>(found, next);
  }
}
