package io.obdio.socketio.history;

import io.obdio.socketio.history.computer.TripTotals;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** The conversion between rows of the database and the records of this package. */
final class TripRows {

  static final String TRIP_COLUMNS =
      "id, begin_time, end_time, running, clock_set, vin, protocol, distance, moving, fuel, energy,"
          + " odometer";

  static final String SIGNAL_COLUMNS = "id, name, unit, unit_name, description, request, ecu";

  private TripRows() {}

  static Trip trip(ResultSet row) throws SQLException {
    return new Trip(
        row.getInt(1),
        row.getLong(2),
        row.getLong(3),
        row.getBoolean(4),
        row.getBoolean(5),
        row.getString(6),
        row.getString(7),
        new TripTotals(real(row, 8), row.getLong(9), real(row, 10), real(row, 11), real(row, 12)));
  }

  /** Returns a number, NaN for null. */
  private static double real(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  static void bind(PreparedStatement statement, Trip trip) throws SQLException {
    statement.setInt(1, trip.id());
    statement.setLong(2, trip.begin());
    statement.setLong(3, trip.end());
    statement.setBoolean(4, trip.running());
    statement.setBoolean(5, trip.clockSet());
    statement.setString(6, trip.vin());
    statement.setString(7, trip.protocol());
    bindReal(statement, 8, trip.totals().distance());
    statement.setLong(9, trip.totals().moving());
    bindReal(statement, 10, trip.totals().fuel());
    bindReal(statement, 11, trip.totals().energy());
    bindReal(statement, 12, trip.totals().odometerAtBegin());
  }

  private static void bindReal(PreparedStatement statement, int index, double value)
      throws SQLException {
    if (Double.isNaN(value)) {
      statement.setNull(index, Types.REAL);
    } else {
      statement.setDouble(index, value);
    }
  }

  static TripSignal signal(ResultSet row) throws SQLException {
    return new TripSignal(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }

  static void bind(PreparedStatement statement, TripSignal signal) throws SQLException {
    statement.setInt(1, signal.id());
    statement.setString(2, signal.name());
    statement.setString(3, signal.unit());
    statement.setString(4, signal.unitName());
    statement.setString(5, signal.description());
    statement.setString(6, signal.request());
    statement.setString(7, signal.ecu());
  }

  /** Binds a sample; its value is a {@link Double} or a {@link String}. */
  static void bind(PreparedStatement statement, Sample sample) throws SQLException {
    statement.setInt(1, sample.trip());
    statement.setInt(2, sample.signal());
    statement.setLong(3, sample.millis());
    if (sample.value() instanceof Double number) {
      statement.setDouble(4, number);
    } else {
      statement.setString(4, String.valueOf(sample.value()));
    }
    if (sample.answer() instanceof byte[] bytes) {
      statement.setBytes(5, bytes);
    } else if (sample.answer() instanceof String text) {
      statement.setString(5, text);
    } else {
      statement.setNull(5, Types.BLOB);
    }
  }
}
