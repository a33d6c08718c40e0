package io.obdio.socketio.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The deletion of a trip on request. */
public final class TripDeletion {

  private static final int ROWS_OF_A_TRANSACTION = 50_000;

  private TripDeletion() {}

  /** Deletes a trip by the connection of the server; returns whether there was one. */
  static boolean delete(HistoryStore store, int id) throws SQLException {
    if (store.number("SELECT count(*) FROM trips WHERE id = " + id) == 0) {
      return false;
    }
    boolean[] gone = new boolean[1];
    while (!gone[0]) {
      store.transaction(
          () -> gone[0] = Retention.deleteRows(store.connection(), id, ROWS_OF_A_TRANSACTION));
    }
    return true;
  }

  /**
   * Deletes a trip from a file, which a server may be using.
   *
   * @return whether there was one
   * @throws HistoryException if the trip is running, or the file cannot be written
   */
  public static boolean delete(Path file, int id) throws HistoryException {
    if (!Files.isRegularFile(file)) {
      throw new HistoryException("there is no history " + file);
    }
    try (Connection database = Database.openForWriting(file);
        HistoryStore store = new HistoryStore(database)) {
      if (store.number("SELECT count(*) FROM trips WHERE running = 1 AND id = " + id) > 0) {
        throw new HistoryException(
            "trip "
                + id
                + " is running, or the server that recorded it was not closed: it can be"
                + " deleted after its end");
      }
      return delete(store, id);
    } catch (SQLException e) {
      throw Database.explained(file, e);
    }
  }
}
