package io.obdio.socketio.app.history;

import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripSignal;
import io.obdio.socketio.history.computer.TripTotals;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Trips as text for people, with times of the computer's zone. */
final class TripText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private TripText() {}

  /** Prints one line a trip. */
  static void table(List<Trip> trips, PrintWriter out) {
    if (trips.isEmpty()) {
      out.println("no trips");
      return;
    }
    out.printf(
        Locale.ROOT,
        "%5s  %-16s  %8s  %8s  %8s  %9s  %s%n",
        "trip",
        "begin",
        "duration",
        "km",
        "L",
        "L/100 km",
        "vehicle");
    for (Trip trip : trips) {
      out.printf(
          Locale.ROOT,
          "%5d  %-16s  %8s  %8s  %8s  %9s  %s%n",
          trip.id(),
          begin(trip),
          duration(trip.duration()),
          number(trip.totals().distance(), 1),
          number(trip.totals().fuel(), 2),
          number(trip.totals().litresPer100Km(), 1),
          trip.vin() + (trip.running() ? " (running)" : ""));
    }
  }

  private static String begin(Trip trip) {
    return trip.clockSet() ? TIME.format(Instant.ofEpochMilli(trip.begin())) : "clock not set";
  }

  private static String duration(long millis) {
    long seconds = millis / 1000;
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static String number(double value, int decimals) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Prints a trip, a line for each property, and its commands. */
  static void details(Trip trip, List<TripSignal> signals, PrintWriter out) {
    TripTotals totals = trip.totals();
    line(out, "trip", trip.id() + (trip.running() ? " (running)" : ""));
    line(out, "vehicle", trip.vin().isEmpty() ? "-" : trip.vin());
    line(out, "begin", begin(trip));
    line(out, "duration", duration(trip.duration()));
    line(out, "moving", duration(totals.moving()));
    line(out, "distance", number(totals.distance(), 2) + " km");
    line(out, "mean speed", number(totals.meanSpeed(trip.duration()), 1) + " km/h");
    line(out, "fuel", number(totals.fuel(), 2) + " L");
    line(out, "consumption", number(totals.litresPer100Km(), 1) + " L/100 km");
    if (!Double.isNaN(totals.energy())) {
      line(out, "energy", number(totals.energy(), 2) + " kWh");
      line(out, "consumption", number(totals.wattHoursPerKm(), 0) + " Wh/km");
    }
    out.println();
    for (TripSignal signal : signals) {
      out.printf(
          Locale.ROOT, "%-30s %-8s %s%n", signal.name(), signal.unit(), signal.description());
    }
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf(Locale.ROOT, "%-12s %s%n", name, value);
  }
}
